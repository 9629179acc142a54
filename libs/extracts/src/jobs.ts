import type { ExtractId } from '#kernel';
import { defineJob } from '#platform';
import { z } from 'zod';

export const RUN_EXTRACT = defineJob(
  'extracts.run-extract',
  z.object({ extractId: z.uuid() as unknown as z.ZodType<ExtractId> }),
);
