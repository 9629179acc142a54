import { Grouper } from './grouper';
import type { Microdata } from './table';

/** The different combinations of quasi-identifying values among the rows: whatever is grouped is grouped by these. */
export type Kinds = {
  readonly count: number;
  /** The kind of each row. */
  readonly of: Uint32Array;
  /** How many rows are of each kind. */
  readonly rows: Uint32Array;
  /** For each quasi-identifier, the value of each kind. */
  readonly codes: readonly Uint32Array[];
};

export function kindsOf({ rows, quasiIdentifiers }: Microdata): Kinds {
  const of = new Uint32Array(rows);
  const columns = quasiIdentifiers.map(({ codes, hierarchy }) => ({ codes, size: hierarchy.values }));
  const count = new Grouper(rows).group(columns, of);
  const sizes = new Uint32Array(count);
  const codes = columns.map(() => new Uint32Array(count));
  for (let row = 0; row < rows; row++) {
    const kind = of[row] as number;
    sizes[kind] = (sizes[kind] as number) + 1;
    for (const [at, column] of columns.entries()) (codes[at] as Uint32Array)[kind] = column.codes[row] as number;
  }
  return { count, of, rows: sizes, codes };
}

/** How many rows some kinds have together. */
export const rowsOf = ({ rows }: Kinds, some: Uint32Array): number =>
  some.reduce((sum, kind) => sum + (rows[kind] as number), 0);

/** How often each kind has each value of one more column: those of kind c are at starts[c] .. starts[c + 1]. */
export type Occurrences = {
  readonly values: number;
  readonly starts: Uint32Array;
  readonly value: Uint32Array;
  readonly times: Uint32Array;
};

export function occurrencesOf(kinds: Kinds, codes: Uint32Array, values: number): Occurrences {
  const pairOf = new Uint32Array(codes.length);
  const columns = [
    { codes: kinds.of, size: kinds.count },
    { codes, size: values },
  ];
  const pairs = new Grouper(codes.length).group(columns, pairOf);
  const kindOf = new Uint32Array(pairs);
  const valueOf = new Uint32Array(pairs);
  const counts = new Uint32Array(pairs);
  for (const [row, pair] of pairOf.entries()) {
    kindOf[pair] = kinds.of[row] as number;
    valueOf[pair] = codes[row] as number;
    counts[pair] = (counts[pair] as number) + 1;
  }
  const { starts, order } = sortedBy(kindOf, kinds.count);
  return {
    values,
    starts,
    value: order.map((at) => valueOf[at] as number),
    times: order.map((at) => counts[at] as number),
  };
}

/** Items in the order of their group: those of group g are order[starts[g] .. starts[g + 1]]. */
export function sortedBy(groupOf: Uint32Array, groups: number): { starts: Uint32Array; order: Uint32Array } {
  const starts = new Uint32Array(groups + 1);
  for (const group of groupOf) starts[group + 1] = (starts[group + 1] as number) + 1;
  for (let group = 0; group < groups; group++)
    starts[group + 1] = (starts[group + 1] as number) + (starts[group] as number);
  const next = starts.slice(0, groups);
  const order = new Uint32Array(groupOf.length);
  for (let item = 0; item < groupOf.length; item++) {
    const group = groupOf[item] as number;
    order[next[group] as number] = item;
    next[group] = (next[group] as number) + 1;
  }
  return { starts, order };
}
