import type { RandomInts } from '#disclosure';

/** The same words for the same seed: for tests only, never for noise that leaves the house. @see Doty-Humphrey, sfc32 */
export function seeded(seed: number): RandomInts {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, seed | 0, 1];
  const random = {
    word() {
      const word = (a + b + counter) | 0;
      counter = (counter + 1) | 0;
      a = b ^ (b >>> 9);
      b = (c + (c << 3)) | 0;
      c = ((c << 21) | (c >>> 11)) + word;
      c |= 0;
      return word >>> 0;
    },
  };
  for (let warming = 0; warming < 20; warming += 1) random.word();
  return random;
}
