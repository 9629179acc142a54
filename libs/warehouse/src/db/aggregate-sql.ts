import type { Source } from '../app/warehouse';
import { TOTAL, UNKNOWN, type AggregateColumns } from '../domain/aggregate';
import type { Field } from '../domain/field';
import { sqlType } from './cell-sql';
import { name, readPath, text } from './sql';

/** What is counted: the files, the columns, and which of these at least one file has. */
export type Counted = {
  readonly sources: readonly Source[];
  readonly columns: AggregateColumns;
  readonly present: ReadonlySet<string>;
};

/**
 * Counts in levels: rows to cells of each file, in one pass over the Parquet files; these few cells to cells of the table;
 * and those to all margins. Contributors travel as a set of bits, because one may stand behind several files and be in
 * several cells of a margin.
 *
 * @returns one row a cell: its codes, people, contributors, and a sum for each measure
 */
export function cellsSql(counted: Counted): string {
  const contributors = contributorSets(counted.sources);
  const { d, s } = shortNames(counted);
  const set = contributors.words;
  return `WITH ${fileCells(counted)}, cells AS (
    SELECT ${list(
      d.map(codeOrUnknown),
      ['sum(people) AS people'],
      set.map((word) => `bit_or(CASE WHEN people > 0 THEN ${word} ELSE 0 END) AS ${word}`),
      s.map((sum) => `coalesce(sum(${sum}), 0) AS ${sum}`),
    )} FROM file_cells JOIN ${contributors.table} USING (f) GROUP BY ${list(d.map((code) => `file_cells.${code}`)) || '()'}
  ) SELECT ${list(
    d.map(codeOrTotal),
    ['CAST(sum(people) AS HUGEINT)', set.map((word) => `CAST(bit_count(bit_or(${word})) AS BIGINT)`).join(' + ')],
    s.map((sum) => `sum(${sum})`),
  )} FROM cells GROUP BY GROUPING SETS (${marginsOf(d)})${orderBy(d)}`;
}

/**
 * As `cellsSql`, and how each sum is shared out: margins are made for each contributor before contributors are put together.
 *
 * @returns the same rows; after the sums, for each measure, the total of the contributors' absolute sums and the two largest
 */
export function sharedCellsSql(counted: Counted): string {
  const { d, s } = shortNames(counted);
  const labels = d.map((code) => `c${code}`);
  return `WITH ${fileCells(counted)}, cells AS (
    SELECT ${list(
      d.map(codeOrUnknown),
      ['c', 'sum(people) AS people'],
      s.map((sum) => `coalesce(sum(${sum}), 0) AS ${sum}`),
    )} FROM file_cells JOIN ${contributorNumbers(counted.sources)} USING (f)
    GROUP BY ${list(
      d.map((code) => `file_cells.${code}`),
      ['c'],
    )}
  ), shares AS (
    SELECT ${list(
      d.map(codeOrTotal),
      ['sum(people) AS people'],
      s.map((sum) => `sum(${sum}) AS ${sum}`),
    )} FROM cells GROUP BY GROUPING SETS (${marginsOf(d, ['c'])})
  ) SELECT ${list(
    labels,
    ['CAST(sum(people) AS HUGEINT)', 'CAST(count(*) FILTER (people > 0) AS BIGINT)'],
    s.map((sum) => `sum(${sum})`),
    s.flatMap((sum) => [`sum(abs(${sum}))`, `max(abs(${sum}), 2)[1]`, `coalesce(max(abs(${sum}), 2)[2], 0)`]),
  )} FROM shares GROUP BY ${list(labels) || '()'}${orderBy(d)}`;
}

export const filesOf = (sources: readonly Source[]) => `[${sources.map(({ path }) => readPath(path)).join(', ')}]`;

/** The cells of each file, still with typed codes. */
function fileCells({ sources, columns: { dimensions, measures, weight }, present }: Counted): string {
  const column = (field: Field) =>
    present.has(field.name) ? `CAST(${name(field.name)} AS ${sqlType(field)})` : `CAST(NULL AS ${sqlType(field)})`;
  return `file_cells AS (
    SELECT ${list(
      ['file_index AS f'],
      dimensions.map((field, i) => `${column(field)} AS d${i}`),
      [`${weight ? `coalesce(sum(${column(weight)}), 0)` : 'count(*)'} AS people`],
      measures.map((field, i) => `sum(${column(field)}) AS s${i}`),
    )} FROM read_parquet(${filesOf(sources)}, union_by_name = true, hive_partitioning = false) GROUP BY ALL
  )`;
}

const shortNames = ({ columns: { dimensions, measures } }: Counted) => ({
  d: dimensions.map((_, i) => `d${i}`),
  s: measures.map((_, i) => `s${i}`),
});

const codeOrUnknown = (code: string) => `coalesce(CAST(${code} AS VARCHAR), ${text(UNKNOWN)}) AS ${code}`;

const codeOrTotal = (code: string) =>
  `CASE WHEN grouping(${code}) = 1 THEN ${text(TOTAL)} ELSE ${code} END AS c${code}`;

const orderBy = (d: readonly string[]) => (d.length > 0 ? ` ORDER BY ${list(d.map((code) => `c${code}`))}` : '');

const list = (...parts: string[][]): string => parts.flat().join(', ');

/** For each file, in the order of the list, the set that holds its contributor alone; a set is so many words of 64 bits. */
function contributorSets(sources: readonly Source[]): { words: string[]; table: string } {
  const numbers = numbersOf(sources);
  const words = Array.from({ length: Math.ceil(new Set(numbers).size / 64) }, (_, i) => `w${i}`);
  const files = numbers.map((number, file) => {
    const bits = words.map((_, i) => `${Math.floor(number / 64) === i ? 1n << BigInt(number % 64) : 0n}::UBIGINT`);
    return `(${[file, ...bits].join(', ')})`;
  });
  return { words, table: `(VALUES ${files.join(', ')}) AS source(f, ${words.join(', ')})` };
}

function contributorNumbers(sources: readonly Source[]): string {
  const files = numbersOf(sources).map((number, file) => `(${file}, ${number})`);
  return `(VALUES ${files.join(', ')}) AS source(f, c)`;
}

/** The number of each file's contributor, in the order of the list. */
function numbersOf(sources: readonly Source[]): number[] {
  const numbers = new Map<string, number>();
  for (const { contributor } of sources) if (!numbers.has(contributor)) numbers.set(contributor, numbers.size);
  return sources.map(({ contributor }) => numbers.get(contributor) ?? 0);
}

/** Every subset of the dimensions, down to the empty one, each with the columns that are never summed over. */
function marginsOf(dimensions: readonly string[], kept: readonly string[] = []): string {
  const subsets = dimensions.reduce<string[][]>((sets, d) => [...sets, ...sets.map((set) => [...set, d])], [[...kept]]);
  return subsets.map((set) => `(${set.join(', ')})`).join(', ');
}
