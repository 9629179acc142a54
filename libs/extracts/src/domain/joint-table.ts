import { TOTAL, type CellStatus, type ProtectedCell } from '#disclosure';
import type { Aggregate, AggregateCell } from '#warehouse';
import { labelled, type Classification } from './classification';
import { codesIn } from './shown-pattern';

/**
 * The aggregate of some of its dimensions and measures, in this order: its cells that are totals over the others.
 *
 * Shares, which are counted of cells alone that sum over nothing, are added up for those that do so now.
 */
export function narrowedTo({ dimensions, measures, cells }: Aggregate, kept: Kept): Aggregate {
  const at = kept.dimensions.map((name) => dimensions.indexOf(name));
  const isTotal = (codes: readonly string[]) => codes.every((code, axis) => code === TOTAL || at.includes(axis));
  const narrowed = (codes: readonly string[]) => at.map((axis) => codes[axis] ?? TOTAL);
  const numbers = kept.measures.map((name) => measures.indexOf(name));
  const only = <T>(values: readonly T[]) => numbers.flatMap((number) => values.slice(number, number + 1));
  const shares = sharesBy(cells, narrowed);
  return {
    ...{ dimensions: [...kept.dimensions], measures: [...kept.measures] },
    cells: cells
      .filter(({ codes }) => isTotal(codes))
      .map(({ sums, magnitudes, ...cell }) => {
        const codes = narrowed(cell.codes);
        const parts = codes.includes(TOTAL) ? undefined : shares.get(JSON.stringify(codes));
        return {
          ...{ ...cell, codes, sums: only(sums) },
          ...(magnitudes && { magnitudes: only(magnitudes) }),
          ...(parts && { shares: [...parts.values()].map((one) => ({ ...one, sums: only(one.sums) })) }),
        };
      }),
  };
}

type Kept = { readonly dimensions: readonly string[]; readonly measures: readonly string[] };
type Shares = NonNullable<AggregateCell['shares']>;

/** What each contributor has of cells that sum over nothing: what it has of all those that lie in them. */
function sharesBy(
  cells: Aggregate['cells'],
  narrowed: (codes: readonly string[]) => string[],
): ReadonlyMap<string, ReadonlyMap<string, Shares[number]>> {
  const byCell = new Map<string, Map<string, Shares[number]>>();
  for (const { codes, shares } of cells) {
    if (!shares || codes.includes(TOTAL)) continue;
    const key = JSON.stringify(narrowed(codes));
    const known = byCell.get(key) ?? new Map<string, Shares[number]>();
    for (const share of shares) known.set(share.contributor, added(share, known.get(share.contributor)));
    byCell.set(key, known);
  }
  return byCell;
}

const added = (share: Shares[number], other?: Shares[number]): Shares[number] => ({
  contributor: share.contributor,
  people: share.people + (other?.people ?? 0n),
  sums: share.sums.map((sum, at) => sum + (other?.sums[at] ?? 0n)),
});

/** A cell that was decided in several ways is shown where all of them show it. */
const STRICTEST: readonly CellStatus[] = ['primary', 'secondary', 'published'];

/**
 * The cells that a table has rows for, each with its status in one that was decided with these and maybe further columns.
 *
 * @param decided cells by its own classifications; the same one may be there several times
 */
export function statusesIn(
  decided: {
    readonly cells: readonly ProtectedCell[];
    readonly classifications: readonly Pick<Classification, 'columns'>[];
  },
  classifications: readonly Classification[],
): ProtectedCell[] {
  const statuses = new Map<string, CellStatus>();
  for (const { codes, status } of decided.cells) {
    const key = JSON.stringify(codes);
    const known = statuses.get(key);
    statuses.set(key, STRICTEST.find((one) => one === known || one === status) ?? status);
  }
  const place = codesIn(classifications, decided.classifications);
  return labelled(classifications).flatMap((codes) => {
    const status = statuses.get(JSON.stringify(place(codes)));
    return status ? [{ codes, status }] : [];
  });
}
