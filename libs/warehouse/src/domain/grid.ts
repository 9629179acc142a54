import { exactUnits } from './exact-value';
import { scaleOf, type Field } from './field';
import type { Issue } from './schema-issue';

/** Intervals that are the same whatever the rows hold, in whole units of 10^-scale: `from + n * step` up to below the next. */
export type Grid = { readonly from: bigint; readonly step: bigint; readonly intervals: number };

const MOST_STEPS = 10_000;

/** @returns null where the schema declares none, or no valid one */
export function gridOf(field: Field): Grid | null {
  const [from, to, step] = [unitsOf(field, 'minimum'), unitsOf(field, 'maximum'), unitsOf(field, 'grid')];
  if (from === null || to === null || step === null) return null;
  return step > 0n && from <= to ? { from, step, intervals: Number((to - from) / step) + 1 } : null;
}

/** What is wrong with the grid of a field. */
export function gridIssues(field: Field): Issue[] {
  if (field.grid === undefined) return [];
  const step = unitsOf(field, 'grid');
  const steps = (gridOf(field)?.intervals ?? 1) - 1;
  const rules: [boolean, string][] = [
    [field.disclosureRole === 'measure', 'only a measure has a grid'],
    [field.minimum !== undefined && field.maximum !== undefined, 'a minimum and a maximum too'],
    [step !== null && step > 0n, `not an exact step above 0 of type ${field.type}`],
    [steps <= MOST_STEPS, `more than ${MOST_STEPS} steps from the minimum to the maximum`],
  ];
  return rules.flatMap(([holds, message]): Issue[] => (holds ? [] : [{ path: ['grid'], message }]));
}

function unitsOf(field: Field, name: 'minimum' | 'maximum' | 'grid'): bigint | null {
  const value = field[name];
  return value === undefined ? null : exactUnits(value, scaleOf(field));
}

/** The values of one measure in one cell, interval by interval. */
export type GridCell = { readonly codes: readonly string[]; readonly intervals: readonly GridInterval[] };

export type GridInterval = GridCount & {
  /** Number of the interval, from 0. */
  readonly step: bigint;
  /** What each contributor has in it, of those who have something; numbered as they first occur in the question. */
  readonly contributors: readonly (GridCount & { readonly contributor: number })[];
};

type GridCount = {
  /** Rows with a value in it, or the people that they stand for. */
  readonly persons: bigint;
  /** Where the schema tells persons apart: of how many of them the lowest value is in it, and of how many the highest. */
  readonly lowest?: bigint;
  readonly highest?: bigint;
};
