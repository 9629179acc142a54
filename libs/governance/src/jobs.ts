import { defineJob } from '#platform';
import { z } from 'zod';
import type { AssemblyId, BallotId, Id, PersonId, PolicyId } from '#kernel';

const id = <T extends Id<string>>() => z.uuid() as unknown as z.ZodType<T>;

/** Counts a ballot when its time is over. */
export const CLOSE_BALLOT = defineJob('governance.close-ballot', z.object({ ballotId: id<BallotId>() }));
/** Sends one voter the ballot paper, with a link that votes without an account. */
export const MAIL_BALLOT = defineJob(
  'governance.mail-ballot',
  z.object({ ballotId: id<BallotId>(), personId: id<PersonId>() }),
);
/** Sends one elector the result of a ballot outside of a meeting. */
export const MAIL_MINUTES = defineJob(
  'governance.mail-minutes',
  z.object({ ballotId: id<BallotId>(), personId: id<PersonId>() }),
);
/** Sends one member the notice of an assembly, and keeps the proof. */
export const MAIL_NOTICE = defineJob(
  'governance.mail-notice',
  z.object({ assemblyId: id<AssemblyId>(), personId: id<PersonId>() }),
);
/** Puts the review of a policy before its body, ahead of its sunset. */
export const REVIEW_POLICY = defineJob('governance.review-policy', z.object({ policyId: id<PolicyId>() }));
/** Ends an emergency suspension that nobody ratified in time. */
export const LAPSE_SUSPENSION = defineJob('governance.lapse-suspension', z.object({ policyId: id<PolicyId>() }));
