import type { Auditor } from '../audit/auditor';
import type { Evidence } from '../audit/evidence';
import type { CellId } from './grid';
import type { Pattern } from './pattern';

/** How many primary cells may have to look for other moves, in all, and how many moves they may lean on. */
const MOST_LEANING = 20_000;
const MOST_MOVES = 150_000;

/** Publishes again, dearest first, each secondary cell that the primaries can do without. */
export function relax(secondaries: readonly CellId[], pattern: Pattern, evidence: Evidence, auditor: Auditor): number {
  let published = 0;
  const left = { leaning: MOST_LEANING, moves: MOST_MOVES };
  for (const cell of secondaries) {
    const leaning = evidence.leaningThrough(cell);
    left.leaning -= leaning.length;
    for (const primary of leaning) left.moves -= evidence.raysOf(primary).length;
    if (left.leaning < 0 || left.moves < 0) break;
    const before = leaning.map((primary) => evidence.standingOf(primary));
    pattern.publish(cell);
    for (const primary of leaning) evidence.drop(primary, ({ changes }) => changes.has(cell));
    if (leaning.every((primary) => auditor.settleByBoxes(primary))) published += 1;
    else {
      pattern.hide(cell);
      leaning.forEach((primary, i) => {
        const standing = before[i];
        if (standing) evidence.restore(primary, standing);
      });
    }
  }
  return published;
}
