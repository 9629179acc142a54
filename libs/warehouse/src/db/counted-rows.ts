import { TOTAL, UNKNOWN, type AggregateColumns } from '../domain/aggregate';
import type { Field } from '../domain/field';
import { CONTRIBUTOR, FILE, type EngineWords, type Part } from './engine-words';
import { name, text } from './sql';

/** What is counted: who stands behind each file, in their order, and the columns. */
export type Counted = {
  readonly contributors: readonly string[];
  readonly columns: AggregateColumns;
};

/** The cells of each file, still with typed codes: codes d0, d1, …, people p, sums s0, s1, …. */
export function fileCells({ columns: { dimensions, measures, weight } }: Counted, words: EngineWords): string {
  const summand = (field: Field) => words.summand(name(field.name), field);
  const fields = distinct([...dimensions, ...measures, ...(weight ? [weight] : [])]);
  const cells = ({ f, rows }: Part) =>
    `SELECT ${list(
      [`${f} AS ${FILE}`],
      dimensions.map((field, i) => `${name(field.name)} AS d${i}`),
      [`${weight ? `coalesce(sum(${summand(weight)}), 0)` : 'count(*)'} AS p`],
      measures.map((field, i) => `sum(${summand(field)}) AS s${i}`),
    )} FROM ${rows} GROUP BY ALL`;
  const parts = words.parts?.(fields) ?? [{ f: FILE, rows: words.rows(fields) }];
  return words.counted ?? parts.map(cells).join(' UNION ALL ');
}

export const distinct = (fields: readonly Field[]): Field[] => [
  ...new Map(fields.map((one) => [one.name, one])).values(),
];

export const shortNames = ({ columns: { dimensions, measures } }: Counted) => ({
  d: dimensions.map((_, i) => `d${i}`),
  s: measures.map((_, i) => `s${i}`),
});

export const knownCode = (code: string) => `k${code}`;

export const knownCodes = ({ columns: { dimensions } }: Counted, words: EngineWords) =>
  dimensions.map((field, i) => `coalesce(${words.text(`d${i}`, field)}, ${text(UNKNOWN)}) AS ${knownCode(`d${i}`)}`);

/** What a code is called where margins are beside it. */
export const shownCode = (code: string) => `c${knownCode(code)}`;

/** A code of a grouping set, with `c` in front of its name. */
export const codeOrTotal = (code: string) =>
  `CASE WHEN grouping(${code}) = 1 THEN ${text(TOTAL)} ELSE ${code} END AS c${code}`;

/** Every subset of the dimensions, down to the empty one, each with the columns that are never summed over. */
export function marginsOf(dimensions: readonly string[], kept: readonly string[] = []): string {
  const subsets = dimensions.reduce<string[][]>((sets, d) => [...sets, ...sets.map((set) => [...set, d])], [[...kept]]);
  return subsets.map((set) => `(${set.join(', ')})`).join(', ');
}

export const list = (...parts: (readonly string[])[]): string => parts.flat().join(', ');

export const groupBy = (columns: readonly string[]) => (columns.length > 0 ? ` GROUP BY ${list(columns)}` : '');

export const orderBy = (columns: readonly string[]) => (columns.length > 0 ? ` ORDER BY ${list(columns)}` : '');

/** The number of each file's contributor, in the order of the list: they are numbered as they first occur. */
export function numbersOf(contributors: readonly string[]): number[] {
  const numbers = new Map<string, number>();
  for (const contributor of contributors) if (!numbers.has(contributor)) numbers.set(contributor, numbers.size);
  return contributors.map((contributor) => numbers.get(contributor) ?? 0);
}

/** A table of the number of each file's contributor, by file. */
export const contributorNumbers = (contributors: readonly string[], words: EngineWords): string =>
  words.values(
    numbersOf(contributors).map((number, file) => `(${words.file(file)}, ${number})`),
    [FILE, CONTRIBUTOR],
  );
