import type { z } from 'zod';

/** One kind of job: its own queue, the shape of its payload (ids only), and how often it may be tried. */
export type JobSpec<Payload extends object> = {
  readonly queue: `${string}.${string}`;
  readonly payload: z.ZodType<Payload>;
};

/** @param queue `slice.verb-noun` */
export const defineJob = <Payload extends object>(
  queue: `${string}.${string}`,
  payload: z.ZodType<Payload>,
): JobSpec<Payload> => ({ queue, payload });
