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

/**
 * Counts the steps of a move. Where nobody is, nothing can be spent: a sum moves only where people can be in all that is moved,
 * and people leave a cell altogether only if everything that they spent can leave it with them.
 */
export function stepsOf(knowledge: Knowledge, move: Move, measures: number): Steps {
  const insiders = new Map<AudienceId, readonly number[]>();
  for (const inner of move.keys())
    for (const audience of knowledge.insidersOf(inner))
      if (!insiders.has(audience)) insiders.set(audience, countsFor({ knowledge, move, audience, measures }));
  return new Steps(countsFor({ knowledge, move, audience: OUTSIDERS, measures }), insiders);
}

/** As `stepsOf`, for a move of people that says what each sum does with it: it is made once and one way, or not at all. */
export function stepsWithSums(knowledge: Knowledge, people: Move, sums: readonly Move[]): Steps {
  const moved = new Set([people, ...sums].flatMap((move) => [...move.keys()]));
  const counts = (audience: AudienceId) => [isPossible(knowledge, audience, { moved, people, sums }) ? 1 : 0];
  const insiders = new Map<AudienceId, readonly number[]>();
  for (const inner of moved)
    for (const audience of knowledge.insidersOf(inner))
      if (!insiders.has(audience)) insiders.set(audience, counts(audience));
  return new Steps(counts(OUTSIDERS), insiders);
}

type WithSums = { readonly moved: Iterable<CellId>; readonly people: Move; readonly sums: readonly Move[] };

function isPossible(knowledge: Knowledge, audience: AudienceId, { moved, people, sums }: WithSums): boolean {
  const changeAt = (move: Move, inner: CellId) => BigInt(move.get(inner) ?? 0);
  return [...moved].every((inner) => {
    const left = knowledge.left(audience, 0, inner) + changeAt(people, inner);
    const isSpendable = (sum: Move, i: number) => {
      const spent = knowledge.left(audience, i + 1, inner) + changeAt(sum, inner);
      return left === 0n ? spent === 0n : spent >= 0n || knowledge.isSigned(i + 1);
    };
    return knowledge.room(audience, 0, inner) !== KNOWN && left >= 0n && sums.every(isSpendable);
  });
}

type Reading = {
  readonly knowledge: Knowledge;
  readonly move: Move;
  readonly audience: AudienceId;
  readonly measures: number;
};

function countsFor(reading: Reading): number[] {
  const { knowledge, move, audience, measures } = reading;
  const alone = (measure: number, direction: Direction) =>
    countSteps(move, (inner) => knowledge.room(audience, measure, inner), direction);
  const [up, down] = [alone(0, 1), alone(0, -1)];
  const isEmptySomewhere = [...move.keys()].some((inner) => knowledge.room(audience, 0, inner) === 0);
  const canSpend = !isEmptySomewhere || Math.max(up, down) >= 2;
  const counts = [leaving(reading, up, 1), leaving(reading, down, -1)];
  for (let measure = 1; measure < measures; measure += 1)
    counts.push(canSpend ? alone(measure, 1) : 0, canSpend ? alone(measure, -1) : 0);
  return counts;
}

/** So many steps of people, or one less where the last would leave something spent by nobody. */
function leaving(reading: Reading, steps: number, direction: Direction): number {
  if (steps === 0 || steps === Infinity) return steps;
  const { knowledge, move, audience, measures } = reading;
  const losing = [...move].filter(([, by]) => by * direction < 0);
  // Where nothing gains, all that is moved is hidden in every sum that it is in: what was spent can leave with the people.
  if (losing.length === move.size) return steps;
  const left = (measure: number) => (moved: Moved) =>
    moved.map(([inner, by]) => ({ left: knowledge.left(audience, measure, inner), by: BigInt(Math.abs(by)) }));
  const people = BigInt(steps) * knowledge.unitOf(0);
  const isEmptied = ([inner, by]: Moved[number]) =>
    knowledge.left(audience, 0, inner) === people * BigInt(Math.abs(by));
  const emptied = losing.filter(isEmptied);
  for (let measure = 1; measure < measures; measure += 1)
    if (!canFollow(left(measure)(losing), left(measure)(emptied), knowledge.isSigned(measure))) return steps - 1;
  return steps;
}

type Moved = readonly (readonly [inner: CellId, by: number])[];
type Sizes = readonly { readonly left: bigint; readonly by: bigint }[];

/** Whether one whole number of steps leaves nothing in the emptied cells, and no less than nothing in any other. */
function canFollow(losing: Sizes, emptied: Sizes, isSigned: boolean): boolean {
  const [first] = emptied;
  if (!first) return true;
  const steps = first.left / first.by;
  return (
    emptied.every(({ left, by }) => left === steps * by) &&
    (isSigned || losing.every(({ left, by }) => left >= steps * by))
  );
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
