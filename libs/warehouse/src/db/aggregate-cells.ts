import type { Aggregate, AggregateCell } from '../domain/aggregate';

type Asked = Pick<Aggregate, 'dimensions' | 'measures'>;

/** Reads a value of an engine's answer as a whole number of its smallest units. */
export type Whole<Value> = (value: Value | undefined) => bigint;

/** One row of `cellsSql` as a cell. */
export const cellOf =
  <Value>({ dimensions: { length: width }, measures: { length: sums } }: Asked, whole: Whole<Value>) =>
  (row: readonly Value[]): AggregateCell => ({
    codes: row.slice(0, width).map(String),
    people: whole(row[width]),
    contributors: Number(row[width + 1]),
    sums: row.slice(width + 2, width + 2 + sums).map(whole),
  });

/** One row of `sharedCellsSql` as a cell. */
export function sharedCellOf<Value>(asked: Asked, whole: Whole<Value>): (row: readonly Value[]) => AggregateCell {
  const cell = cellOf(asked, whole);
  const first = asked.dimensions.length + 2 + asked.measures.length;
  return (row) => ({
    ...cell(row),
    magnitudes: asked.measures.map((_, i) => {
      const [total, largest, second] = row.slice(first + 3 * i, first + 3 * i + 3).map(whole);
      return { total: total ?? 0n, largest: [largest ?? 0n, second ?? 0n] };
    }),
  });
}
