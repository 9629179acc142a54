import type { UsedPart } from './earlier-table';

/** Beyond so many ways to choose a few contributors, nobody looks: the answer is the careful one. */
const MOST_CHOICES = 2_000;

/** Rows that are in the very same tables, and whose they are. */
type Block = { readonly members: readonly boolean[]; readonly contributors: ReadonlySet<string> };

/** @returns the contributor that rows count as; null: they count for nothing, and can hide nobody */
export type CountsAs = (part: UsedPart) => string | null;

/**
 * Whether tables with the same cells, added and subtracted in any way, leave fewer than so many contributors over: two
 * tables that differ by one contributor give that one away, and so may four of which any two differ by many
 * ({1,2,3} + {3,4,5} - {1,2,4,5} is twice 3).
 *
 * It is decided by whose rows each table was made from, and never by numbers.
 *
 * @param later the rows of the table that is to leave; whatever earlier ones tell without it is out already
 * @param earlier the rows of those that left
 * @see Hundepool et al., Handbook on Statistical Disclosure Control, chapter 5 (disclosure by differencing)
 */
export function isolates(
  {
    parts: later,
    earlier,
  }: { readonly parts: readonly UsedPart[]; readonly earlier: readonly (readonly UsedPart[])[] },
  countsAs: CountsAs,
  minContributors: number,
): boolean {
  if (earlier.length === 0) return false;
  const blocks = blocksOf([later, ...earlier], countsAs);
  if (isWithin(blocks)) return false;
  const choices = choicesOf(blocks, Math.max(1, minContributors) - 1);
  return (
    choices === null ||
    choices.some((few) => isWithin(blocks.filter(({ contributors }) => !isSubset(contributors, few))))
  );
}

function blocksOf(tables: readonly (readonly UsedPart[])[], countsAs: CountsAs): Block[] {
  const ids = tables.map((parts) => new Set(parts.map(({ contributionId }) => contributionId)));
  const parts = new Map(tables.flat().map((part) => [part.contributionId, part]));
  const blocks = new Map<string, { members: boolean[]; contributors: Set<string> }>();
  for (const [id, part] of parts) {
    const members = ids.map((table) => table.has(id));
    const key = members.map(Number).join('');
    const block = blocks.get(key) ?? { members, contributors: new Set() };
    const contributor = countsAs(part);
    if (contributor !== null) block.contributors.add(contributor);
    blocks.set(key, block);
  }
  return [...blocks.values()];
}

/**
 * The sets of at most `most` contributors that hold all of some blocks; sets within others are left out where that is
 * easily seen. null: there are too many.
 */
function choicesOf(blocks: readonly Block[], most: number): ReadonlySet<string>[] | null {
  const small = blocks.map(({ contributors }) => contributors).filter(({ size }) => size <= most);
  let choices = new Map<string, ReadonlySet<string>>([['', new Set()]]);
  for (const block of small) {
    const wider = new Map(choices);
    for (const choice of choices.values()) {
      const union = new Set([...choice, ...block]);
      if (union.size <= most) wider.set([...union].sort().join(), union);
    }
    if (wider.size > MOST_CHOICES) return null;
    choices = wider;
  }
  return [...choices.values()];
}

const isSubset = (some: ReadonlySet<string>, all: ReadonlySet<string>) => [...some].every((one) => all.has(one));

/** Whether the first table is a sum of multiples of the others, as far as these blocks go: exact elimination without fractions. */
function isWithin(blocks: readonly Block[]): boolean {
  let rows = blocks.map(({ members: [later, ...others] }) => [...others, later].map((is): bigint => (is ? 1n : 0n)));
  const last = (blocks[0]?.members.length ?? 1) - 1;
  for (let column = 0; column < last; column += 1) {
    const pivot = rows.find((row) => row[column] !== 0n);
    if (pivot) rows = rows.filter((row) => row !== pivot).map((row) => reduced(row, pivot, column));
  }
  return rows.every((row) => row[last] === 0n);
}

function reduced(row: readonly bigint[], pivot: readonly bigint[], column: number): bigint[] {
  const [of, by] = [row[column] ?? 0n, pivot[column] ?? 1n];
  if (of === 0n) return [...row];
  return divided(row.map((value, at) => value * by - (pivot[at] ?? 0n) * of));
}

/** Without their common divisor, so that numbers stay small. */
function divided(row: readonly bigint[]): bigint[] {
  const common = row.reduce(greatestDivisor, 0n);
  return common > 1n ? row.map((value) => value / common) : [...row];
}

function greatestDivisor(one: bigint, other: bigint): bigint {
  let [a, b] = [one < 0n ? -one : one, other < 0n ? -other : other];
  while (b !== 0n) [a, b] = [b, a % b];
  return a;
}
