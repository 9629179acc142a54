import { KNOWN, type AudienceId, type Knowledge } from '../audit/audience';
import { sidesOf, type Gap } from '../audit/evidence';
import { countSteps, stepsOf, type Direction } from '../audit/steps';
import { cheapestBox, GAIN, LOSE } from './box-search';
import { innerCellsOf, type CellId, type Grid } from './grid';
import { trace, type Move, type PricedMove, type TracedMove } from './move';
import type { Work } from './work';

/** How many boxes one move may be put together from, and into how many parts of a box's size the whole may fall. */
export type ChainLimits = { readonly boxes: number; readonly parts: number };
export const WITHIN_HIDDEN: ChainLimits = { boxes: 24, parts: 64 };
/** Hiding more always helps in the end: the parts of a cell, one by one. */
export const TO_THE_END: ChainLimits = { boxes: Infinity, parts: Infinity };

/** Where boxes may be looked for, and what is done with each before the next. */
export type Stage = {
  readonly cost: Float64Array;
  readonly limits: ChainLimits;
  readonly onBox?: (box: PricedMove) => void;
};

/** A gap that is to be closed in one direction. */
export type OneWay = Gap & { readonly direction: Direction };

/** Looks for moves that close gaps: cheap ones, made of boxes. */
export class BoxFinder {
  constructor(
    private readonly grid: Grid,
    private readonly knowledge: Knowledge,
    private readonly work: Work,
  ) {}

  /**
   * The cheapest box that closes all these gaps of one reader at once.
   *
   * @param cost what hiding each cell costs
   * @param audience who reads; ANYBODY asks for a box that convinces all readers
   */
  box(
    cell: CellId,
    gaps: readonly Gap[],
    cost: Float64Array,
    audience = gaps[0]?.audience ?? 0,
  ): PricedMove | undefined {
    const asked = { cell, gaps, cost };
    const box = this.boxWithin(asked, (measure, inner) => this.knowledge.room(audience, measure, inner));
    return !box || this.closes(cell, gaps, box) ? box : this.jointBox(asked, audience);
  }

  /** The cheapest of those boxes that leave counts and sums possible together without a second look. */
  private jointBox(asked: Asked, audience: AudienceId): PricedMove | undefined {
    const free = this.boxWithin(asked, (measure, inner) => this.knowledge.freeRoom(audience, measure, inner));
    const isOfSums = asked.gaps.some(({ measure }) => measure > 0);
    if (!isOfSums || !this.knowledge.hasEmpty) return free;
    const opened = this.boxWithin(asked, (measure, inner) => this.knowledge.openedRoom(audience, measure, inner));
    return (opened?.cost ?? Infinity) < (free?.cost ?? Infinity) ? opened : free;
  }

  /** Whether a box that would do for each value by itself does for all values together. */
  private closes(cell: CellId, gaps: readonly Gap[], { move, changes }: TracedMove): boolean {
    const steps = stepsOf(this.knowledge, move, this.grid.values.length);
    const size = changes.get(cell) ?? 0;
    return gaps.every(({ audience, measure, direction, amount }) =>
      sidesOf({ direction }).some(
        (way) => steps.count(audience, measure, size > 0 ? way : way === 1 ? -1 : 1) * Math.abs(size) >= amount,
      ),
    );
  }

  /** A move of losses only, the largest first, that closes a gap of people: whatever they spent can leave with them. */
  losses(cell: CellId, { audience, measure, amount }: OneWay): TracedMove | undefined {
    const roomOf = (inner: CellId) => Math.max(0, this.knowledge.room(audience, measure, inner));
    const parts = innerCellsOf(this.grid, cell).sort((one, other) => roomOf(other) - roomOf(one) || one - other);
    const move = new Map<CellId, number>();
    let left = amount;
    for (const inner of parts) {
      const by = Math.min(left, roomOf(inner));
      if (by > 0) move.set(inner, -by);
      left -= by;
    }
    return left === 0 ? trace(this.grid, move) : undefined;
  }

  private boxWithin({ cell, gaps, cost }: Asked, roomOf: Rooms): PricedMove | undefined {
    const goesUp = gaps.some(({ direction }) => direction === 1);
    const goesDown = gaps.some(({ direction }) => direction === -1);
    const needed = [...largestPerMeasure(gaps)];
    const freedom = (inner: CellId) => {
      let canLose = true;
      for (const [measure, amount] of needed) {
        const room = roomOf(measure, inner);
        if (room === KNOWN) return 0;
        canLose &&= room >= amount;
      }
      if (canLose) return GAIN | LOSE;
      return goesUp && goesDown ? 0 : GAIN;
    };
    const towards = goesUp ? GAIN : goesDown ? LOSE : GAIN | LOSE;
    const measure = needed[0]?.[0] ?? 0;
    const amount = (inner: CellId) => roomOf(measure, inner);
    return cheapestBox(this.grid, { cell, cost, freedom, towards, amount }, this.work);
  }

  /**
   * A move that closes one gap by several boxes, one after the other, each as large as it can be: a margin goes down by
   * more than any of its parts has.
   *
   * @param stages what hiding each cell costs; what one stage leaves is looked for in the next
   * @returns as far as it went, which may be less than was asked for
   */
  chain(cell: CellId, gap: OneWay, stages: readonly Stage[]): TracedMove | undefined {
    const moved = new Map<CellId, number>();
    const roomOf = this.roomAfter(gap, moved);
    let left = gap.amount;
    for (const { cost, limits, onBox } of stages) {
      const nextBox = () => this.largeBox({ cell, cost, roomOf, parts: limits.parts }, gap.direction, left);
      for (let boxes = 0, box = nextBox(); box && boxes < limits.boxes; boxes += 1, box = nextBox()) {
        onBox?.(box);
        const steps = Math.min(left, countSteps(box.move, roomOf, 1));
        for (const [inner, by] of box.move) moved.set(inner, (moved.get(inner) ?? 0) + by * steps);
        left -= steps;
      }
    }
    const move: Move = new Map([...moved].filter(([, by]) => by !== 0));
    return move.size > 0 ? trace(this.grid, move) : undefined;
  }

  private largeBox(
    { cell, cost, roomOf, parts }: LargeBox,
    direction: Direction,
    amount: number,
  ): PricedMove | undefined {
    const towards = direction === 1 ? GAIN : LOSE;
    for (let part = amount; part >= 1 && part * parts >= amount; part = part === 1 ? 0 : Math.ceil(part / 4)) {
      const freedom = (inner: CellId) => {
        const room = roomOf(inner);
        return room === KNOWN ? 0 : room < part ? GAIN : GAIN | LOSE;
      };
      const box = cheapestBox(this.grid, { cell, cost, freedom, towards, amount: roomOf }, this.work);
      if (box) return box;
    }
    return undefined;
  }

  private roomAfter({ audience, measure }: Gap, moved: ReadonlyMap<CellId, number>): (inner: CellId) => number {
    return (inner) => {
      const room = this.knowledge.freeRoom(audience, measure, inner);
      return room === KNOWN ? KNOWN : room + (moved.get(inner) ?? 0);
    };
  }
}

function largestPerMeasure(gaps: readonly Gap[]): Map<number, number> {
  const amounts = new Map<number, number>();
  for (const { measure, amount } of gaps) amounts.set(measure, Math.max(amounts.get(measure) ?? 0, amount));
  return amounts;
}

type Rooms = (measure: number, inner: CellId) => number;
type Asked = {
  readonly cell: CellId;
  readonly gaps: readonly Gap[];
  readonly cost: Float64Array;
};

type LargeBox = {
  readonly cell: CellId;
  readonly cost: Float64Array;
  readonly roomOf: (inner: CellId) => number;
  readonly parts: number;
};
