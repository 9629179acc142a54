import { concentrationBroken, type ConcentrationRule } from '../primary/concentration';
import type { PrimaryRule } from '../primary/primary';
import { innerCellsOf, type CellId, type Grid } from '../suppression/grid';
import type { Magnitude } from '../suppression/table';
import { partOf } from './audience';

/** How far a value must be able to go: up, down, and from lowest to highest; whole units of the value. */
export type Need = { readonly up: bigint; readonly down: bigint; readonly width: bigint };

/** The need of what must not be derived: a second value. */
const SECOND_VALUE: Need = { up: 0n, down: 0n, width: 1n };

/**
 * How open a primary cell must stay to readers who hold parts themselves, for its people and each of its sums.
 *
 * People: where they are too few, so wide that all counts from 1 to the threshold, or as many others, would do. Sums: where
 * p% or dominance forbids them, p per cent of the largest contribution of anybody else, up and down; (1,k) stands for
 * p = 100 (100 − k) / k, (2,k) for as much of the two largest together. Whatever else a primary cell has must have a second
 * value. A sum that cannot be negative need not go further down than to nothing.
 *
 * @param reader who reads: numbers of holders; none for outsiders
 * @returns undefined where nobody but the reader is behind the cell: what is all one's own needs no protection from oneself
 * @see Hundepool et al., Handbook on Statistical Disclosure Control, section 4.3.1 (safety ranges)
 */
export function needsOf(grid: Grid, rule: PrimaryRule, cell: CellId, reader: readonly number[]): Need[] | undefined {
  const others = reader.length === 0 ? undefined : partsOfOthers(grid, cell, reader);
  if (others?.isOwn === true) return undefined;
  const given = grid.given.get(cell);
  return grid.values.map((values, measure) => {
    const magnitude = given?.magnitudes?.[measure - 1];
    if (measure === 0) return peopleNeed(given?.persons ?? given?.people ?? 0n, rule);
    if (!magnitude || !isBroken(magnitude, rule)) return SECOND_VALUE;
    const largest = others?.isInside === true ? others.largest(measure) : magnitude.largest;
    const need = sumNeed(magnitude, largest, rule);
    if (grid.signed[measure] === true) return { up: need, down: need, width: 1n };
    const rest = others?.isInside === true ? others.total(measure) : (values[cell] ?? 0n);
    return { up: need, down: need < rest ? need : rest, width: 1n };
  });
}

function peopleNeed(persons: bigint, { minPeople }: PrimaryRule): Need {
  if (persons >= BigInt(minPeople) || minPeople < 2) return SECOND_VALUE;
  return { up: 0n, down: 0n, width: BigInt(minPeople) - 1n };
}

/** The widest margin that a broken rule asks for, rounded up. */
function sumNeed(magnitude: Magnitude, [first, second]: Magnitude['largest'], rule: PrimaryRule): bigint {
  const { pPercent, dominance = [] } = rule;
  const needs = [0n];
  if (pPercent !== undefined && isBroken(magnitude, { pPercent })) needs.push(ceiling(BigInt(pPercent) * first, 100n));
  for (const { n, k } of dominance)
    if (isBroken(magnitude, { dominance: [{ n, k }] }))
      needs.push(ceiling(BigInt(100 - k) * (n === 1 ? first : first + second), BigInt(k)));
  return needs.reduce((most, need) => (need > most ? need : most));
}

const isBroken = (magnitude: Magnitude, rule: ConcentrationRule) => concentrationBroken(magnitude, rule).length > 0;

const ceiling = (numerator: bigint, denominator: bigint): bigint => (numerator + denominator - 1n) / denominator;

type Others = {
  /** Whether the reader has a part of the cell. */
  readonly isInside: boolean;
  /** Whether nobody else has. */
  readonly isOwn: boolean;
  total(measure: number): bigint;
  /** The two largest of the others, without sign. */
  largest(measure: number): readonly [bigint, bigint];
};

function partsOfOthers(grid: Grid, cell: CellId, reader: readonly number[]): Others {
  const shares = innerCellsOf(grid, cell).flatMap((inner) => grid.shares.get(inner) ?? []);
  const others = shares.filter(({ holder }) => !reader.includes(holder));
  const isInside = others.length < shares.length;
  const byHolder = (measure: number) => {
    const totals = new Map<number, bigint>();
    for (const share of others) totals.set(share.holder, (totals.get(share.holder) ?? 0n) + partOf(share, measure));
    return [...totals.values()];
  };
  return {
    isInside,
    isOwn: isInside && others.length === 0,
    total: (measure) => byHolder(measure).reduce((sum, part) => sum + part, 0n),
    largest: (measure) => {
      const sizes = byHolder(measure).map((part) => (part < 0n ? -part : part));
      const [first = 0n, second = 0n] = sizes.sort((one, other) => (one < other ? 1 : one > other ? -1 : 0));
      return [first, second];
    },
  };
}
