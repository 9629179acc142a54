const LEAST_CHARACTERS = 4;

/** Words shorter than that are taken as they are: too many others are near them. */
export const mayBeMisspelt = (word: string): boolean => word.length >= LEAST_CHARACTERS && /^\p{L}+$/u.test(word);

/**
 * The word that was probably meant: the one with the fewest typing errors, at most one for each four letters that were
 * typed, and no more than three.
 *
 * @param candidates words of the catalogue, in any order
 * @returns null where none is near enough; of several equally near, the first of the alphabet
 */
export function probablyMeant(word: string, candidates: readonly string[]): string | null {
  const most = Math.min(3, Math.floor(word.length / 4));
  const near = candidates
    .map((candidate) => ({ candidate, errors: typingErrors(word, candidate) }))
    .filter(({ errors }) => errors > 0 && errors <= most)
    .sort((a, b) => a.errors - b.errors || (a.candidate < b.candidate ? -1 : 1));
  return near[0]?.candidate ?? null;
}

/**
 * How many errors lie between two words: a letter too many, one too few, another one, or two neighbours swapped.
 *
 * @see Damerau, A technique for computer detection and correction of spelling errors (1964); optimal string alignment
 */
export function typingErrors(one: string, other: string): number {
  const [a, b] = [Array.from(one), Array.from(other)];
  let [before, row]: [number[], number[]] = [[], b.map((_, at) => at).concat(b.length)];
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const ways = [at(row, j) + 1, at(next, j - 1) + 1, at(row, j - 1) + same];
      if (swapped) ways.push(at(before, j - 2) + 1);
      next.push(Math.min(...ways));
    }
    [before, row] = [row, next];
  }
  return at(row, b.length);
}

const at = (row: readonly number[], place: number) => row[place] ?? Number.MAX_SAFE_INTEGER;
