/**
 * What protects a table where nobody said otherwise, besides 10 people and 3 contributors, which every policy states by
 * itself: people outside the largest contributor; how near a contributor's value may be guessed, in per cent of it; the
 * share of a group at which one value gives the group away; privacy budgets of one release, and of all of a dataset line.
 *
 * @see Hundepool et al., Handbook on Statistical Disclosure Control (2nd ed., 2024), chapters 4 and 5
 */
export const DEFAULTS = {
  minPeopleOutside: 5,
  pPercent: 10,
  groupDisclosurePercent: 90,
  epsilon: '1',
  lifetimeEpsilon: '4',
} as const;
