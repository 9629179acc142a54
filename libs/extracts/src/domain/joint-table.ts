import { TOTAL, type CellStatus, type ProtectedCell } from '#disclosure';
import type { Aggregate } from '#warehouse';
import { labelled, type Classification } from './classification';
import { codesIn } from './shown-pattern';

/** The aggregate of some of its dimensions, in this order: its cells that are totals over the others. */
export function narrowedTo({ dimensions, measures, cells }: Aggregate, kept: readonly string[]): Aggregate {
  const at = kept.map((name) => dimensions.indexOf(name));
  const isTotal = (codes: readonly string[]) => codes.every((code, axis) => code === TOTAL || at.includes(axis));
  return {
    ...{ dimensions: [...kept], measures },
    cells: cells
      .filter(({ codes }) => isTotal(codes))
      .map((cell) => ({ ...cell, codes: at.map((axis) => cell.codes[axis] ?? TOTAL) })),
  };
}

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
