import { randomFillSync } from 'node:crypto';

/** Where chance comes from: independent words, each of the 2³² as likely as the other. */
export interface RandomInts {
  /** A whole number in [0, 2³²). */
  word(): number;
}

const WORDS = 4_096;

/**
 * Words from the operating system's cryptographic generator, fetched 16 KiB at a time.
 *
 * A word is wiped as it is handed out: noise that can be read again from memory is no noise.
 */
export function cryptoRandom(): RandomInts {
  const words = new Uint32Array(WORDS);
  let next = WORDS;
  return {
    word() {
      if (next === WORDS) {
        randomFillSync(words);
        next = 0;
      }
      const word = words[next] ?? 0;
      words[next] = 0;
      next += 1;
      return word;
    },
  };
}
