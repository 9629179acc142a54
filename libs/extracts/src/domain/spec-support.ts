import { TOTAL } from '#disclosure';
import type { Aggregate, AggregateCell, Field, TableSchema } from '#warehouse';
import { UNKNOWN } from './shape';

/** One row of a dataset as a test writes it: a value per column; what is missing is null. */
export type Row = {
  readonly values: Readonly<Record<string, string | null>>;
  readonly people: number;
  readonly contributor: string;
  /** In tenths; ten times the people unless it says otherwise. */
  readonly hours?: bigint;
};

export const dimension = (name: string, categories: string[], rest: Partial<Field> = {}): Field => ({
  ...{ name, type: 'string', required: true, categories, disclosureRole: 'dimension' },
  ...rest,
});

const hours: Field = { name: 'hours', type: 'decimal', scale: 1, disclosureRole: 'measure' };
export const schemaOf = (...fields: Field[]): TableSchema => ({ fields: [...fields, hours] });

type Shares = { people: bigint; readonly from: Set<string>; readonly hours: Map<string, bigint> };

/** What the warehouse answers about rows, counted in the plainest way. */
export function aggregateOf(rows: readonly Row[], dimensions: string[]): Aggregate {
  const cells = new Map<string, Shares>();
  for (const { values, people, contributor, hours = BigInt(people * 10) } of rows) {
    for (const codes of marginsOf(dimensions.map((name) => values[name] ?? UNKNOWN))) {
      const key = JSON.stringify(codes);
      const cell = cells.get(key) ?? { people: 0n, from: new Set(), hours: new Map<string, bigint>() };
      cell.people += BigInt(people);
      if (people > 0) cell.from.add(contributor);
      cell.hours.set(contributor, (cell.hours.get(contributor) ?? 0n) + hours);
      cells.set(key, cell);
    }
  }
  return { dimensions, measures: ['hours'], cells: [...cells].map(([key, cell]) => cellOf(key, cell)) };
}

function cellOf(key: string, { people, from, hours }: Shares): AggregateCell {
  const [sums, shares] = [[...hours.values()], [...hours.values()].map((sum) => (sum < 0n ? -sum : sum))];
  const [first = 0n, second = 0n] = shares.toSorted((a, b) => (a < b ? 1 : -1));
  return {
    ...{ codes: JSON.parse(key) as string[], people, contributors: from.size, sums: [sums.reduce(plus)] },
    magnitudes: [{ total: shares.reduce(plus), largest: [first, second] }],
  };
}

const plus = (one: bigint, other: bigint) => one + other;

/** A combination of values with every part of it summed over. */
const marginsOf = (values: readonly string[]): string[][] =>
  values.reduce<string[][]>(
    (all, value) =>
      all.flatMap((codes) => [
        [...codes, value],
        [...codes, TOTAL],
      ]),
    [[]],
  );

/** Rows of three contributors for each combination, so that only the number of people decides. */
export const rowsOf = (values: Row['values'], people: number): Row[] =>
  ['a', 'b', 'c'].map((contributor) => ({ values, people, contributor }));
