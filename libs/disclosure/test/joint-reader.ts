import { TOTAL, type ProtectedCell, type Table } from '#disclosure';
import type { Distance } from './reader';

/** Changes that are tried in each inner cell: of people, and of the sum. */
export type Farthest = readonly [people: number, sum: number];

type Numbers = {
  readonly left: readonly (number | undefined)[];
  readonly most: number;
  /** Sums that are known. */
  readonly fixed: readonly (readonly number[])[];
};

/**
 * A reader who puts counts and sums together: goes through all tables of whole numbers that show what is published, agree
 * with what the reader holds, and in which nobody spends nothing. One sum, which is not negative.
 *
 * @param reader numbers of holders; none for outsiders
 * @returns how far the count and the sum of each primary cell can be from the truth; Infinity from `farthest` on
 */
export function jointRanges(
  table: Table,
  cells: readonly ProtectedCell[],
  { reader, farthest }: { readonly reader: readonly number[]; readonly farthest: Farthest },
): Distance[] {
  const leaves = leavesOf(table);
  const membersOf = (codes: readonly string[]) => leaves.flatMap((leaf, i) => (covers(table, codes, leaf) ? [i] : []));
  const fixed = cells.filter(({ status }) => status === 'published').map(({ codes }) => membersOf(codes));
  const asked = cells.filter(({ status }) => status === 'primary');
  const members = asked.map(({ codes }) => membersOf(codes));
  const [people, sums] = othersIn(table, leaves, reader);
  const counts = bySupport({ left: people, most: farthest[0], fixed }, members);
  const spent = bySupport({ left: sums, most: farthest[1], fixed }, members);
  const isSpendable = (peopled: number) => [...spent.keys()].some((of) => (of & ~peopled) === 0);
  const isPeopled = (spending: number) => [...counts.keys()].some((of) => (spending & ~of) === 0);
  return asked.flatMap(({ codes }, i) => [
    { codes, measure: 0, ...widest(counts, i, { fits: isSpendable, most: farthest[0] }) },
    { codes, measure: 1, ...widest(spent, i, { fits: isPeopled, most: farthest[1] }) },
  ]);
}

/** What others than the reader have in each leaf cell; undefined where the reader is the only one. */
function othersIn({ cells }: Table, leaves: readonly (readonly string[])[], reader: readonly number[]) {
  const given = new Map(cells.map((cell) => [cell.codes.join('|'), cell]));
  const left = (measure: number) =>
    leaves.map((codes) => {
      const { people = 0n, sums = [], shares = [] } = given.get(codes.join('|')) ?? {};
      const own = shares.filter(({ holder }) => reader.includes(holder));
      if (own.length > 0 && own.length === shares.length) return undefined;
      const part = (of: { people: bigint; sums: readonly bigint[] }) =>
        Number(measure === 0 ? of.people : (of.sums[0] ?? 0n));
      return own.reduce((rest, share) => rest - part(share), part({ people, sums }));
    });
  return [left(0), left(1)] as const;
}

type Reach = { up: number; down: number };

/** How far each sum of cells goes, for each set of cells in which others have something: one bit for each. */
function bySupport(numbers: Numbers, asked: readonly (readonly number[])[]): Map<number, Reach[]> {
  const found = new Map<number, Reach[]>();
  walk(numbers, (changes) => {
    const support = numbers.left.reduce<number>(
      (bits, value = 0, i) => (value + (changes[i] ?? 0) > 0 ? bits | (1 << i) : bits),
      0,
    );
    const reaches = found.get(support) ?? asked.map(() => ({ up: 0, down: 0 }));
    found.set(support, reaches);
    asked.forEach((members, i) => {
      const change = members.reduce((sum, of) => sum + (changes[of] ?? 0), 0);
      const reach = reaches[i];
      if (!reach) return;
      reach.up = Math.max(reach.up, change);
      reach.down = Math.max(reach.down, -change);
    });
  });
  return found;
}

type Fit = { readonly fits: (support: number) => boolean; readonly most: number };

function widest(found: ReadonlyMap<number, readonly Reach[]>, at: number, { fits, most }: Fit): Reach {
  const reaches = [...found].filter(([support]) => fits(support)).flatMap(([, of]) => of[at] ?? []);
  const far = (way: keyof Reach) => reaches.reduce((furthest, reach) => Math.max(furthest, reach[way]), 0);
  return { up: far('up') >= most ? Infinity : far('up'), down: far('down') >= most ? Infinity : far('down') };
}

const leavesOf = ({ dimensions }: Table): string[][] =>
  dimensions.reduce<string[][]>((heads, { leaves }) => heads.flatMap((head) => leaves.map((leaf) => [...head, leaf])), [[]]); // prettier-ignore

const covers = ({ dimensions }: Table, codes: readonly string[], leaf: readonly string[]): boolean =>
  dimensions.every(({ groups }, i) => {
    const code = codes[i] ?? '';
    return code === TOTAL || code === leaf[i] || groups.some((of) => of.code === code && of.leaves.includes(leaf[i] ?? '')); // prettier-ignore
  });

function walk({ left, most, fixed }: Numbers, visit: (changes: readonly number[]) => void): void {
  const closing = left.map((_, i) => fixed.filter((members) => members.at(-1) === i));
  const changes: number[] = [];
  const step = (i: number): void => {
    if (i === left.length) {
      visit(changes);
      return;
    }
    const of = left[i];
    for (let by = -Math.min(of ?? 0, most); by <= (of === undefined ? 0 : most); by += 1) {
      changes[i] = by;
      if ((closing[i] ?? []).every((members) => members.reduce((sum, one) => sum + (changes[one] ?? 0), 0) === 0))
        step(i + 1);
    }
  };
  step(0);
}
