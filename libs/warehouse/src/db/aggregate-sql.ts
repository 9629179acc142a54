import { TOTAL, UNKNOWN, type AggregateColumns } from '../domain/aggregate';
import type { Field } from '../domain/field';
import { name, text } from './sql';

/** What is counted: who stands behind each file, in their order, and the columns. */
export type Counted = {
  readonly contributors: readonly string[];
  readonly columns: AggregateColumns;
};

/**
 * What one engine says in its own words. The rest of a question is SQL that all of them understand, and where they answer
 * it with the same whole numbers.
 */
export type EngineWords = {
  /** The rows of all files: `f`, which names their file, and the fields under their names; what is missing is null. */
  rows(fields: readonly Field[]): string;
  /** What `f` is for the rows of one of the files. @param at its place in the list */
  file(at: number): string;
  /** A code as it is published. */
  text(column: string, field: Field): string;
  /** A column as something whose sums are exact and never overflow. */
  summand(column: string, field: Field): string;
  /** A count or a sum as a number wide enough for any other. */
  wide(sum: string): string;
  /** A literal of 64 bits without a sign. */
  bits(value: bigint): string;
  bitCount(set: string): string;
  /** A table of literals. */
  values(rows: readonly string[], columns: readonly string[]): string;
  /** The largest and the second largest of the values in a group; 0 for a second that is not there. */
  twoLargest(value: string): readonly [string, string];
};

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
  return `WITH ${fileCells(counted, words)}, cells AS (
    SELECT ${list(
      knownCodes(counted, words),
      ['sum(p) AS people'],
      set.map((word) => `bit_or(CASE WHEN p > 0 THEN ${word} ELSE ${words.bits(0n)} END) AS b${word}`),
      s.map((sum) => `coalesce(sum(${sum}), 0) AS b${sum}`),
    )} FROM file_cells JOIN ${contributors.table} USING (f)${groupBy(d)}
  ) SELECT ${list(
    d.map(codeOrTotal),
    [words.wide('sum(people)'), set.map((word) => words.bitCount(`bit_or(b${word})`)).join(' + ')],
    s.map((sum) => `sum(b${sum})`),
  )} FROM cells GROUP BY GROUPING SETS (${marginsOf(d.map(knownCode))})${orderBy(d)}`;
}

/**
 * As `cellsSql`, and how each sum is shared out: margins are made for each contributor before contributors are put together.
 *
 * @returns the same rows; after the sums, for each measure, the total of the contributors' absolute sums and the two largest
 */
export function sharedCellsSql(counted: Counted, words: EngineWords): string {
  const { d, s } = shortNames(counted);
  const labels = d.map((code) => `c${code}`);
  return `WITH ${fileCells(counted, words)}, cells AS (
    SELECT ${list(
      knownCodes(counted, words),
      ['c', 'sum(p) AS bp'],
      s.map((sum) => `coalesce(sum(${sum}), 0) AS b${sum}`),
    )} FROM file_cells JOIN ${contributorNumbers(counted.contributors, words)} USING (f)${groupBy([...d, 'c'])}
  ), shares AS (
    SELECT ${list(
      d.map(codeOrTotal),
      ['sum(bp) AS people'],
      s.map((sum) => `sum(b${sum}) AS t${sum}`),
    )} FROM cells GROUP BY GROUPING SETS (${marginsOf(d.map(knownCode), ['c'])})
  ) SELECT ${list(
    labels,
    [words.wide('sum(people)'), 'count(CASE WHEN people > 0 THEN 1 END)'],
    s.map((sum) => `sum(t${sum})`),
    s.flatMap((sum) => [`sum(abs(t${sum}))`, ...words.twoLargest(`abs(t${sum})`)]),
  )} FROM shares${groupBy(labels)}${orderBy(d)}`;
}

/** The cells of each file, still with typed codes. */
function fileCells({ columns: { dimensions, measures, weight } }: Counted, words: EngineWords): string {
  const fields = [
    ...new Map([...dimensions, ...measures, ...(weight ? [weight] : [])].map((one) => [one.name, one])).values(),
  ];
  const summand = (field: Field) => words.summand(name(field.name), field);
  return `file_cells AS (
    SELECT ${list(
      ['f'],
      dimensions.map((field, i) => `${name(field.name)} AS d${i}`),
      [`${weight ? `coalesce(sum(${summand(weight)}), 0)` : 'count(*)'} AS p`],
      measures.map((field, i) => `sum(${summand(field)}) AS s${i}`),
    )} FROM ${words.rows(fields)} GROUP BY ALL
  )`;
}

const shortNames = ({ columns: { dimensions, measures } }: Counted) => ({
  d: dimensions.map((_, i) => `d${i}`),
  s: measures.map((_, i) => `s${i}`),
});

const knownCode = (code: string) => `k${code}`;

const knownCodes = ({ columns: { dimensions } }: Counted, words: EngineWords) =>
  dimensions.map((field, i) => `coalesce(${words.text(`d${i}`, field)}, ${text(UNKNOWN)}) AS ${knownCode(`d${i}`)}`);

const codeOrTotal = (code: string) =>
  `CASE WHEN grouping(${knownCode(code)}) = 1 THEN ${text(TOTAL)} ELSE ${knownCode(code)} END AS c${code}`;

const groupBy = (columns: readonly string[]) => (columns.length > 0 ? ` GROUP BY ${list([...columns])}` : '');

const orderBy = (d: readonly string[]) => (d.length > 0 ? ` ORDER BY ${list(d.map((code) => `c${code}`))}` : '');

const list = (...parts: string[][]): string => parts.flat().join(', ');

/** For each file, in the order of the list, the set that holds its contributor alone; a set is so many words of 64 bits. */
function contributorSets(contributors: readonly string[], words: EngineWords): { sets: string[]; table: string } {
  const numbers = numbersOf(contributors);
  const sets = Array.from({ length: Math.ceil(new Set(numbers).size / 64) }, (_, i) => `w${i}`);
  const files = numbers.map((number, file) => {
    const bits = sets.map((_, i) => words.bits(Math.floor(number / 64) === i ? 1n << BigInt(number % 64) : 0n));
    return `(${[words.file(file), ...bits].join(', ')})`;
  });
  return { sets, table: words.values(files, ['f', ...sets]) };
}

const contributorNumbers = (contributors: readonly string[], words: EngineWords): string =>
  words.values(
    numbersOf(contributors).map((number, file) => `(${words.file(file)}, ${number})`),
    ['f', 'c'],
  );

/** The number of each file's contributor, in the order of the list. */
function numbersOf(contributors: readonly string[]): number[] {
  const numbers = new Map<string, number>();
  for (const contributor of contributors) if (!numbers.has(contributor)) numbers.set(contributor, numbers.size);
  return contributors.map((contributor) => numbers.get(contributor) ?? 0);
}

/** Every subset of the dimensions, down to the empty one, each with the columns that are never summed over. */
function marginsOf(dimensions: readonly string[], kept: readonly string[] = []): string {
  const subsets = dimensions.reduce<string[][]>((sets, d) => [...sets, ...sets.map((set) => [...set, d])], [[...kept]]);
  return subsets.map((set) => `(${set.join(', ')})`).join(', ');
}
