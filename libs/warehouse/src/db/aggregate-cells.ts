import type { AggregateDetails } from '../app/warehouse';
import type { Aggregate, AggregateCell, AggregateShare, Magnitude } from '../domain/aggregate';
import { sumOverflows } from '../domain/errors';
import { SHARE_MARK } from './shared-cells-sql';

type Asked = Pick<Aggregate, 'dimensions' | 'measures'>;

/** How an engine's answer is read. */
export type Reader<Value> = {
  /** As a whole number of its smallest units. */
  readonly whole: (value: Value | undefined) => bigint;
  readonly text: (value: Value | undefined) => string;
};

/** A row of an answer: the value of each of its columns. */
export type Row<Value> = (column: number) => Value | undefined;

/** What a release can write down, and what both engines add up exactly: 38 digits. */
const BEYOND = 10n ** 38n;

/** @throws AGGREGATE.OVERFLOW */
function bounded(sum: bigint): bigint {
  if (sum >= BEYOND || sum <= -BEYOND) throw sumOverflows();
  return sum;
}

/** One row of `cellsSql` as a cell. */
export const cellOf =
  <Value>({ dimensions: { length: width }, measures: { length: sums } }: Asked, { whole }: Reader<Value>) =>
  (row: Row<Value>): AggregateCell => ({
    codes: times(width, (i) => String(row(i))),
    people: whole(row(width)),
    contributors: Number(row(width + 1)),
    sums: times(sums, (i) => bounded(whole(row(width + 2 + i)))),
  });

/**
 * One row of `sharedCellsSql` as a cell.
 *
 * @param details what was asked for; `withPersons`: whether persons were told apart
 * @param contributors by their numbers in the question
 */
export function sharedCellOf<Value>(
  asked: Asked,
  reader: Reader<Value>,
  { details, contributors }: { readonly details: AggregateDetails; readonly contributors: readonly string[] },
): (row: Row<Value>) => AggregateCell {
  const plain = cellOf(asked, reader);
  const { whole, text } = reader;
  const sums = asked.measures.length;
  return (row) => {
    let at = asked.dimensions.length + 2 + sums;
    const next = () => whole(row(at++));
    const cell = plain(row);
    if (details.withPersons) cell.persons = next();
    if (details.withOutside) cell.outside = next();
    if (details.withLargest) cell.magnitudes = times(sums, () => magnitudeOf(next));
    if (details.withShares) cell.shares = sharesOf(text(row(at)), contributors);
    return cell;
  };
}

/** A loop, because answers have many thousands of rows. */
function times<T>(count: number, of: (at: number) => T): T[] {
  const values: T[] = [];
  for (let at = 0; at < count; at++) values.push(of(at));
  return values;
}

function magnitudeOf(next: () => bigint): Magnitude {
  const [total, largest, second] = [next(), next(), next()];
  return { total: bounded(total), largest: [largest, second] };
}

/** In the order of the contributors' numbers, whatever order the engine found them in. */
function sharesOf(text: string, contributors: readonly string[]): AggregateShare[] {
  if (text === '') return [];
  const shares: (AggregateShare & { readonly number: number })[] = [];
  for (const one of text.split(' ')) {
    const [number = '', people = '', ...sums] = one.split(SHARE_MARK);
    const at = Number(number);
    shares.push({ number: at, contributor: contributors[at] ?? '', people: unitsOf(people), sums: sums.map(unitsOf) });
  }
  shares.sort((one, other) => one.number - other.number);
  return shares.map(({ contributor, people, sums }) => ({ contributor, people, sums }));
}

/** An exact number, written with all the digits of its scale: what is left without the mark are whole units. */
export function unitsOf(text: string): bigint {
  if (!/^-?\d+(\.\d+)?$/.test(text)) throw new TypeError('The engine answered a sum that is not exact.');
  return BigInt(text.includes('.') ? text.replace('.', '') : text);
}
