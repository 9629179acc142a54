import type { AggregateDetails } from '../app/warehouse';
import type { Aggregate, AggregateCell } from '../domain/aggregate';
import { cellOf, sharedCellOf, type Reader, type Row } from './aggregate-cells';
import { cellsSql } from './aggregate-sql';
import type { Counted } from './counted-rows';
import type { EngineWords } from './engine-words';
import { countsPersons, sharedCellsSql } from './shared-cells-sql';

type Wanted = { readonly asked: Pick<Aggregate, 'dimensions' | 'measures'>; readonly details: AggregateDetails };

/** A question, and how each row of the answer is read as a cell. */
export type Question = {
  readonly sql: string;
  readonly cellOf: <Value>(reader: Reader<Value>) => (row: Row<Value>) => AggregateCell;
};

/** Whether nothing is asked for that takes cells of each contributor: the quick question answers it. */
export const isPlain = (counted: Counted, wanted: AggregateDetails): boolean =>
  !Object.values(detailsOf(counted, wanted)).some(Boolean);

const detailsOf = (counted: Counted, { withLargest, withOutside, withShares, ...rest }: AggregateDetails) => ({
  ...{ withLargest, withOutside, withShares, withPersons: countsPersons(counted, rest) },
});

export function questionOf(counted: Counted, { asked, details: wanted }: Wanted, words: EngineWords): Question {
  if (isPlain(counted, wanted)) return { sql: cellsSql(counted, words), cellOf: (reader) => cellOf(asked, reader) };
  const details = detailsOf(counted, wanted);
  const contributors = [...new Set(counted.contributors)];
  return {
    sql: sharedCellsSql(counted, words, details),
    cellOf: (reader) => sharedCellOf(asked, reader, { details, contributors }),
  };
}
