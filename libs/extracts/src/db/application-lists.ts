import { seatsAs, type Membership } from '#identity';
import type { PersonId } from '#kernel';
import { statesReadableBy, type ApplicationRole } from '../domain/application/states';

export const APPLICATION_LISTS = ['mine', 'toHandle', 'toReview', 'toConsent', 'handled', 'audited'] as const;
/** The applications of somebody who applies; what waits for them; all that they handle, or audit. */
export type ApplicationList = (typeof APPLICATION_LISTS)[number];

/** Whose list. */
export type ListReader = { readonly personId: PersonId; readonly memberships: readonly Membership[] };

const APPLIES = `(a.applicant_id = $P or exists (select from extracts.co_applicant c
  where c.application_id = a.id and c.person_id = $P))`;
const OTHERS = `a.revision > 0 and not ${APPLIES}`;
const SEATS = 'unnest($O::uuid[], $F::uuid[]) as seat (organisation_id, federation_id)';
const HERE = `exists (select from ${SEATS} where seat.federation_id = a.federation_id)`;
const HANDLES = `exists (select from ${SEATS}
  where seat.federation_id = a.federation_id and seat.organisation_id = any(a.publishers))`;
const HAS_TO_REVIEW = `exists (select from extracts.reviewer v where v.application_id = a.id and v.person_id = $P)
  and not exists (select from extracts.review w where w.application_id = a.id and w.person_id = $P
    and w.revision = a.revision)`;
const HAS_TO_CONSENT = `exists (select from extracts.consent n join ${SEATS} on n.organisation_id = seat.organisation_id
  where n.application_id = a.id and n.revision = a.revision and n.answer is null
    and seat.federation_id = a.federation_id)`;

type Condition = {
  readonly role: ApplicationRole;
  /** Only memberships with this role count; null: all. */
  readonly seat: Membership['role'] | null;
  readonly sql: string;
};

const CONDITIONS: Readonly<Record<ApplicationList, Condition>> = {
  mine: { role: 'applicant', seat: null, sql: APPLIES },
  toHandle: { role: 'handler', seat: 'steward', sql: `${OTHERS} and a.state = 'submitted' and ${HANDLES}` },
  toReview: {
    role: 'reviewer',
    seat: null,
    sql: `${OTHERS} and a.state = 'submitted' and ${HERE} and ${HAS_TO_REVIEW}`,
  },
  toConsent: { role: 'contributor', seat: 'steward', sql: `${OTHERS} and a.state = 'submitted' and ${HAS_TO_CONSENT}` },
  handled: { role: 'handler', seat: 'steward', sql: `${OTHERS} and ${HANDLES}` },
  audited: { role: 'auditor', seat: 'auditor', sql: `${OTHERS} and ${HERE}` },
};

/**
 * The condition of a list: what the table of states lets the role of this list read, and what is the reader's.
 *
 * @param offset how many placeholders the statement has before this condition
 */
export function listCondition(
  list: ApplicationList,
  { personId, memberships }: ListReader,
  offset: number,
): { readonly sql: string; readonly params: readonly unknown[] } {
  const { role, seat, sql } = CONDITIONS[list];
  const seats = seatsAs(seat, { memberships });
  const params = [
    personId,
    seats.map(({ organisationId }) => organisationId),
    seats.map(({ federationId }) => federationId),
  ];
  const numbered = sql
    .replaceAll('$P', `$${offset + 1}::uuid`)
    .replaceAll('$O', `$${offset + 2}`)
    .replaceAll('$F', `$${offset + 3}`);
  const used = `(cardinality($${offset + 2}::uuid[]) = cardinality($${offset + 3}::uuid[]))`;
  return {
    sql: `${numbered} and ${used} and a.state = any($${offset + 4})`,
    params: [...params, statesReadableBy(role)],
  };
}
