import { createCipheriv, randomBytes, type Cipher } from 'node:crypto';

const BLOCK_BYTES = 16;

export const newCounter = (): Buffer => randomBytes(BLOCK_BYTES);

/**
 * Seals a stream, or opens a sealed one, from any byte of it on: in counter mode both are the same, and every block has a
 * number of its own, so that an upload that was broken off goes on in its middle.
 *
 * @param counter of the file's first block; with one key, never the same for two files
 * @param offset the byte of the file that comes first, from 0
 * @see NIST SP 800-38A, CTR
 */
export function counterCipher(key: Buffer, counter: Buffer, offset = 0): Cipher {
  const cipher = createCipheriv('aes-256-ctr', key, plus(counter, Math.floor(offset / BLOCK_BYTES)));
  cipher.update(Buffer.alloc(offset % BLOCK_BYTES));
  return cipher;
}

function plus(counter: Buffer, blocks: number): Buffer {
  const sum = BigInt.asUintN(8 * BLOCK_BYTES, BigInt(`0x${counter.toString('hex')}`) + BigInt(blocks));
  return Buffer.from(sum.toString(16).padStart(2 * BLOCK_BYTES, '0'), 'hex');
}
