import { whereAllowed, type Actor, type Where } from '#policy';

const COLUMNS = new Map([
  ['id', 'id'],
  ['federationId', 'federation_id'],
]);

/**
 * The condition for what follows the policies on ballots. What an organisation decides for itself is seen by its own
 * people only, whatever a policy of the federation allows.
 *
 * @param offset how many placeholders the statement has before this condition
 */
export function visibleBallots(by: Actor, offset: number): Where {
  const allowed = whereAllowed(by.ability, ['read', 'Ballot'], COLUMNS, offset);
  const organisations = by.identity?.memberships.map(({ organisationId }) => organisationId) ?? [];
  return {
    sql: `${allowed.sql} and (organisation_id is null or organisation_id = any($${offset + allowed.params.length + 1}))`,
    params: [...allowed.params, organisations],
  };
}

/**
 * The condition by which somebody is of a body `b` still: who left its organisation, or its federation, holds no office
 * there, though nobody was elected in their place.
 *
 * @param offset how many placeholders the statement has before this condition
 */
export function stillOf(by: Actor, offset: number): Where {
  const memberships = by.identity?.memberships ?? [];
  const organisations = memberships.map(({ organisationId }) => organisationId);
  const federations = memberships.flatMap(({ federationIds }) => federationIds);
  return {
    sql: `(b.organisation_id = any($${offset + 1}) or (b.organisation_id is null and b.federation_id = any($${offset + 2})))`,
    params: [organisations, federations],
  };
}
