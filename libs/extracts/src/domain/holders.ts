import type { Share, Table } from '#disclosure';
import type { OrganisationGroup } from '#identity';
import type { OrganisationId } from '#kernel';
import type { AggregateShare } from '#warehouse';

/** Who stands behind a table, by number, as disclosure control knows them. */
export type Holders = Required<Pick<Table, 'holders' | 'coalitions'>> & {
  readonly share: (share: AggregateShare) => Share;
};

/**
 * Numbers the contributors of a table, and says which of them put together what they know.
 *
 * @param contributors whom the rows count as; several times where several files are theirs
 * @param contributorOf whom an organisation counts as
 */
export function holdersOf(
  contributors: readonly OrganisationId[],
  groups: readonly Pick<OrganisationGroup, 'kind' | 'organisationIds'>[],
  contributorOf: (organisation: OrganisationId) => OrganisationId,
): Holders {
  const numbers = new Map([...new Set(contributors)].map((contributor, number) => [contributor as string, number]));
  const numberOf = (organisation: OrganisationId) => numbers.get(contributorOf(organisation)) ?? [];
  const coalitions = groups
    .filter(({ kind }) => kind === 'coalition')
    .map(({ organisationIds }) => [...new Set(organisationIds.flatMap(numberOf))].sort((one, other) => one - other))
    .filter((members) => members.length > 1);
  return {
    holders: numbers.size,
    coalitions,
    share: ({ contributor, people, sums }) => ({ holder: numbers.get(contributor) ?? numbers.size, people, sums }),
  };
}
