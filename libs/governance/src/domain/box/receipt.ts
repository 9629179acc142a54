/** Six words of a list of 2,048 are 66 bits: nobody guesses one, and a million of them do not meet. */
const WORDS = 6;
const BITS_PER_WORD = 11;
export const RECEIPT_BYTES = Math.ceil((WORDS * BITS_PER_WORD) / 8);

/** Words of the lists have 3 to 9 letters, all of them without accents. */
const LONGEST_WORD = 9;
const RECEIPT = /^[a-z]{3,9}(?: [a-z]{3,9}){5}$/;
/** In characters. */
export const LONGEST_RECEIPT = WORDS * LONGEST_WORD + (WORDS - 1);

/**
 * The phrase by which a voter finds the own paper in the published list, and by which nobody else does.
 *
 * It is drawn, never computed from the voter, the time or the marks: whoever knows all of these still cannot tell whose it
 * is. Sorting papers by it therefore shuffles them.
 *
 * @param random at least `RECEIPT_BYTES` bytes of a cryptographic source
 * @param words a list of 2,048 words
 * @throws RangeError (a defect) for fewer bytes or another list
 * @see BIP-39, from which the lists are
 */
export function receiptFrom(random: Uint8Array, words: readonly string[]): string {
  if (random.length < RECEIPT_BYTES) throw new RangeError(`A receipt of ${random.length} bytes.`);
  if (words.length !== 2 ** BITS_PER_WORD) throw new RangeError(`A list of ${words.length} words.`);
  let bits = 0n;
  for (const byte of random.subarray(0, RECEIPT_BYTES)) bits = (bits << 8n) | BigInt(byte);
  const phrase: string[] = [];
  for (let i = 0; i < WORDS; i += 1) {
    phrase.push(words[Number(bits % 2048n)] ?? '');
    bits /= 2048n;
  }
  return phrase.join(' ');
}

/** Whether a text is written exactly as receipts are. */
export const isReceipt = (text: string): boolean => RECEIPT.test(text);

/** A receipt as it is written, from one that a person typed: capitals, accents, commas and spaces do not matter. */
export const normaliseReceipt = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z]+/g, ' ')
    .trim();
