import { causesOf, type PrimaryRule } from '../primary/primary';
import type { Combination } from './elimination';
import { relationsOf } from './elimination/relations';
import type { CellId, Grid } from './grid';
import type { Layout } from './layout';
import { membersOf, type System } from './system';
import type { Cause, Magnitude, Share } from './table';

/** A union of hidden parts is nobody's cell: only who is behind it, and how its sums are shared out, is asked of it. */
const ASKED_OF_UNIONS: readonly Cause[] = ['contributors', 'outside', 'dominance', 'pPercent'];

/**
 * The sums of hidden cells that published ones give away, a margin less its shown parts, and that could not be published
 * themselves: two hidden zones of one contributor, whose total less the rest is that contributor's number.
 *
 * Asked where the table says who holds what of its inner cells.
 *
 * @param hidden per cell of the system
 */
export function unsafeUnions(
  grid: Grid,
  { task, inner }: Layout,
  hidden: Uint8Array,
  rule: PrimaryRule,
): Combination[] {
  if (grid.shares.size === 0) return [];
  const { system } = task;
  const sharesOf = (parts: readonly number[]) =>
    parts.flatMap((part) => innerOf(system, part, task).flatMap((at) => grid.shares.get(inner[at] ?? -1) ?? []));
  return marginsOf(system).flatMap(({ margin, parts }) => {
    const union = parts.filter((part) => part >= system.cells || hidden[part] === 1);
    if (hidden[margin] === 1 || union.length < 2 || union.length === parts.length) return [];
    return isUnsafe(sharesOf(union), rule) ? [union.map((unknown) => ({ unknown, factor: 1 }))] : [];
  });
}

type Margin = { readonly margin: CellId; readonly parts: readonly number[] };

/** Systems do not change; the margins of one are found once. */
const found = new WeakMap<System, readonly Margin[]>();

/** Every margin of the system with its parts, as unknowns. */
function marginsOf(system: System): readonly Margin[] {
  const margins = found.get(system) ?? splitMargins(system);
  found.set(system, margins);
  return margins;
}

function splitMargins(system: System): Margin[] {
  const { columns, equations } = relationsOf(system);
  const margins = Array.from({ length: equations }, (): { margin: CellId; parts: number[] } => ({
    margin: -1,
    parts: [],
  }));
  columns.forEach(({ at, values }, unknown) => {
    at.forEach((row, i) => {
      const equation = margins[row];
      if (!equation) return;
      if (values[i] === 1) equation.margin = unknown;
      else equation.parts.push(unknown);
    });
  });
  return margins;
}

/** The inner cells, by their number in the system, that an unknown sums. */
function innerOf(system: System, unknown: number, { singles }: Pick<Layout['task'], 'singles'>): number[] {
  if (unknown < system.cells) return [...membersOf(system, unknown)];
  const at = relationsOf(system).unknownOf.indexOf(unknown);
  return at >= 0 && at < singles.length ? [at] : [];
}

function isUnsafe(shares: readonly Share[], rule: PrimaryRule): boolean {
  const holders = new Map<number, { people: bigint; sums: bigint[] }>();
  for (const { holder, people, sums } of shares) {
    const of = holders.get(holder) ?? { people: 0n, sums: sums.map(() => 0n) };
    of.people += people;
    sums.forEach((sum, i) => (of.sums[i] = (of.sums[i] ?? 0n) + sum));
    holders.set(holder, of);
  }
  const all = [...holders.values()];
  const people = all.reduce((sum, one) => sum + one.people, 0n);
  if (people === 0n) return false;
  const largest = all.reduce((most, one) => (one.people > most ? one.people : most), 0n);
  const contributors = all.filter((one) => one.people > 0n).length;
  const magnitudes = (all[0]?.sums ?? []).map((_, i) => magnitudeOf(all.map(({ sums }) => sums[i] ?? 0n)));
  const causes = causesOf({ people, contributors, outside: people - largest, magnitudes }, rule);
  return causes.some((cause) => ASKED_OF_UNIONS.includes(cause));
}

function magnitudeOf(parts: readonly bigint[]): Magnitude {
  const sizes = parts.map((part) => (part < 0n ? -part : part));
  const [first = 0n, second = 0n] = sizes.toSorted((one, other) => (one < other ? 1 : one > other ? -1 : 0));
  return { total: sizes.reduce((sum, size) => sum + size, 0n), largest: [first, second] };
}
