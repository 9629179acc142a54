import { CheckReminders, FOLLOW_CHECK } from '#extracts';
import type { ExtractId } from '#kernel';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

type Payload = { extractId: ExtractId; round: number };

/** Safe to repeat: nobody is reminded of the same twice, and what has ended stays so. */
@Processor(FOLLOW_CHECK.queue)
export class FollowCheckProcessor extends JobProcessor<Payload> {
  protected readonly job = FOLLOW_CHECK;

  constructor(private readonly reminders: CheckReminders) {
    super();
  }

  protected handle(check: Payload, by: Principal): Promise<unknown> {
    return this.reminders.follow(by, check);
  }
}
