import type { Config } from '../config/config';
import { FolderKeyRing } from './folder-key-ring';
import type { KeyRing } from './key-ring';
import { S3KeyRing } from './s3-key-ring';

/** The key ring this installation is configured for. */
export const keyRingFor = ({ keys }: Config): Promise<KeyRing> =>
  keys.s3 ? S3KeyRing.at(keys.s3) : FolderKeyRing.at(keys.directory);
