import type { CellId } from '../suppression/grid';
import type { TracedMove } from '../suppression/move';
import type { Pattern } from '../suppression/pattern';
import { WITHIN_HIDDEN, type BoxFinder, type Stage } from '../suppression/box-finder';
import { ANYBODY, OUTSIDERS } from './audience';
import { ofFirstReader, sidesOf, type Evidence, type Gap, type Ray } from './evidence';
import type { LinearAudit } from './linear-audit';
import type { Direction } from './steps';

/** Shows of primary cells that they are open, with what is hidden and without hiding more. */
export class Auditor {
  constructor(
    private readonly evidence: Evidence,
    private readonly finder: BoxFinder,
    private readonly pattern: Pattern,
    private readonly isPrimary: (cell: CellId) => boolean,
  ) {}

  /** Looks for moves within what is hidden until a cell is as open as it needs to be. @returns whether it is */
  settleByBoxes(cell: CellId): boolean {
    let gaps = this.evidence.gapsOf(cell);
    if (gaps.length === 0) return true;
    const forAll = this.finder.box(cell, gaps, this.pattern.closed, ANYBODY);
    if (forAll) this.share(this.evidence.rayOf(forAll));
    for (gaps = this.evidence.gapsOf(cell); gaps.length > 0; gaps = this.evidence.gapsOf(cell))
      if (!this.closeSome(cell, gaps)) return false;
    return true;
  }

  /** As `settleByBoxes`, by linear programs: moves that boxes cannot make. */
  settleByPrograms(cell: CellId, programs: LinearAudit): boolean {
    for (let gaps = this.evidence.gapsOf(cell); gaps.length > 0; gaps = this.evidence.gapsOf(cell))
      if (!this.closeByProgram(cell, gaps, programs)) return false;
    return true;
  }

  /** All gaps of all readers at once, or the first reader's, or the last of these, without which the others are no use. */
  private closeByProgram(cell: CellId, gaps: readonly Gap[], programs: LinearAudit): boolean {
    const cost = this.pattern.closed;
    const same = ofFirstReader(gaps);
    const isClosedBy = (of: readonly Gap[], move: TracedMove | undefined) =>
      move !== undefined && this.isWithin(move) && this.acceptForSome(cell, of, move);
    const bundles = [gaps, same].filter((of, i) => isBundle(of) && (i === 0 || of.length < gaps.length));
    if (bundles.some((of) => isClosedBy(of, programs.together(cell, of, { cost, side: 1 })))) return true;
    const last = same.slice(-1);
    return last.some((gap) => sidesOf(gap).some((side) => isClosedBy(last, programs.alone(cell, gap, { cost, side }))));
  }

  private isWithin({ changes }: TracedMove): boolean {
    for (const cell of changes.keys()) if (!this.pattern.isHidden(cell)) return false;
    return true;
  }

  /** Makes use of a move for every primary cell that it helps. */
  private share(ray: Ray): void {
    for (const cell of ray.changes.keys())
      if (this.isPrimary(cell) && this.helps(cell, ray)) this.evidence.lean(cell, ray);
  }

  private helps(cell: CellId, ray: Ray): boolean {
    const before = this.evidence.gapsOf(cell);
    return readersIn(before).some((gap) => this.evidence.isHelpedBy(cell, [gap], ray));
  }

  /** Closes the first reader's gaps, or at least one of all. */
  private closeSome(cell: CellId, gaps: readonly Gap[]): boolean {
    const [first] = gaps;
    if (!first) return true;
    const same = gaps.filter(({ audience }) => audience === first.audience);
    return this.closeAtOnce(cell, same) || same.some((gap) => this.closeOne(cell, gap));
  }

  private closeAtOnce(cell: CellId, gaps: readonly Gap[]): boolean {
    const box = this.finder.box(cell, gaps, this.pattern.closed);
    return box !== undefined && this.accept(cell, gaps, box);
  }

  private closeOne(cell: CellId, gap: Gap): boolean {
    const box = this.finder.box(cell, [gap], this.pattern.closed);
    if (box && this.accept(cell, [gap], box)) return true;
    return this.closeByChains(cell, gap, []);
  }

  /**
   * Several boxes in a row; where only the width matters, as far down as they go within what is hidden, and the rest up.
   *
   * @param further where boxes are looked for when what is hidden is too little
   */
  closeByChains(cell: CellId, gap: Gap, further: readonly Stage[]): boolean {
    const within = { cost: this.pattern.closed, limits: WITHIN_HIDDEN };
    const chain = (direction: Direction, amount: number, stages: readonly Stage[]) =>
      this.finder.chain(cell, { ...gap, direction, amount }, stages);
    if (gap.direction !== 0) return this.acceptAll(cell, gap, [chain(gap.direction, gap.amount, [within, ...further])]);
    const down = chain(-1, gap.amount, [within]);
    const left = gap.amount - Math.abs(down?.changes.get(cell) ?? 0);
    return this.acceptAll(cell, gap, [down, left > 0 ? chain(1, left, [within, ...further]) : undefined]);
  }

  /** Takes moves that close a gap together. */
  acceptAll(cell: CellId, gap: Gap, moves: readonly (TracedMove | undefined)[]): boolean {
    const rays = moves.flatMap((move) => (move ? this.evidence.rayOf(move) : []));
    const before = this.evidence.gapsFor(cell, gap.audience).length;
    if (this.evidence.gapsFor(cell, gap.audience, rays).length >= before) return false;
    for (const ray of rays) this.evidence.lean(cell, ray);
    for (const ray of rays) this.share(ray);
    return true;
  }

  /** Takes a move if it leaves fewer gaps than there were. */
  accept(cell: CellId, gaps: readonly Gap[], move: TracedMove): boolean {
    const ray = this.evidence.rayOf(move);
    if (!this.evidence.isHelpedBy(cell, gaps, ray)) return false;
    this.evidence.lean(cell, ray);
    this.share(ray);
    return true;
  }

  /** Takes a move if it leaves fewer gaps to one of the readers. */
  private acceptForSome(cell: CellId, gaps: readonly Gap[], move: TracedMove): boolean {
    return readersIn(gaps)
      .map((gap) => this.accept(cell, [gap], move))
      .includes(true);
  }
}

/** Gaps that one move may close: of insiders' counts one in ten is closed with others, so that each is asked about alone. */
const isBundle = (gaps: readonly Gap[]): boolean =>
  gaps.length > 1 && !gaps.some(({ audience, measure }) => audience !== OUTSIDERS && measure === 0);

/** The first gap of each reader. */
const readersIn = (gaps: readonly Gap[]): Gap[] =>
  gaps.filter(({ audience }, i) => gaps.findIndex((gap) => gap.audience === audience) === i);
