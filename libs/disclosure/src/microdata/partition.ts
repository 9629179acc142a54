import { Grouper, type GroupingColumn } from './grouper';
import { Histogram } from './histogram';
import { rowsOf, sortedBy, type Kinds } from './kinds';
import type { GroupRule } from './rules';
import type { Hierarchy } from './table';

/** Rows grouped by their values at one choice of levels. Its arrays hold until the next one is made. */
export type Partition = {
  readonly levels: readonly number[];
  /** The group of each kind. */
  readonly groupOf: Uint32Array;
  /** Rows of each group. */
  readonly rows: Uint32Array;
  /** 1 for each group that does not keep what is asked. */
  readonly fails: Uint8Array;
  readonly suppressedRows: number;
  /** Rows of groups that fail at everything finer as well, wherever they land. */
  readonly lostRows: number;
};

/** Groups kinds by levels, and says which groups keep the rules. */
export class Partitioner {
  private readonly grouper: Grouper;
  private readonly groupOf: Uint32Array;
  private readonly histograms: readonly Histogram[];

  /** For each column and level, the group of each kind. */
  private readonly columns: readonly (readonly GroupingColumn[])[];

  constructor(
    private readonly kinds: Kinds,
    hierarchies: readonly Hierarchy[],
    private readonly k: number,
    private readonly rules: readonly GroupRule[],
  ) {
    this.grouper = new Grouper(kinds.count);
    this.groupOf = new Uint32Array(kinds.count);
    this.histograms = rules.map(({ occurrences }) => new Histogram(occurrences.values));
    this.columns = hierarchies.map(({ values, levels }, at) => {
      const codes = kinds.codes[at] as Uint32Array;
      return [{ codes, size: values }, ...levels.map((level) => atLevel(codes, level))];
    });
  }

  at(levels: readonly number[]): Partition {
    const { groupOf } = this;
    const count = this.grouper.group(this.columnsAt(levels), groupOf);
    const rows = new Uint32Array(count);
    for (let kind = 0; kind < groupOf.length; kind++) {
      const group = groupOf[kind] as number;
      rows[group] = (rows[group] as number) + (this.kinds.rows[kind] as number);
    }
    const fails = new Uint8Array(count);
    let lostRows = 0;
    for (let group = 0; group < count; group++) {
      if ((rows[group] as number) >= this.k) continue;
      fails[group] = 1;
      lostRows += rows[group] as number;
    }
    const found = { levels, groupOf, rows, fails };
    if (this.rules.length === 0) return { ...found, suppressedRows: lostRows, lostRows };
    const more = this.applyRules(found);
    return { ...found, suppressedRows: lostRows + more.suppressedRows, lostRows: lostRows + more.lostRows };
  }

  /** Whether some kinds are k persons together. */
  isCrowd(kinds: Uint32Array): boolean {
    return rowsOf(this.kinds, kinds) >= this.k && this.verdictOn(kinds, ({ isOfPersons }) => isOfPersons) === 'holds';
  }

  /** Whether some kinds would keep everything that is asked as one group. */
  holds(kinds: Uint32Array): boolean {
    return this.isCrowd(kinds) && this.verdictOn(kinds) === 'holds';
  }

  /** The group of each kind at these levels, column by column. */
  columnsAt(levels: readonly number[]): GroupingColumn[] {
    return levels.map((level, column) => this.columns[column]?.[level] as GroupingColumn);
  }

  /** Of groups that are large enough, those that fail at something else. */
  private applyRules({ groupOf, rows, fails }: Pick<Partition, 'groupOf' | 'rows' | 'fails'>) {
    const { starts, order } = sortedBy(groupOf, rows.length);
    const lost = { suppressedRows: 0, lostRows: 0 };
    for (let group = 0; group < rows.length; group++) {
      if (fails[group] === 1) continue;
      const verdict = this.verdictOn(order.subarray(starts[group], starts[group + 1]));
      if (verdict === 'holds') continue;
      fails[group] = 1;
      lost.suppressedRows += rows[group] as number;
      if (verdict === 'lost') lost.lostRows += rows[group] as number;
    }
    return lost;
  }

  private verdictOn(
    kinds: Uint32Array,
    isAsked: (rule: GroupRule) => boolean = () => true,
  ): 'holds' | 'fails' | 'lost' {
    let verdict: 'holds' | 'fails' = 'holds';
    for (const [at, rule] of this.rules.entries()) {
      if (!isAsked(rule)) continue;
      const histogram = this.histograms[at] as Histogram;
      fill(histogram, rule, kinds);
      const lost = !rule.growsWithGroup(histogram);
      if (!lost && !rule.holds(histogram)) verdict = 'fails';
      histogram.clear();
      if (lost) return 'lost';
    }
    return verdict;
  }
}

function fill(histogram: Histogram, { occurrences }: GroupRule, kinds: Uint32Array): void {
  const { starts, value, times } = occurrences;
  for (const kind of kinds)
    for (let at = starts[kind] as number; at < (starts[kind + 1] as number); at++)
      histogram.add(value[at] as number, times[at] as number);
}

const atLevel = (codes: Uint32Array, level: Uint32Array): GroupingColumn => ({
  codes: codes.map((code) => level[code] as number),
  size: level.reduce((most, group) => Math.max(most, group + 1), 1),
});
