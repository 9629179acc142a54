import { OUTSIDERS } from '../audit/audience';
import type { Auditor } from '../audit/auditor';
import { ofFirstReader, sidesOf, type Evidence, type Gap } from '../audit/evidence';
import type { LinearAudit } from '../audit/linear-audit';
import type { CellId } from './grid';
import type { PricedMove, TracedMove } from './move';
import type { Pattern } from './pattern';
import { TO_THE_END, type BoxFinder, type OneWay } from './box-finder';

/** Hides further cells where what is hidden is too little. */
export class Repair {
  readonly count = { intervals: 0, insiders: 0 };
  /** What was hidden for them. */
  readonly hidden = new Set<CellId>();

  constructor(
    private readonly evidence: Evidence,
    private readonly finder: BoxFinder,
    private readonly pattern: Pattern,
    private readonly auditor: Auditor,
  ) {}

  /** Hides the cheapest further cells that make a primary cell as open as it needs to be. @returns whether that could be done */
  settle(cell: CellId, programs: LinearAudit): boolean {
    for (let gaps = this.evidence.gapsOf(cell); gaps.length > 0; gaps = this.evidence.gapsOf(cell)) {
      const same = ofFirstReader(gaps);
      const byBoxes = () => same.some((gap) => this.openByBoxes(cell, gap));
      const byProgram = () => this.openByProgram(cell, same, programs);
      const ways = isOfCounts(same) ? [byBoxes, byProgram] : [byProgram, byBoxes];
      if (!ways.some((open) => open()) && !same.some((gap) => this.openJointly(cell, gap, programs))) return false;
    }
    return true;
  }

  /** By the cheapest of the moves that close all of a reader's gaps, or one of them. */
  private openByProgram(cell: CellId, gaps: readonly Gap[], programs: LinearAudit): boolean {
    const { cost } = this.pattern;
    const moves: (TracedMove | undefined)[] = [
      ...gaps.slice(-1).map((gap) => this.finder.box(cell, [gap], cost)),
      ...(gaps.length > 1 ? ([1, -1] as const) : []).map((side) => programs.together(cell, gaps, { cost, side })),
      ...gaps.slice(-1).flatMap((gap) => sidesOf(gap).map((side) => programs.alone(cell, gap, { cost, side }))),
    ];
    const [best] = moves
      .filter((move) => move !== undefined)
      .filter((move) => this.evidence.isHelpedBy(cell, gaps, this.evidence.rayOf(move)) && this.costOf(move) < Infinity)
      .sort((one, other) => this.costOf(one) - this.costOf(other));
    const [gap] = gaps;
    if (!best || !gap) return false;
    this.hideFor(best, gap);
    return this.auditor.accept(cell, gaps, best);
  }

  /** The last resort, where nothing simpler moves people: down as far as other tables go, and up for the rest. */
  private openJointly(cell: CellId, gap: Gap, programs: LinearAudit): boolean {
    const moves: TracedMove[] = [];
    let left = gap.amount;
    for (const side of gap.direction === 0 ? ([-1, 1] as const) : sidesOf(gap)) {
      const move = left > 0 && programs.jointly(cell, { ...gap, amount: side * left }, this.pattern.cost);
      if (!move) continue;
      moves.push(move);
      left -= Math.abs(move.changes.get(cell) ?? 0);
    }
    if (left > 0) return false;
    for (const move of moves) this.hideFor(move, gap);
    return this.auditor.acceptAll(cell, gap, moves);
  }

  private costOf({ changes }: TracedMove): number {
    let sum = 0;
    for (const cell of changes.keys()) sum += this.pattern.cost[cell] ?? 0;
    return sum;
  }

  private openByBoxes(cell: CellId, gap: Gap): boolean {
    const onBox = (box: PricedMove) => {
      this.hideFor(box, gap);
    };
    if (this.auditor.closeByChains(cell, gap, [{ cost: this.pattern.cost, limits: TO_THE_END, onBox }])) return true;
    const box = this.finder.box(cell, [gap], this.pattern.cost);
    if (box) {
      this.hideFor(box, gap);
      if (this.auditor.accept(cell, [gap], box)) return true;
    }
    return gap.direction === -1 && this.openByLosses(cell, { ...gap, direction: gap.direction });
  }

  /** Where people can only leave altogether, all that sums what they leave is hidden. */
  private openByLosses(cell: CellId, gap: OneWay): boolean {
    const move = this.finder.losses(cell, gap);
    if (!move || [...move.changes.keys()].some((one) => this.pattern.cost[one] === Infinity)) return false;
    this.hideFor(move, gap);
    return this.auditor.accept(cell, [gap], move);
  }

  private hideFor({ changes }: TracedMove, gap: Gap): void {
    for (const cell of changes.keys())
      if (this.pattern.hide(cell)) {
        this.hidden.add(cell);
        this.count[gap.audience === OUTSIDERS ? 'intervals' : 'insiders'] += 1;
      }
  }
}

/** Ranges of counts: what is hidden goes a part of the way already, which boxes in a row make use of. */
const isOfCounts = (gaps: readonly Gap[]): boolean => gaps.every(({ measure, amount }) => measure === 0 && amount > 1);
