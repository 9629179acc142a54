import { invalidRule, invalidTable } from '../errors';
import type { Cause, Cell } from '../suppression/table';

/** Fewest that must stand behind a published cell; whole numbers ≥ 0. */
export type ThresholdRule = {
  /** Distinct persons. */
  readonly minPeople: number;
  /** Contributing organisations; those that are affiliated count as one. */
  readonly minContributors: number;
  /** Persons who are not of the largest contributor; left out: nobody needs to be. */
  readonly minPeopleOutside?: number | undefined;
};

/** Refuses a rule whose thresholds are not whole numbers ≥ 0. @throws DISCLOSURE.INVALID_RULE */
export function assertThresholds({ minPeople, minContributors, minPeopleOutside = 0 }: ThresholdRule): void {
  for (const [name, value] of Object.entries({ minPeople, minContributors, minPeopleOutside }))
    if (!Number.isSafeInteger(value) || value < 0)
      throw invalidRule(`${name} is not a whole number; say one of zero or more`, { [name]: String(value) });
}

/**
 * Refuses a table that cannot be judged: a cell that does not say who stands outside its largest contributor would pass
 * as safe. Nobody stands outside of nobody, so an empty cell need not say.
 *
 * @throws DISCLOSURE.INVALID_TABLE
 */
export function assertOutsideGiven(cells: readonly Cell[], { minPeopleOutside = 0 }: ThresholdRule): void {
  if (minPeopleOutside === 0) return;
  for (const { codes, people, outside } of cells)
    if (people > 0n && outside === undefined)
      throw invalidTable('a cell does not say how many persons are not of its largest contributor', { codes });
}

/**
 * Tells which thresholds a cell with people in it stays below, in the order of the rule.
 *
 * Persons outside the largest contributor are asked for because contributors can be made: one who registers empty or
 * one-person organisations beside its own reaches any number of contributors, but moves nobody outside of itself.
 *
 * @param cell persons who are counted more than once (rows of one person) count once: `persons`, where it is given
 * @see Hundepool et al., Handbook on Statistical Disclosure Control, chapters 4 (threshold rule) and 5 (frequency tables)
 */
export function thresholdsBroken(
  { people, persons = people, contributors, outside = 0n }: Omit<Cell, 'codes'>,
  { minPeople, minContributors, minPeopleOutside = 0 }: ThresholdRule,
): Cause[] {
  return [
    ...(persons < BigInt(minPeople) ? (['people'] as const) : []),
    ...(contributors < minContributors ? (['contributors'] as const) : []),
    ...(outside < BigInt(minPeopleOutside) ? (['outside'] as const) : []),
  ];
}
