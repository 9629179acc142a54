import { defineJob } from '#platform';
import { z } from 'zod';
import type { BallotId, PersonId } from '#kernel';

const id = <T extends string>() => z.uuid() as unknown as z.ZodType<T>;

export const CLOSE_BALLOT = defineJob('governance.close-ballot', z.object({ ballotId: id<BallotId>() }));
export const MAIL_MINUTES = defineJob(
  'governance.mail-minutes',
  z.object({ ballotId: id<BallotId>(), personId: id<PersonId>() }),
);
