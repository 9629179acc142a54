import type { ContributionId } from '#kernel';
import { defineJob } from '#platform';
import { z } from 'zod';

const contributionId = z.uuid() as unknown as z.ZodType<ContributionId>;

export const VALIDATE_CONTRIBUTION = defineJob('contributions.validate-contribution', z.object({ contributionId }));
export const DISCARD_UPLOAD = defineJob('contributions.discard-upload', z.object({ contributionId }));
