import { CommonsError, missing } from '#kernel';

export const fileMissing = (sha256: string) => missing('file', sha256);

export const fileNameInvalid = () =>
  new CommonsError('invalid', 'FILE.NAME_INVALID', 'A file is known by 64 lower-case hexadecimal digits.');

export const fileTooLarge = (maxBytes: number) =>
  new CommonsError('refused', 'FILE.TOO_LARGE', `The file is larger than ${maxBytes} bytes.`, { maxBytes });

export const fileChecksumMismatch = (expectedSha256: string, sha256: string) =>
  new CommonsError('refused', 'FILE.CHECKSUM_MISMATCH', 'The file that arrived is not the file that was announced.', {
    expectedSha256,
    sha256,
  });

/** Not temporary and not the caller's fault: the stored bytes have changed, and somebody has to restore them. */
export const fileDamaged = (sha256: string) =>
  new CommonsError('refused', 'FILE.DAMAGED', `The stored file ${sha256} no longer has the bytes it was stored with.`, {
    sha256,
  });

/** @param reason the system's or the store's own code (`ENOSPC`, `NoSuchBucket`), never a path or a message */
export const fileStoreUnavailable = (reason: string) =>
  new CommonsError('unavailable', 'FILE.STORE_UNAVAILABLE', 'The file store cannot do this at the moment.', { reason });
