import { DEFAULTS } from '../defaults';
import { concentrationBroken, type ConcentrationRule } from '../primary/concentration';
import type { PrimaryRule } from '../primary/primary';
import { isGroupDisclosure } from '../primary/group';
import { codeAt, innerCellsOf, JOINT, type CellId, type Grid } from '../suppression/grid';
import type { Cell, Magnitude } from '../suppression/table';
import { partOf } from './audience';

/** How far a value must be able to go: up, down, and from lowest to highest; whole units of the value. */
export type Need = { readonly up: bigint; readonly down: bigint; readonly width: bigint };

/** The need of what must not be derived: a second value. */
const SECOND_VALUE: Need = { up: 0n, down: 0n, width: 1n };

/**
 * How open a primary cell must stay to a reader, for its people and each of its sums.
 *
 * People: where they are too few, as wide as the threshold less one, so that no reader can tell 1 from nearly enough. Sums:
 * where p% or dominance forbids them, p per cent of the largest contribution; (1,k) stands for p = 100 (100 − k) / k, (2,k)
 * for as much of the two largest together. Where people are too few, sums are p per cent open too, of all that they come to:
 * what few people spent, known to the cent, is known of them; p is the rule's, or the usual one. Outsiders must not come so near from above nor from below; a reader who holds
 * parts itself must not do so from both sides together, for the largest contribution of anybody else. Whatever else a
 * primary cell has must have a second value; so must cells that several tables have together, to outsiders. A sum that cannot be negative need not go further down than to nothing.
 *
 * @param reader who reads: numbers of holders; none for outsiders
 * @returns undefined where nobody but the reader is behind the cell, because what is all one's own needs no protection from
 *   oneself, and where the cell is kept from outsiders only
 * @see Hundepool et al., Handbook on Statistical Disclosure Control, section 4.3.1 (safety ranges)
 */
export function needsOf(grid: Grid, rule: PrimaryRule, cell: CellId, reader: readonly number[]): Need[] | undefined {
  if (grid.visibility[cell] === JOINT) return reader.length > 0 ? undefined : grid.values.map(() => SECOND_VALUE);
  const others = partsOfOthers(grid, cell, reader);
  if (others.isOwn) return undefined;
  const { people, persons = people, magnitudes = [] } = grid.given.get(cell) ?? NOBODY;
  const isFew = rule.minPeople > 1 && persons < BigInt(rule.minPeople);
  return grid.values.map((values, measure) => {
    if (measure === 0) {
      const need = isFew ? { up: 0n, down: 0n, width: BigInt(rule.minPeople) - 1n } : SECOND_VALUE;
      return reader.length > 0 ? need : { ...need, down: groupNeed(grid, rule, cell) };
    }
    const value = values[cell] ?? 0n;
    const sum = { isFew, value, magnitude: magnitudes[measure - 1] ?? NOTHING, others: others.largest(measure) };
    const need = larger(concentrationNeed(sum, rule), fewNeed(sum, rule));
    if (reader.length > 0) return { up: 0n, down: 0n, width: larger(need, 1n) };
    return { up: need, down: smaller(need, grid.signed[measure] === true ? need : value), width: 1n };
  });
}

const larger = (one: bigint, other: bigint): bigint => (one > other ? one : other);
const smaller = (one: bigint, other: bigint): bigint => (one < other ? one : other);

const NOBODY: Pick<Cell, 'people' | 'persons' | 'magnitudes'> = { people: 0n };
const NOTHING: Magnitude = { total: 0n, largest: [0n, 0n] };

/**
 * How many fewer must be possible for a value to be no group disclosure any more, the group being as large as it is; none
 * where it is none. For outsiders: who holds nearly all of a group knows its values whatever is hidden.
 */
function groupNeed(grid: Grid, { groupDisclosurePercent: percent }: PrimaryRule, cell: CellId): bigint {
  if (percent === undefined) return 0n;
  const people = (of: CellId) => grid.values[0]?.[of] ?? 0n;
  const needs = grid.axes.map((axis, at) => {
    const group = cell + (axis.codes.length - 1 - codeAt(axis, cell)) * axis.stride;
    const gives =
      grid.sensitive[at] === true && group !== cell && isGroupDisclosure(people(cell), people(group), percent);
    return gives ? (100n * people(cell) - BigInt(percent) * people(group)) / 100n + 1n : 0n;
  });
  return needs.reduce((most, need) => (need > most ? need : most), 0n);
}

type Sum = {
  /** Whether it is of too few people. */
  readonly isFew: boolean;
  readonly value: bigint;
  readonly magnitude: Magnitude;
  /** The two largest of the others, for whoever has a part of it. */
  readonly others: Magnitude['largest'] | undefined;
};

/** What few people have together stays open by p per cent of it; to whoever has a part itself, of the largest of the others. */
function fewNeed({ isFew, value, magnitude, others }: Sum, rule: ConcentrationRule): bigint {
  if (!isFew) return 0n;
  const all = larger(value < 0n ? -value : value, magnitude.total);
  return ceiling(BigInt(rule.pPercent ?? DEFAULTS.pPercent) * (others ? smaller(others[0], all) : all), 100n);
}

/** The widest margin that a broken rule asks for, rounded up. */
function concentrationNeed({ magnitude, others }: Sum, rule: ConcentrationRule): bigint {
  const [first, second] = others ?? magnitude.largest;
  const { pPercent, dominance = [] } = rule;
  const needs = [0n];
  if (pPercent !== undefined && isBroken(magnitude, { pPercent })) needs.push(ceiling(BigInt(pPercent) * first, 100n));
  for (const { n, k } of dominance)
    if (isBroken(magnitude, { dominance: [{ n, k }] }))
      needs.push(ceiling(BigInt(100 - k) * (n === 1 ? first : first + second), BigInt(k)));
  return needs.reduce(larger);
}

const isBroken = (magnitude: Magnitude, rule: ConcentrationRule) => concentrationBroken(magnitude, rule).length > 0;

const ceiling = (numerator: bigint, denominator: bigint): bigint => (numerator + denominator - 1n) / denominator;

type Others = {
  /** Whether the reader has all parts of the cell. */
  readonly isOwn: boolean;
  /** The two largest of the others, without sign; undefined where the reader has no part of the cell. */
  largest(measure: number): Magnitude['largest'] | undefined;
};

const OUTSIDE: Others = { isOwn: false, largest: () => undefined };

function partsOfOthers(grid: Grid, cell: CellId, reader: readonly number[]): Others {
  if (reader.length === 0) return OUTSIDE;
  const shares = innerCellsOf(grid, cell).flatMap((inner) => grid.shares.get(inner) ?? []);
  const others = shares.filter(({ holder }) => !reader.includes(holder));
  const isInside = others.length < shares.length;
  const byHolder = (measure: number) => {
    const totals = new Map<number, bigint>();
    for (const share of others) totals.set(share.holder, (totals.get(share.holder) ?? 0n) + partOf(share, measure));
    return [...totals.values()];
  };
  return {
    isOwn: isInside && others.length === 0,
    largest: (measure) => {
      if (!isInside) return undefined;
      const sizes = byHolder(measure).map((part) => (part < 0n ? -part : part));
      const [first = 0n, second = 0n] = sizes.sort((one, other) => (one < other ? 1 : one > other ? -1 : 0));
      return [first, second];
    },
  };
}
