import type { CellId } from '../suppression/grid';
import type { Move } from '../suppression/move';
import { KNOWN, OUTSIDERS, type AudienceId, type Knowledge } from './audience';

/** Along a move, or against it. */
export type Direction = 1 | -1;

/** How often a move can be made, for all that each audience knows; whole numbers, in units, Infinity without bound. */
export class Steps {
  /** @param insiders those who know more than outsiders about what is moved: two numbers for each measure, up and down */
  constructor(
    private readonly outside: readonly number[],
    readonly insiders: ReadonlyMap<AudienceId, readonly number[]>,
  ) {}

  count(audience: AudienceId, measure: number, direction: Direction): number {
    const of = this.insiders.get(audience) ?? this.outside;
    return of[2 * measure + (direction === 1 ? 0 : 1)] ?? 0;
  }
}

export function stepsOf(knowledge: Knowledge, move: Move, measures: number): Steps {
  const insiders = new Map<AudienceId, readonly number[]>();
  for (const inner of move.keys())
    for (const audience of knowledge.insidersOf(inner))
      if (!insiders.has(audience)) insiders.set(audience, countsFor(knowledge, move, audience, measures));
  return new Steps(countsFor(knowledge, move, OUTSIDERS, measures), insiders);
}

function countsFor(knowledge: Knowledge, move: Move, audience: AudienceId, measures: number): number[] {
  const counts: number[] = [];
  for (let measure = 0; measure < measures; measure += 1) {
    const roomOf = (inner: CellId) => knowledge.room(audience, measure, inner);
    counts.push(countSteps(move, roomOf, 1), countSteps(move, roomOf, -1));
  }
  return counts;
}

/** How often a move can be made until something would fall below the room that it has. */
export function countSteps(move: Move, roomOf: (inner: CellId) => number, direction: Direction): number {
  let steps = Infinity;
  for (const [inner, by] of move) {
    const room = roomOf(inner);
    if (room === KNOWN) return 0;
    if (by * direction < 0) steps = Math.min(steps, Math.floor(room / Math.abs(by)));
  }
  return steps;
}
