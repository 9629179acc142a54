import { Knowledge, OUTSIDERS } from '../audit/audience';
import { Auditor } from '../audit/auditor';
import { Evidence, reachOf } from '../audit/evidence';
import { LinearAudit } from '../audit/linear-audit';
import { infeasible } from '../errors';
import type { PrimaryRule } from '../primary/primary';
import { loadSolver } from '../program/solver';
import { BoxFinder } from './box-finder';
import { codesOf, OPEN, type CellId, type Grid } from './grid';
import type { Pattern } from './pattern';
import { relax } from './relax';
import { Repair } from './repair';
import type { OnProgress, Range, Table, Width } from './table';
import { Work } from './work';

/** Progress is told after every so many answers. */
const PROGRESS_EVERY = 100;

type Task = {
  readonly primaries: readonly CellId[];
  readonly pattern: Pattern;
};

/** Finds for every primary cell the moves that show it open, and hides further cells until there are such moves. */
export class Search {
  readonly evidence: Evidence;
  readonly givenUp: CellId[] = [];
  private readonly pattern: Pattern;
  private readonly primaries: readonly CellId[];
  private readonly isPrimary: Uint8Array;
  private readonly knowledge: Knowledge;
  private readonly auditor: Auditor;
  private readonly repair: Repair;

  constructor(
    private readonly grid: Grid,
    table: Table,
    rule: PrimaryRule,
    { primaries, pattern }: Task,
  ) {
    this.pattern = pattern;
    this.primaries = [...primaries].sort((one, other) => pattern.weigh(other) - pattern.weigh(one) || one - other);
    this.isPrimary = new Uint8Array(grid.size);
    for (const cell of primaries) this.isPrimary[cell] = 1;
    this.knowledge = new Knowledge(grid, table);
    this.evidence = new Evidence(grid, rule, this.knowledge);
    const finder = new BoxFinder(grid, this.knowledge, new Work());
    this.auditor = new Auditor(this.evidence, finder, pattern, (cell) => this.isPrimary[cell] === 1);
    this.repair = new Repair(this.evidence, finder, pattern, this.auditor);
  }

  get repaired() {
    return this.repair.count;
  }

  /** @throws DISCLOSURE.INFEASIBLE, DISCLOSURE.TOO_LARGE */
  async run(onProgress: OnProgress = () => undefined): Promise<void> {
    const isDone = counted(this.primaries.length, onProgress);
    const open = this.primaries.filter((cell) => !isDone(this.auditor.settleByBoxes(cell)));
    if (open.length > 0) {
      const programs = new LinearAudit(this.grid, this.knowledge, await loadSolver(), this.pattern.hidden);
      const left = open.filter((cell) => !isDone(this.auditor.settleByPrograms(cell, programs)));
      for (const cell of left) {
        if (!this.repair.settle(cell, programs)) this.giveUp(cell);
        isDone(true);
      }
      const repaired = this.secondaries().filter((cell) => this.repair.hidden.has(cell));
      this.relax(repaired, (cell) => this.auditor.settleByPrograms(cell, programs));
    }
    this.relax(this.secondaries());
  }

  /** How far outsiders must reckon with other values of a cell, at least. */
  widthOf(cell: CellId): Width {
    const [people = UNBOUNDED, ...sums] = this.grid.values.map((_, measure) => this.rangeOf(cell, measure));
    return { codes: codesOf(this.grid, cell), people, sums };
  }

  /** What earlier releases show can leave a cell too narrow whatever is hidden now; nothing else can. */
  private giveUp(cell: CellId): void {
    if (!this.grid.visibility.includes(OPEN)) throw infeasible({ codes: codesOf(this.grid, cell) });
    this.givenUp.push(cell);
  }

  /** @param further where boxes find no other moves */
  private relax(secondaries: readonly CellId[], further: (cell: CellId) => boolean = () => false): void {
    const { pattern, evidence, auditor } = this;
    relax(secondaries, { pattern, evidence, settle: (cell) => auditor.settleByBoxes(cell) || further(cell) });
  }

  /** Dearest first. */
  private secondaries(): CellId[] {
    const cells: CellId[] = [];
    this.pattern.hidden.forEach((hidden, cell) => {
      if (hidden === 1 && this.isPrimary[cell] !== 1 && this.pattern.canHide(cell)) cells.push(cell);
    });
    return cells.sort((one, other) => this.pattern.weigh(other) - this.pattern.weigh(one) || one - other);
  }

  private rangeOf(cell: CellId, measure: number): Range {
    const value = this.grid.values[measure]?.[cell] ?? 0n;
    const unit = this.knowledge.unitOf(measure);
    const { up, down } = reachOf({ primary: cell, audience: OUTSIDERS, measure }, this.evidence.raysOf(cell));
    return {
      least: down === Infinity ? null : value - BigInt(down) * unit,
      most: up === Infinity ? null : value + BigInt(up) * unit,
    };
  }
}

/** Counts the cells that are done, and tells how many these are now and then. */
function counted(of: number, onProgress: OnProgress): (isDone: boolean) => boolean {
  let [answers, done] = [0, 0];
  onProgress(0, of);
  return (isDone) => {
    answers += 1;
    if (isDone) done += 1;
    if (answers % PROGRESS_EVERY === 0) onProgress(done, of);
    return isDone;
  };
}

const UNBOUNDED: Range = { least: null, most: null };
