import type { Rounding } from './figures';

/** What a base of distance beyond the next multiple costs: more than all else in reach of a cell. */
export const BEYOND = 100;

/** Rounds over all cells; each makes the table better, and few do so for long. */
const MOST_ROUNDS = 50;

/**
 * Turns single cells from up to down and back while that brings margins nearer to a multiple next to them.
 *
 * @param goesUp for each inner cell, where to start from; multiples stay down
 * @returns the same, improved
 */
export function settled(table: Rounding, goesUp: readonly boolean[]): boolean[] {
  const { inner, margins } = table;
  const up = [...goesUp];
  /** How many bases a margin is above the multiple below it. */
  const levels = levelsOf(table, up);
  const above = inner.map((): number[] => []);
  margins.forEach(({ parts }, margin) => {
    for (const part of parts) above[part]?.push(margin);
  });
  const gainOf = (cell: number, step: number): number =>
    (above[cell] ?? []).reduce(
      (gain, margin) => {
        const [rest, level] = [margins[margin]?.rest ?? 0, levels[margin] ?? 0];
        return gain + missOf(rest, level) - missOf(rest, level + step);
      },
      step * (2 * (inner[cell]?.rest ?? 0) - 1),
    );
  const improve = (cell: number): boolean => {
    const step = up[cell] ? -1 : 1;
    if (inner[cell]?.rest === 0 || gainOf(cell, step) <= 1e-9) return false;
    up[cell] = step > 0;
    for (const margin of above[cell] ?? []) levels[margin] = (levels[margin] ?? 0) + step;
    return true;
  };
  for (let round = 0; round < MOST_ROUNDS; round += 1) if (!inner.map((_, cell) => improve(cell)).includes(true)) break;
  return up;
}

/** How many bases margins are beyond the multiples next to them, squared and summed; 0 where all are on one of the two. */
export const beyond = (table: Rounding, goesUp: readonly boolean[]): number =>
  levelsOf(table, goesUp).reduce(
    (sum, level, margin) => sum + strayOf(table.margins[margin]?.rest ?? 0, level) ** 2,
    0,
  );

const levelsOf = ({ margins }: Rounding, up: readonly boolean[]): number[] =>
  margins.map(({ parts, carried }) => parts.filter((part) => up[part]).length - carried);
const strayOf = (rest: number, level: number): number => Math.max(0, -level, level - (rest > 0 ? 1 : 0));
const missOf = (rest: number, level: number): number => BEYOND * strayOf(rest, level) ** 2 + Math.abs(level - rest);
