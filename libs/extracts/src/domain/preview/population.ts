import type { Membership } from '#identity';
import type { FederationId } from '#kernel';
import type { Assignee } from '#policy';

/** Tells whether there is anybody whom an assignee of this federation's policies means. */
export function populationOf(
  federationId: FederationId,
  seats: readonly Membership[],
): (assignee: Assignee) => boolean {
  const inside = seats.filter(({ federationIds }) => federationIds.includes(federationId));
  return (assignee) => {
    switch (assignee.type) {
      case 'public':
        return true;
      case 'members':
        return inside.length > 0;
      case 'kind':
        return inside.some(({ kind }) => assignee.kinds.includes(kind));
      case 'organisation':
        return seats.some(({ organisationId }) => assignee.organisations.includes(organisationId));
      case 'role': {
        const { organisations } = assignee;
        const among =
          organisations === 'federation'
            ? inside
            : seats.filter(({ organisationId }) => organisations.includes(organisationId));
        return among.some(({ role }) => role === assignee.role);
      }
    }
  };
}
