import fc from 'fast-check';
import { isReceipt, LONGEST_RECEIPT, normaliseReceipt, RECEIPT_BYTES, receiptFrom } from './receipt';

const letters = 'abcdefghijklmnop';
/** A list of 2,048 different words in the shape of the real ones, which the domain does not know. */
const WORDS = Array.from({ length: 2048 }, (_, i) =>
  [i >> 8, (i >> 4) & 15, i & 15].map((digit) => letters[digit] ?? '').join(''),
);
const bytes = fc.uint8Array({ minLength: RECEIPT_BYTES, maxLength: RECEIPT_BYTES });

describe('receiptFrom', () => {
  it('makes six words of any bytes, always the same of the same', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const receipt = receiptFrom(random, WORDS);
        expect(isReceipt(receipt)).toBe(true);
        expect(receipt.length).toBeLessThanOrEqual(LONGEST_RECEIPT);
        expect(receiptFrom(random, WORDS)).toBe(receipt);
      }),
    );
  });

  it('uses 66 bits of them: each one that changes, changes the phrase', () => {
    const random = new Uint8Array(RECEIPT_BYTES).fill(0b1010_0101);
    const receipt = receiptFrom(random, WORDS);
    const changed = Array.from({ length: 72 }, (_, bit) =>
      receiptFrom(random.with(bit >> 3, 0b1010_0101 ^ (128 >> (bit & 7))), WORDS),
    );
    expect(changed.slice(0, 6)).toEqual(Array.from({ length: 6 }, () => receipt));
    expect(new Set([receipt, ...changed.slice(6)]).size).toBe(67);
  });

  it('refuses too few bytes and another list', () => {
    expect(() => receiptFrom(new Uint8Array(8), WORDS)).toThrow(RangeError);
    expect(() => receiptFrom(new Uint8Array(9), WORDS.slice(1))).toThrow(RangeError);
  });
});

describe('normaliseReceipt', () => {
  it('forgives capitals, accents, spaces and commas', () => {
    const receipt = 'abaco abete zuppa citta perche lunedi';
    expect(normaliseReceipt('  ABACO,  abete\tZuppa\nCittà perché LUNEDÌ. ')).toBe(receipt);
    expect(normaliseReceipt(receipt)).toBe(receipt);
  });

  it('makes no receipt of anything that is none', () => {
    expect(isReceipt(normaliseReceipt('abaco abete zuppa'))).toBe(false);
    expect(isReceipt('Abaco abete zuppa citta perche lunedi')).toBe(false);
    expect(isReceipt(' abaco abete zuppa citta perche lunedi')).toBe(false);
    expect(isReceipt('abaco abete zuppa citta perche lunedi\n')).toBe(false);
  });
});
