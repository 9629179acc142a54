import { join } from 'node:path';
import type { Config } from '../config/config';
import type { FileStore } from './file-store';
import { FolderFileStore } from './folder-file-store';
import { S3FileStore } from './s3-file-store';

/** The file store this installation is configured for. */
export const fileStoreFor = ({ s3, dataDirectory }: Config): Promise<FileStore> =>
  s3 ? S3FileStore.at(s3, join(dataDirectory, 'tmp')) : FolderFileStore.at(join(dataDirectory, 'files'));
