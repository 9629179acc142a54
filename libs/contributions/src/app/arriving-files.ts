import { Injectable, type OnModuleInit } from '@nestjs/common';
import { FileStore as FolderStore } from '@tus/file-store';
import { S3Store } from '@tus/s3-store';
import { ERRORS, Upload } from '@tus/server';
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { Config, type S3Config } from '#platform';
import type { ArrivalId } from '../db/upload.store';

const FOLDER = 'arriving';

/** Where unfinished uploads lie, sealed: a folder of their own, or the bucket of the file store. */
@Injectable()
export class ArrivingFiles implements OnModuleInit {
  private readonly store: FolderStore | ForgettingS3Store;
  /** What is still being written of uploads whose senders may have hung up. */
  private readonly writing = new Map<ArrivalId, Promise<number>>();
  private readonly directory: string;

  constructor(private readonly config: Config) {
    this.directory = join(config.dataDirectory, FOLDER);
    this.store = config.s3 ? s3StoreFor(config.s3) : new FolderStore({ directory: this.directory });
  }

  /** The library would open the folder to everybody. */
  async onModuleInit(): Promise<void> {
    if (this.config.s3) return;
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    await chmod(this.directory, 0o700);
  }

  /** @param bytes how many are to come in all */
  async create(id: ArrivalId, bytes: number): Promise<void> {
    await this.store.create(new Upload({ id: this.nameOf(id), size: bytes, offset: 0 }));
  }

  /** @returns the offset afterwards */
  async write(id: ArrivalId, sealed: Readable, offset: number): Promise<number> {
    const writing = this.store.write(sealed, this.nameOf(id), offset);
    this.writing.set(id, writing);
    try {
      return await writing;
    } finally {
      if (this.writing.get(id) === writing) this.writing.delete(id);
    }
  }

  /** A bucket takes parts of an upload a while after its sender has hung up. */
  async settled(id: ArrivalId): Promise<void> {
    await this.writing.get(id)?.catch(() => undefined);
  }

  /** How many bytes have come. */
  async offsetOf(id: ArrivalId): Promise<number> {
    return (await this.store.getUpload(this.nameOf(id))).offset;
  }

  async read(id: ArrivalId): Promise<Readable> {
    return this.store.read(this.nameOf(id));
  }

  /** Removing what is not there changes nothing. */
  async remove(id: ArrivalId): Promise<void> {
    try {
      await this.store.remove(this.nameOf(id));
    } catch (error) {
      if (error !== ERRORS.FILE_NOT_FOUND) throw error;
    }
  }

  /** In a bucket there are other things beside them. */
  private nameOf(id: ArrivalId): string {
    return this.config.s3 ? `${FOLDER}/${id}` : id;
  }
}

/** The library leaves the object of a finished upload, and the last piece of an unfinished one, where they are. */
class ForgettingS3Store extends S3Store {
  override async remove(id: string): Promise<void> {
    try {
      await super.remove(id);
    } catch (error) {
      if (error !== ERRORS.FILE_NOT_FOUND) throw error;
    }
    const Objects = [id, this.infoKey(id), this.partKey(id, true)].map((Key) => ({ Key }));
    await this.client.deleteObjects({ Bucket: this.bucket, Delete: { Objects } });
  }
}

/** Uploads that are broken off for good would stay in memory for good. */
const NOTHING_KEPT = {
  get: () => Promise.resolve(undefined),
  set: () => Promise.resolve(),
  delete: () => Promise.resolve(),
};

function s3StoreFor({ bucket, endpoint, region, credentials }: S3Config): ForgettingS3Store {
  return new ForgettingS3Store({
    ...{ useTags: false, cache: NOTHING_KEPT },
    s3ClientConfig: {
      ...{ bucket, region },
      ...(endpoint && { endpoint, forcePathStyle: true }),
      ...(credentials && { credentials }),
      ...{ requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' },
    },
  });
}
