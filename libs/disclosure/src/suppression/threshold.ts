import { invalidRule } from '../errors';
import type { Cell } from './table';

/** Fewest people and fewest contributing organisations that a published cell may have; whole numbers ≥ 0. */
export type ThresholdRule = { readonly minPeople: number; readonly minContributors: number };

/** Refuses a rule whose thresholds are not whole numbers ≥ 0. @throws DISCLOSURE.INVALID_RULE */
export function assertThresholds(rule: ThresholdRule): void {
  for (const [name, value] of Object.entries({
    minPeople: rule.minPeople,
    minContributors: rule.minContributors,
  }))
    if (!Number.isSafeInteger(value) || value < 0)
      throw invalidRule(`${name} is not a whole number of zero or more`, { [name]: String(value) });
}

/**
 * Decides whether too little stands behind a cell.
 *
 * A cell with nobody in it is always below, whatever the thresholds: an absence is a fact about people.
 *
 * @param cell a count of people, and of the organisations that contributed them
 * @returns true when people or contributors stay below the rule, or when there is nobody
 * @see Hundepool et al., Handbook on Statistical Disclosure Control, chapters 4 (threshold rule) and 5 (frequency tables)
 */
export function isBelow(cell: Pick<Cell, 'people' | 'contributors'>, rule: ThresholdRule): boolean {
  return cell.people === 0n || cell.people < BigInt(rule.minPeople) || cell.contributors < rule.minContributors;
}
