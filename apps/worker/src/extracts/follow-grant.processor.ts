import { FOLLOW_GRANT, GrantBook } from '#extracts';
import type { GrantId } from '#kernel';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Safe to repeat: it does what the clock says is due, and what is done is not done again. */
@Processor(FOLLOW_GRANT.queue)
export class FollowGrantProcessor extends JobProcessor<{ grantId: GrantId }> {
  protected readonly job = FOLLOW_GRANT;

  constructor(private readonly grants: GrantBook) {
    super();
  }

  protected handle({ grantId }: { grantId: GrantId }, by: Principal): Promise<unknown> {
    return this.grants.follow(by, grantId);
  }
}
