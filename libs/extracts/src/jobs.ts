import type { ExtractId, GrantId } from '#kernel';
import { defineJob } from '#platform';
import { z } from 'zod';
import type { BucketId } from './domain/application/bucket';
import type { ObligationId } from './domain/duty/obligation';
import type { CertificateKeyId } from './domain/report/report-facts';

export const RUN_EXTRACT = defineJob(
  'extracts.run-extract',
  z.object({ extractId: z.uuid() as unknown as z.ZodType<ExtractId> }),
);

/** Begins a grant, warns of its end, ends it, and looks once a day whether the policies still allow it. */
export const FOLLOW_GRANT = defineJob(
  'extracts.follow-grant',
  z.object({ grantId: z.uuid() as unknown as z.ZodType<GrantId> }),
);
/** Takes the outcome of the vote that applications of equal use share. */
export const SETTLE_APPLICATION = defineJob(
  'extracts.settle-application',
  z.object({ bucketId: z.uuid() as unknown as z.ZodType<BucketId> }),
);

/** Reminds of a duty before it is due, says when it is overdue, and ends the grant when it stays so. */
export const REMIND_DUTY = defineJob(
  'extracts.remind-duty',
  z.object({ obligationId: z.uuid() as unknown as z.ZodType<ObligationId> }),
);

const extractId = z.uuid() as unknown as z.ZodType<ExtractId>;

/** Makes a release again, without what was taken back from it, or holds it back where that would tell what it was. */
export const RECOMPUTE_RELEASE = defineJob('extracts.recompute-release', z.object({ extractId }));
/** Destroys the files of a release that rows were taken back from. */
export const DESTROY_RELEASE = defineJob('extracts.destroy-release', z.object({ extractId, number: z.int().min(1) }));
/** Destroys files of tables that were made and did not leave. */
export const CLEAR_MADE_FILES = defineJob(
  'extracts.clear-made-files',
  z.object({
    files: z.array(z.string().regex(/^[0-9a-f]{64}$/)),
    keyId: z.nullable(z.uuid() as unknown as z.ZodType<CertificateKeyId>),
  }),
);
/** Reminds those who may look at what waits for it, and ends that when its time is over. */
export const FOLLOW_CHECK = defineJob('extracts.follow-check', z.object({ extractId, round: z.int().min(1) }));
