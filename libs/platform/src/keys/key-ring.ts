import { isId } from '#kernel';
import { keyDamaged, keyNameInvalid } from './errors';

export const KEY_BYTES = 32;

/** What lies beside the keys and says whose they are; no key is called so. */
export const MARK = '.installation';

/**
 * Secret keys, each under the id of what it protects, in a place of their own: not in the database and not in the file
 * store, so that a copy of those two opens nothing. Destroying a key destroys, wherever a copy of it may lie, whatever was
 * sealed with it.
 *
 * Every method refuses a name that is not an id (KEY.NAME_INVALID), and says FILE.STORE_UNAVAILABLE when the disk or the
 * service behind it fails.
 */
export abstract class KeyRing {
  /** Makes and keeps 32 random bytes; they are on the disk when this returns. @throws KEY.ALREADY_THERE */
  abstract create(name: string): Promise<Buffer>;

  /** @returns null where there is no such key, or no more. @throws KEY.DAMAGED */
  abstract find(name: string): Promise<Buffer | null>;

  /** For good. Destroying what is not there changes nothing. */
  abstract destroy(name: string): Promise<void>;

  /** Whose keys these are, as was written beside them; null: nothing was. */
  abstract mark(): Promise<string | null>;

  /** Writes beside the keys whose they are. */
  abstract putMark(installation: string): Promise<void>;
}

/** @throws KEY.NAME_INVALID for anything that could be a path */
export function assertKeyName(name: string): void {
  if (!isId(name)) throw keyNameInvalid();
}

/** What a place holds, as a key: nothing but zeros is what a key is overwritten with. @throws KEY.DAMAGED */
export function keyFrom(name: string, bytes: Buffer): Buffer | null {
  if (bytes.length !== KEY_BYTES) throw keyDamaged(name);
  return bytes.every((byte) => byte === 0) ? null : bytes;
}
