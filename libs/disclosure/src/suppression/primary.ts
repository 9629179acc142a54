import { assertConcentrationRule, isConcentrated, type ConcentrationRule } from './concentration';
import type { Cell } from './table';
import { assertThresholds, isBelow, type ThresholdRule } from './threshold';

/** When a cell may not be published for its own sake. */
export type PrimaryRule = ThresholdRule & ConcentrationRule;

/** @throws DISCLOSURE.INVALID_RULE if a threshold or a percentage is out of its range */
export function assertRule(rule: PrimaryRule): void {
  assertThresholds(rule);
  assertConcentrationRule(rule);
}

/**
 * Decides whether a cell may not be published for its own sake: too little stands behind it, or too few of those who
 * contributed hold too much of one of its sums. Its count and its sums are one: one unsafe sum hides them all.
 */
export const isPrimary = (cell: Omit<Cell, 'codes'>, rule: PrimaryRule): boolean =>
  isBelow(cell, rule) || (cell.magnitudes ?? []).some((magnitude) => isConcentrated(magnitude, rule));
