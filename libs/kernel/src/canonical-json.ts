import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';

/**
 * The one text of a JSON value: keys sorted, no white space, numbers as ECMAScript prints them.
 * Two documents that say the same have the same text, and so the same hash.
 *
 * @throws TypeError for what JSON cannot say (undefined, functions, NaN, infinities)
 * @see RFC 8785 (JSON Canonicalization Scheme)
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('This value has no canonical JSON.');
  return text;
}

/** SHA-256 as 64 lower-case hexadecimal digits. */
export const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** The hash a document is known and voted by: SHA-256 over its canonical JSON. */
export const documentHash = (document: unknown): string => sha256(canonicalJson(document));
