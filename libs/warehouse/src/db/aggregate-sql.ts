import {
  fileCells,
  groupBy,
  knownCode,
  knownCodes,
  list,
  numbersOf,
  orderBy,
  shortNames,
  shownCode,
  type Counted,
} from './counted-rows';
import { FILE, type EngineWords } from './engine-words';

/**
 * Counts in levels: rows to cells of each file, in one pass over the Parquet files; these few cells to cells of the table;
 * and those to all margins. Contributors travel as a set of bits, because one may stand behind several files and be in
 * several cells of a margin.
 *
 * @returns one row a cell: its codes, people, contributors, and a sum for each measure
 */
export function cellsSql(counted: Counted, words: EngineWords): string {
  const contributors = contributorSets(counted.contributors, words);
  const { d, s } = shortNames(counted);
  const set = contributors.sets;
  const margins = words.withMargins('margins', {
    from: 'cells',
    codes: d.map(knownCode),
    kept: [],
    values: [
      ['bp', 'sum'],
      ...set.map((word) => [`b${word}`, 'bit_or'] as const),
      ...s.map((sum) => [`b${sum}`, 'sum'] as const),
    ],
  });
  return `WITH file_cells AS (${fileCells(counted, words)}), cells AS (
    SELECT ${list(
      knownCodes(counted, words),
      ['sum(p) AS bp'],
      set.map((word) => `bit_or(CASE WHEN p > 0 THEN ${word} ELSE ${words.bits(0n)} END) AS b${word}`),
      s.map((sum) => `coalesce(sum(${sum}), 0) AS b${sum}`),
    )} FROM file_cells JOIN ${contributors.table} USING (${FILE})${groupBy(d)}
  ), ${margins} SELECT ${list(
    d.map(shownCode),
    [words.wide('tbp'), set.map((word) => words.bitCount(`tb${word}`)).join(' + ')],
    s.map((sum) => `tb${sum}`),
  )} FROM margins${orderBy(d.map(shownCode))}`;
}

/** For each file, in the order of the list, the set that holds its contributor alone; a set is so many words of 64 bits. */
function contributorSets(contributors: readonly string[], words: EngineWords): { sets: string[]; table: string } {
  const numbers = numbersOf(contributors);
  const sets = Array.from({ length: Math.ceil(new Set(numbers).size / 64) }, (_, i) => `w${i}`);
  const files = numbers.map((number, file) => {
    const bits = sets.map((_, i) => words.bits(Math.floor(number / 64) === i ? 1n << BigInt(number % 64) : 0n));
    return `(${[words.file(file), ...bits].join(', ')})`;
  });
  return { sets, table: words.values(files, [FILE, ...sets]) };
}
