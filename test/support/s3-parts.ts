import type S3rver from 's3rver';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

type Middleware = S3rver['middleware'][number];

/** Where the server keeps what has come of uploads in parts. */
export const unfinishedIn = (directory: string, bucket: string): string => join(directory, bucket, '._S3rver_uploads');

/**
 * What the test server lacks of uploads in parts: saying which parts have come, and giving an upload up.
 *
 * @see Amazon S3 API, ListParts and AbortMultipartUpload
 */
export const partsOf =
  (directory: string): Middleware =>
  async (context, next) => {
    const { uploadId } = context.query;
    const isOurs = uploadId !== undefined && (context.method === 'GET' || context.method === 'DELETE');
    if (!isOurs || !/^[0-9a-f]{32}$/.test(uploadId)) return next();
    const [, bucket = '', ...key] = decodeURIComponent(context.path).split('/');
    const folder = join(unfinishedIn(directory, bucket), uploadId);
    if (!existsSync(folder)) {
      context.status = 404;
      context.body = { Error: { Code: 'NoSuchUpload', Message: 'The specified upload does not exist.' } };
    } else if (context.method === 'DELETE') {
      await rm(folder, { recursive: true });
      context.status = 204;
    } else {
      const facts = { Bucket: bucket, Key: key.join('/'), UploadId: uploadId, IsTruncated: false };
      context.body = { ListPartsResult: { ...facts, Part: partsIn(folder) } };
    }
  };

/** The parts that have come of one upload. */
export const partsIn = (folder: string) =>
  readdirSync(folder)
    // The hash is written when the part is whole.
    .filter((name) => /^\d+$/.test(name) && existsSync(join(folder, `${name}.md5`)))
    .map((name) => ({
      PartNumber: Number(name),
      ETag: `"${readFileSync(join(folder, `${name}.md5`), 'utf8')}"`,
      Size: statSync(join(folder, name)).size,
    }));
