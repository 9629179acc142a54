import { S3Client } from '@aws-sdk/client-s3';
import type { S3Config } from '../config/config';

const ignore = () => undefined;

/** A client of any store that speaks S3. */
export function s3ClientFor({ endpoint, region, credentials }: S3Config): S3Client {
  return new S3Client({
    region,
    ...(endpoint && { endpoint, forcePathStyle: true }),
    ...(credentials && { credentials }),
    // What goes wrong is thrown and reported once, by whoever asked.
    logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
    requestHandler: { connectionTimeout: 3_000, socketTimeout: 60_000 },
    // The SDK's own checksums are an extension that many stores do not speak; ours is the file's name.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  });
}
