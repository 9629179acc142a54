import type { AggregateDetails } from '../app/warehouse';
import type { Aggregate, AggregateCell } from '../domain/aggregate';
import { cellOf, sharedCellOf, type Reader } from './aggregate-cells';
import { cellsSql } from './aggregate-sql';
import type { Counted } from './counted-rows';
import type { EngineWords } from './engine-words';
import { countsPersons, sharedCellsSql } from './shared-cells-sql';

type Wanted = { readonly asked: Pick<Aggregate, 'dimensions' | 'measures'>; readonly details: AggregateDetails };

/** A question, and how each row of the answer is read as a cell. */
export type Question = {
  readonly sql: string;
  readonly cellOf: <Value>(reader: Reader<Value>) => (row: readonly Value[]) => AggregateCell;
};

/** The quick question, unless something is asked for that only the other one answers. */
export function questionOf(counted: Counted, { asked, details: wanted }: Wanted, words: EngineWords): Question {
  const { withLargest, withOutside, withShares } = wanted;
  const details = { withLargest, withOutside, withShares, withPersons: countsPersons(counted, wanted) };
  if (!Object.values(details).some(Boolean))
    return { sql: cellsSql(counted, words), cellOf: (reader) => cellOf(asked, reader) };
  const contributors = [...new Set(counted.contributors)];
  return {
    sql: sharedCellsSql(counted, words, details),
    cellOf: (reader) => sharedCellOf(asked, reader, { details, contributors }),
  };
}
