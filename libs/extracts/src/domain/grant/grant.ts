import type { ApplicationId, DatasetId, FederationId, GrantId, PersonId } from '#kernel';
import type { Duty, Purpose, UseAction } from '#policy';
import type { Permit, Terms } from '../permit';

export const GRANT_ENDS = [
  ...(['expired', 'closed', 'revoked', 'policyEnded'] as const),
  ...(['membershipEnded', 'consentWithdrawn', 'datasetWithdrawn', 'dutyOverdue'] as const),
] as const;
/** Why a grant is over. */
export type GrantEnd = (typeof GRANT_ENDS)[number];

/** What somebody holds the right to, of one dataset. @see ODRL 2.2, odrl:Agreement */
export type Right = {
  readonly datasetId: DatasetId;
  readonly action: UseAction;
  readonly purpose: Purpose;
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
};

/** A right that an approved application gave, from one moment to another. It begins and ends by the clock. */
export type Grant = Right & {
  readonly id: GrantId;
  readonly applicationId: ApplicationId;
  readonly federationId: FederationId;
  /** The applicant, and the co-applicants who accepted its terms. */
  readonly holders: readonly PersonId[];
  /** No weaker than the permit's. */
  readonly terms: Terms;
  readonly duties: readonly Duty[];
  readonly permit: Permit;
  readonly startsAt: Date;
  /** The first moment at which it does not hold any more. */
  readonly endsAt: Date;
  /** null: it has not ended before its time, or its end was not entered yet. */
  readonly endedAt: Date | null;
  readonly endReason: GrantEnd | null;
};

/** Whether a grant holds at this moment. The clock decides, not the job that enters its end. */
export const isLive = ({ startsAt, endsAt, endedAt }: Grant, now: Date): boolean =>
  endedAt === null && startsAt <= now && now < endsAt;

type Covered = Pick<Right, 'action' | 'purpose' | 'dimensions' | 'measures'>;

/** Whether a request is within what was granted: the same use for the same purpose, by no other columns. */
export const covers = (grant: Covered, request: Covered): boolean =>
  grant.action === request.action &&
  grant.purpose === request.purpose &&
  request.dimensions.every((name) => grant.dimensions.includes(name)) &&
  request.measures.every((name) => grant.measures.includes(name));

/** How much of a request a grant of the same use does not cover: columns, and its purpose. */
export const lackOf = (grant: Covered, request: Covered): number =>
  [
    ...(grant.purpose === request.purpose ? [] : [request.purpose]),
    ...request.dimensions.filter((name) => !grant.dimensions.includes(name)),
    ...request.measures.filter((name) => !grant.measures.includes(name)),
  ].length;

const DAY_MS = 86_400_000;

/** When a grant is looked at next: when it begins, a day from now, or when it ends. */
export function nextMoment({ startsAt, endsAt }: Grant, now: Date): Date {
  if (now < startsAt) return startsAt;
  return new Date(Math.min(endsAt.getTime(), now.getTime() + DAY_MS));
}
