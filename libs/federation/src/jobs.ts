import { defineJob } from '#platform';
import { z } from 'zod';
import type { HarvestRunId } from './domain/harvest';

const runId = z.uuid() as unknown as z.ZodType<HarvestRunId>;

export const RUN_HARVEST = defineJob('federation.run-harvest', z.object({ runId }));
