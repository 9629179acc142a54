import type { Evidence } from '../audit/evidence';
import type { CellId } from './grid';
import type { Pattern } from './pattern';

/** How many primary cells may have to look for other moves, in all, and how many moves they may lean on. */
const MOST_LEANING = 20_000;
const MOST_MOVES = 150_000;

type Searched = {
  readonly pattern: Pattern;
  readonly evidence: Evidence;
  /** Looks for other moves of a primary cell, within what is hidden. @returns whether it is as open as it needs to be */
  readonly settle: (primary: CellId) => boolean;
};

/** Publishes again, in this order, each secondary cell that the primaries can do without. */
export function relax(secondaries: readonly CellId[], { pattern, evidence, settle }: Searched): void {
  const left = { leaning: MOST_LEANING, moves: MOST_MOVES };
  for (const cell of secondaries) {
    const leaning = evidence.leaningThrough(cell);
    left.leaning -= leaning.length;
    for (const primary of leaning) left.moves -= evidence.raysOf(primary).length;
    if (left.leaning < 0 || left.moves < 0) break;
    const before = leaning.map((primary) => evidence.standingOf(primary));
    pattern.publish(cell);
    for (const primary of leaning) evidence.drop(primary, ({ changes }) => changes.has(cell));
    if (!leaning.every(settle)) {
      pattern.hide(cell);
      leaning.forEach((primary, i) => {
        const standing = before[i];
        if (standing) evidence.restore(primary, standing);
      });
    }
  }
}
