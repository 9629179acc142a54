import type { ContributionId } from '#kernel';
import { defineJob } from '#platform';
import { z } from 'zod';

const contributionId = z.uuid() as unknown as z.ZodType<ContributionId>;
const ofContribution = z.object({ contributionId });

export const INSPECT_CONTRIBUTION = defineJob('contributions.inspect-contribution', ofContribution);
export const VALIDATE_CONTRIBUTION = defineJob('contributions.validate-contribution', ofContribution);
export const DISCARD_UPLOAD = defineJob('contributions.discard-upload', ofContribution);
/** Ends what was broken off and not continued, or waits for somebody who does not come. */
export const EXPIRE_CONTRIBUTION = defineJob('contributions.expire-contribution', ofContribution);
/** Destroys what the findings of a contribution show. */
export const FORGET_FINDINGS = defineJob('contributions.forget-findings', ofContribution);

/** Destroys what was withdrawn, and looks whether anything is left. */
export const DESTROY_ROWS = defineJob('contributions.destroy-rows', ofContribution);
/** Looks, when the promised time is over, whether it was. */
export const CHECK_DESTRUCTION = defineJob('contributions.check-destruction', ofContribution);
