import type { DatasetVersion } from '#catalogue';

/** How many organisations came, went, or sent other rows. */
export type ContributorChanges = { readonly joined: number; readonly left: number; readonly renewed: number };

export const TOTALS_WITHHELD = ['notPermitted', 'protected', 'tooFewChanged'] as const;
export type TotalsWithheld = (typeof TOTALS_WITHHELD)[number];

/** People in two versions; null with the reason why the numbers are not told. */
export type Totals =
  | { readonly from: bigint; readonly to: bigint; readonly withheld: null }
  | { readonly from: null; readonly to: null; readonly withheld: TotalsWithheld };

type Parts = DatasetVersion['parts'];

/** Compares whose rows are in two versions, and whether they are the same. */
export function changedContributors(from: Parts, to: Parts): ContributorChanges {
  const before = new Map(from.map((part) => [part.organisationId, part.contributionId]));
  const after = new Map(to.map((part) => [part.organisationId, part.contributionId]));
  const stayed = [...after].filter(([organisation]) => before.has(organisation));
  return {
    joined: after.size - stayed.length,
    left: before.size - stayed.length,
    renewed: stayed.filter(([organisation, contribution]) => before.get(organisation) !== contribution).length,
  };
}

/**
 * Whether the totals of two versions may stand side by side: what one contributor added or took away must not be what is
 * left when they are subtracted.
 *
 * @param minContributors how many must stand behind a number, and so behind a difference; nothing changed is no difference
 */
export function totalsOf({
  from,
  to,
  changes: { joined, left, renewed },
  minContributors,
}: {
  readonly from: bigint | null;
  readonly to: bigint | null;
  readonly changes: ContributorChanges;
  readonly minContributors: number;
}): Totals {
  const changed = joined + left + renewed;
  if (changed > 0 && changed < minContributors) return { from: null, to: null, withheld: 'tooFewChanged' };
  return from === null || to === null ? { from: null, to: null, withheld: 'protected' } : { from, to, withheld: null };
}
