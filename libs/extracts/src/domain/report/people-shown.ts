import { TOTAL } from '#disclosure';
import { tableOf } from '../protected-table';
import type { DecidedNumbers } from './interval-widths';

/**
 * Of all people that a table counts, how many per cent are in the finest cells that it shows, rounded down; from shown
 * numbers alone, so it tells no more than they do.
 *
 * @returns null where the total is hidden, or nobody is there
 */
export function shownPeoplePercent({ aggregate, classifications, shown }: DecidedNumbers): number | null {
  const keyOf = (codes: readonly string[]) => JSON.stringify(codes);
  const { cells } = tableOf(aggregate, classifications);
  const people = new Map(cells.map((cell) => [keyOf(cell.codes), cell.people]));
  const published = shown.filter(({ status }) => status === 'published').map(({ codes }) => codes);
  const isTotal = (codes: readonly string[]) => codes.every((code) => code === TOTAL);
  const total = published.some(isTotal) ? people.get(keyOf(classifications.map(() => TOTAL))) : undefined;
  if (total === undefined || total <= 0n) return null;
  const leaves = classifications.map(({ dimension }) => new Set(dimension.leaves));
  const finest = published.filter((codes) => codes.every((code, at) => leaves[at]?.has(code)));
  const inThem = finest.reduce((sum, codes) => sum + (people.get(keyOf(codes)) ?? 0n), 0n);
  return Number((100n * inThem) / total);
}
