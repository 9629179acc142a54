import { CommonsError } from '#kernel';
import { fileStoreUnavailable } from './errors';

/** Codes that mean "no such file" on a disk and in an object store. */
const ABSENT = new Set(['ENOENT', 'NoSuchKey', 'NotFound']);

export const isAbsent = (error: unknown): boolean => ABSENT.has(reasonOf(error));

/** What a failing disk or object store is to everybody else: one temporary error, with the code and nothing more. */
export function asStoreFailure(error: unknown): Error {
  if (error instanceof CommonsError) return error;
  return fileStoreUnavailable(reasonOf(error));
}

/** Runs one access to the disk or the object store. @throws FILE.STORE_UNAVAILABLE */
export async function storing<T>(access: () => Promise<T>): Promise<T> {
  try {
    return await access();
  } catch (error) {
    throw asStoreFailure(error);
  }
}

function reasonOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  return [code, name].find((word): word is string => typeof word === 'string' && word !== '') ?? 'unknown';
}
