import type { CellId, Grid } from '../suppression/grid';
import type { Cause, Cell, Table } from '../suppression/table';
import {
  assertConcentrationRule,
  assertMagnitudesGiven,
  concentrationBroken,
  type ConcentrationRule,
} from './concentration';
import { assertGroupRule, groupDisclosures, type GroupRule } from './group';
import { assertOutsideGiven, assertThresholds, thresholdsBroken, type ThresholdRule } from './threshold';

/** When a cell may not be published for its own sake. */
export type PrimaryRule = ThresholdRule & ConcentrationRule & GroupRule;

/** @throws DISCLOSURE.INVALID_RULE if a threshold or a percentage is out of its range, or two of them contradict each other */
function assertRule(rule: PrimaryRule): void {
  assertThresholds(rule);
  assertConcentrationRule(rule);
  assertGroupRule(rule);
}

/**
 * Tells why a cell may not be published for its own sake: too little stands behind it, or too few of those who contributed
 * hold too much of one of its sums. Its count and its sums are one: one unsafe sum hides them all.
 *
 * A cell with nobody in it is unsafe whatever the thresholds, because an absence is a fact about people. Which absences
 * everybody knows, and what a cell tells of its group, only the whole table says: see `unsafeCells`.
 *
 * @returns the rules that it breaks, each once; none: it is safe by itself
 */
export function causesOf(cell: Omit<Cell, 'codes'>, rule: PrimaryRule): Cause[] {
  if (cell.people === 0n) return ['zero'];
  const causes = thresholdsBroken(cell, rule);
  for (const magnitude of cell.magnitudes ?? [])
    for (const cause of concentrationBroken(magnitude, rule)) if (!causes.includes(cause)) causes.push(cause);
  return causes;
}

export const isPrimary = (cell: Omit<Cell, 'codes'>, rule: PrimaryRule): boolean => causesOf(cell, rule).length > 0;

/**
 * Judges every cell of a table by itself and within its group.
 *
 * @param grid the table, laid out
 * @param isJudged left out: all; cells that everybody knows to be empty, or that nobody is ever shown, give nothing away
 * @returns the cells that may not be published for their own sake, ascending, with every rule that each breaks
 * @throws DISCLOSURE.INVALID_RULE; DISCLOSURE.INVALID_TABLE where a cell does not say what a rule asks
 */
export function unsafeCells(
  grid: Pick<Grid, 'axes' | 'size' | 'given'>,
  table: Table,
  rule: PrimaryRule,
  isJudged: (cell: CellId) => boolean = () => true,
): ReadonlyMap<CellId, readonly Cause[]> {
  assertRule(rule);
  assertMagnitudesGiven(table.cells, rule);
  assertOutsideGiven(table.cells, rule);
  const peopleIn = (cell: CellId) => grid.given.get(cell)?.people ?? 0n;
  const groups = groupDisclosures({ ...grid, peopleIn }, table.dimensions, rule);
  const unsafe = new Map<CellId, readonly Cause[]>();
  for (let cell = 0; cell < grid.size; cell += 1) {
    if (!isJudged(cell)) continue;
    const causes = causesOf(grid.given.get(cell) ?? NOBODY, rule);
    const all = groups.has(cell) ? [...causes, 'group' as const] : causes;
    if (all.length > 0) unsafe.set(cell, all);
  }
  return unsafe;
}

const NOBODY: Omit<Cell, 'codes'> = { people: 0n, contributors: 0 };
