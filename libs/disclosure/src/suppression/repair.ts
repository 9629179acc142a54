import { OUTSIDERS } from '../audit/audience';
import type { Auditor } from '../audit/auditor';
import type { Evidence, Gap } from '../audit/evidence';
import type { CellId } from './grid';
import type { PricedMove } from './move';
import type { Pattern } from './pattern';
import { TO_THE_END, type BoxFinder } from './box-finder';

/** Hides further cells where what is hidden is too little. */
export class Repair {
  readonly count = { intervals: 0, insiders: 0 };

  constructor(
    private readonly evidence: Evidence,
    private readonly finder: BoxFinder,
    private readonly pattern: Pattern,
    private readonly auditor: Auditor,
  ) {}

  /** Hides the cheapest further cells that make a primary cell as open as it needs to be. @returns whether that could be done */
  settle(cell: CellId): boolean {
    for (let gaps = this.evidence.gapsOf(cell); gaps.length > 0; gaps = this.evidence.gapsOf(cell)) {
      const [first] = gaps;
      const same = gaps.filter(({ audience }) => audience === first?.audience);
      if (!same.some((gap) => this.openOne(cell, gap))) return false;
    }
    return true;
  }

  private openOne(cell: CellId, gap: Gap): boolean {
    const onBox = (box: PricedMove) => {
      this.hideFor(box, gap);
    };
    if (this.auditor.closeByChains(cell, gap, [{ cost: this.pattern.cost, limits: TO_THE_END, onBox }])) return true;
    const box = this.finder.box(cell, [gap], this.pattern.cost);
    if (!box) return false;
    this.hideFor(box, gap);
    return this.auditor.accept(cell, [gap], box);
  }

  private hideFor({ changes }: PricedMove, gap: Gap): void {
    for (const cell of changes.keys())
      if (this.pattern.hide(cell)) this.count[gap.audience === OUTSIDERS ? 'intervals' : 'insiders'] += 1;
  }
}
