import { TOTAL } from '#disclosure';
import type { Aggregate, AggregateCell, Field, TableSchema } from '#warehouse';
import { UNKNOWN } from './shape';

/** One row of a dataset as a test writes it: a value per column; what is missing is null. */
export type Row = {
  readonly values: Readonly<Record<string, string | null>>;
  readonly people: number;
  readonly contributor: string;
};

export const dimension = (name: string, categories: string[], rest: Partial<Field> = {}): Field => ({
  ...{ name, type: 'string', required: true, categories, disclosureRole: 'dimension' },
  ...rest,
});

const hours: Field = { name: 'hours', type: 'decimal', scale: 1, disclosureRole: 'measure' };
export const schemaOf = (...fields: Field[]): TableSchema => ({ fields: [...fields, hours] });

/** What the warehouse answers about rows, counted in the plainest way; hours are ten times the people. */
export function aggregateOf(rows: readonly Row[], dimensions: string[]): Aggregate {
  const cells = new Map<string, { cell: AggregateCell; contributors: Set<string> }>();
  for (const row of rows) {
    for (const codes of marginsOf(dimensions.map((name) => row.values[name] ?? UNKNOWN))) {
      const key = JSON.stringify(codes);
      const entry = cells.get(key) ?? {
        cell: { codes, people: 0n, contributors: 0, sums: [0n] },
        contributors: new Set(),
      };
      entry.cell.people += BigInt(row.people);
      entry.cell.sums = [(entry.cell.sums[0] ?? 0n) + BigInt(row.people * 10)];
      if (row.people > 0) entry.contributors.add(row.contributor);
      entry.cell.contributors = entry.contributors.size;
      cells.set(key, entry);
    }
  }
  return { dimensions, measures: ['hours'], cells: [...cells.values()].map(({ cell }) => cell) };
}

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
