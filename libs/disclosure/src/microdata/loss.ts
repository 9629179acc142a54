import type { Kinds } from './kinds';
import type { Partition } from './partition';
import type { Hierarchy } from './table';

/**
 * How a choice of levels is priced; for choosing among safe ones and for reports, never for what is safe.
 *
 * - `entropy`: bits that are lost, summed over columns and rows: what a group leaves open of the value, and for rows that are
 *   left out also what is open of the group (non-uniform entropy)
 * - `generalisation`: the same without what leaving rows out costs
 * - `share`: for each row the share of all values that its group stands for, 1 where it is left out; each column from 0
 *   (as it was) to 1 (nothing left), then their geometric mean
 * - `discernibility`: the sum of the squares of all groups
 *
 * @see De Waal & Willenborg (1999), Information Loss through Global Recoding and Local Suppression (entropy)
 * @see Iyengar (2002), Transforming Data to Satisfy Privacy Constraints (share)
 * @see Bayardo & Agrawal (2005), Data Privacy through Optimal k-Anonymization (discernibility)
 */
export type LossName = 'entropy' | 'generalisation' | 'share' | 'discernibility';

export type Loss = {
  /** The least that these levels can lose; never more than coarser ones. */
  readonly bound: (levels: readonly number[]) => number;
  readonly of: (partition: Partition) => number;
};

export function lossOf(name: LossName, kinds: Kinds, hierarchies: readonly Hierarchy[]): Loss {
  if (name === 'discernibility') return { bound: () => 0, of: ({ rows }) => sumOf(rows, (size) => size * size) };
  const columns = hierarchies.map((hierarchy, at) => columnOf(kinds, at, hierarchy));
  if (name === 'share') return shareLoss(columns, sumOf(kinds.rows, Number), kinds);
  const generalised = columns.map(({ levels }) => levels.map(({ entropy }) => entropy));
  const bound = (levels: readonly number[]) =>
    levels.reduce((sum, level, at) => sum + (generalised[at]?.[level] ?? 0), 0);
  if (name === 'generalisation') return { bound, of: ({ levels }) => bound(levels) };
  return { bound, of: (partition) => bound(partition.levels) + suppressedEntropy(columns, kinds, partition) };
}

/** What one level of a column makes of its values. */
type Level = {
  readonly groupOf: Uint32Array;
  /** How many values each group stands for, whether any row has them or not. */
  readonly stands: Float64Array;
  /** Bits that are lost over all rows. */
  readonly entropy: number;
  /** The sum over all rows of the share of values that their groups stand for. */
  readonly shares: number;
};
type Column = { readonly codes: Uint32Array; readonly values: number; readonly levels: readonly Level[] };

function columnOf(kinds: Kinds, at: number, { values, levels }: Hierarchy): Column {
  const codes = kinds.codes[at] as Uint32Array;
  const frequencies = new Float64Array(values);
  for (const [kind, code] of codes.entries()) add(frequencies, code, kinds.rows[kind] as number);
  const identity = Uint32Array.from({ length: values }, (_, value) => value);
  return { codes, values, levels: [identity, ...levels].map((groupOf) => levelOf(frequencies, groupOf)) };
}

function levelOf(frequencies: Float64Array, groupOf: Uint32Array): Level {
  const [stands, rows] = [new Float64Array(groupOf.length), new Float64Array(groupOf.length)];
  for (const [value, group] of groupOf.entries()) {
    add(stands, group, 1);
    add(rows, group, frequencies[value] as number);
  }
  let entropy = 0;
  for (const [value, group] of groupOf.entries()) entropy += bits(frequencies[value] as number, rows[group] as number);
  const shares = rows.reduce((sum, inGroup, group) => sum + inGroup * (stands[group] as number), 0) / groupOf.length;
  return { groupOf, stands, entropy, shares };
}

/** What is open of `part` rows that are known to be among `whole`. */
const bits = (part: number, whole: number) => (part === 0 ? 0 : part * Math.log2(whole / part));

function suppressedEntropy(columns: readonly Column[], kinds: Kinds, partition: Partition): number {
  if (partition.suppressedRows === 0) return 0;
  const suppressed = suppressedKinds(partition);
  return columns.reduce((sum, column, at) => {
    const byGroup = rowsByGroup(column, levelAt(column, partition, at), kinds, suppressed);
    return sum + sumOf(byGroup, (rows) => bits(rows, partition.suppressedRows));
  }, 0);
}

function shareLoss(columns: readonly Column[], rows: number, kinds: Kinds): Loss {
  const root = 1 / columns.length;
  const factor = ({ values }: Column, sum: number) => {
    const least = rows / values;
    return (rows > least ? 1 + (sum - least) / (rows - least) : 1) ** root;
  };
  const factors = columns.map((column) => column.levels.map(({ shares }) => factor(column, shares)));
  return {
    bound: (levels) => levels.reduce((product, level, at) => product * (factors[at]?.[level] ?? 1), 1) - 1,
    of: (partition) => {
      const suppressed = suppressedKinds(partition);
      const product = columns.reduce((soFar, column, at) => {
        const level = levelAt(column, partition, at);
        const byGroup = rowsByGroup(column, level, kinds, suppressed);
        const saved = byGroup.reduce((sum, inGroup, group) => sum + inGroup * (level.stands[group] as number), 0);
        return soFar * factor(column, level.shares + partition.suppressedRows - saved / column.values);
      }, 1);
      return product - 1;
    },
  };
}

const levelAt = (column: Column, { levels }: Partition, at: number) => column.levels[levels[at] as number] as Level;

function suppressedKinds({ groupOf, fails }: Partition): Uint32Array {
  const kinds = new Uint32Array(groupOf.length);
  let count = 0;
  for (let kind = 0; kind < groupOf.length; kind++) {
    kinds[count] = kind;
    count += fails[groupOf[kind] as number] as number;
  }
  return kinds.subarray(0, count);
}

/** How many rows of some kinds each group of one column has. */
function rowsByGroup({ codes, values }: Column, { groupOf }: Level, { rows }: Kinds, among: Uint32Array): Float64Array {
  const byGroup = new Float64Array(values);
  for (let at = 0; at < among.length; at++) {
    const kind = among[at] as number;
    const group = groupOf[codes[kind] as number] as number;
    byGroup[group] = (byGroup[group] as number) + (rows[kind] as number);
  }
  return byGroup;
}

function add(to: Float64Array, at: number, amount: number): void {
  to[at] = (to[at] as number) + amount;
}

const sumOf = (numbers: Uint32Array | Float64Array, of: (number: number) => number) => {
  let sum = 0;
  for (const number of numbers) sum += of(number);
  return sum;
};
