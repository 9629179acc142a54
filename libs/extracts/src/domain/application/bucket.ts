import type { FederationId, Id, ProposalId } from '#kernel';
import type { VoteOutcome } from './requirements';

export type BucketId = Id<'VoteBucket'>;

/** One vote that requests of equal use share. */
export type VoteBucket = {
  readonly id: BucketId;
  /** The name of the use, as `bucketOf` makes it. */
  readonly key: string;
  readonly federationId: FederationId;
  readonly proposalId: ProposalId;
  readonly openedAt: Date;
  /** null: not counted yet. */
  readonly outcome: VoteOutcome | null;
  readonly settledAt: Date | null;
};

/** How long a vote for a use speaks for requests of equal use that come after it. */
const ADOPTION_DAYS = 180;
const DAY_MS = 86_400_000;

/** The vote that a request may join: one that is under way, or one of the last 180 days that adopted the use. */
export const joinable = (buckets: readonly VoteBucket[], now: Date): VoteBucket | undefined =>
  buckets.find(
    ({ outcome, settledAt }) =>
      outcome === null ||
      (outcome === 'adopted' && settledAt !== null && now.getTime() - settledAt.getTime() < ADOPTION_DAYS * DAY_MS),
  );

/** What was decided, by bucket: the latest vote that an application has part in. */
export function outcomesOf(buckets: readonly VoteBucket[]): ReadonlyMap<string, VoteOutcome> {
  const outcomes = new Map<string, VoteOutcome>();
  for (const { key, outcome } of buckets) if (outcome !== null && !outcomes.has(key)) outcomes.set(key, outcome);
  return outcomes;
}
