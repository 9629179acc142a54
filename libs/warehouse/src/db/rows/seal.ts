import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rowsDamaged } from '../../domain/errors';

const CIPHER = 'aes-256-gcm';
const MAGIC = Buffer.from('granrow1');
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = MAGIC.length + NONCE_BYTES;

/** Whose rows, and their key: a sealed file opens for the contribution that it was sealed for, and for no other. */
export type Seal = { readonly key: Buffer; readonly contributionId: string };

/**
 * The bytes of a file, sealed: magic, nonce, ciphertext, tag.
 *
 * The nonce follows from the bytes, so that the same rows are the same sealed file, and different ones never meet under
 * one nonce, however often a check is repeated.
 *
 * @see NIST SP 800-38D (GCM); the nonce is made like the synthetic one of RFC 5297
 */
export async function* sealed(path: string, seal: Seal): AsyncGenerator<Buffer> {
  const nonce = createHmac('sha256', derived(seal, 'nonce'))
    .update(await digestOf(path))
    .digest();
  const header = Buffer.concat([MAGIC, nonce.subarray(0, NONCE_BYTES)]);
  const cipher = createCipheriv(CIPHER, derived(seal, 'seal'), header.subarray(MAGIC.length));
  cipher.setAAD(aboutOf(seal));
  yield header;
  for await (const chunk of chunksOf(path)) yield cipher.update(chunk);
  yield cipher.final();
  yield cipher.getAuthTag();
}

/**
 * What was sealed. The bytes are proved by the last of them: act only on what was read to its end.
 *
 * @throws ROWS.DAMAGED
 */
export async function* opened(content: AsyncIterable<Buffer>, seal: Seal): AsyncGenerator<Buffer> {
  let decipher: ReturnType<typeof decipherFor> | undefined;
  let held = Buffer.alloc(0);
  for await (const chunk of content) {
    held = Buffer.concat([held, chunk]);
    if (!decipher) {
      if (held.length < HEADER_BYTES) continue;
      decipher = decipherFor(held.subarray(0, HEADER_BYTES), seal);
      held = held.subarray(HEADER_BYTES);
    }
    const end = held.length - TAG_BYTES;
    if (end <= 0) continue;
    yield decipher.update(held.subarray(0, end));
    held = held.subarray(end);
  }
  if (!decipher || held.length !== TAG_BYTES) throw rowsDamaged(seal.contributionId);
  yield lastOf(decipher.setAuthTag(held), seal);
}

function decipherFor(header: Buffer, seal: Seal) {
  if (!header.subarray(0, MAGIC.length).equals(MAGIC)) throw rowsDamaged(seal.contributionId);
  const options = { authTagLength: TAG_BYTES };
  const decipher = createDecipheriv(CIPHER, derived(seal, 'seal'), header.subarray(MAGIC.length), options);
  return decipher.setAAD(aboutOf(seal));
}

function lastOf(decipher: ReturnType<typeof decipherFor>, { contributionId }: Seal): Buffer {
  try {
    return decipher.final();
  } catch {
    throw rowsDamaged(contributionId);
  }
}

/** One use, one key. @see RFC 5869 */
const derived = ({ key }: Seal, use: 'nonce' | 'seal'): Buffer =>
  Buffer.from(hkdfSync('sha256', key, '', `granaio rows: ${use}`, 32));

const aboutOf = ({ contributionId }: Seal) => Buffer.from(contributionId);

const chunksOf = (path: string) => createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>;

async function digestOf(path: string): Promise<Buffer> {
  const hash = createHash('sha256');
  for await (const chunk of chunksOf(path)) hash.update(chunk);
  return hash.digest();
}
