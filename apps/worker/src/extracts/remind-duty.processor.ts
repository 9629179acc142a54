import { DutyReminders, REMIND_DUTY, type ObligationId } from '#extracts';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Safe to repeat: each step of a due date is taken once. */
@Processor(REMIND_DUTY.queue)
export class RemindDutyProcessor extends JobProcessor<{ obligationId: ObligationId }> {
  protected readonly job = REMIND_DUTY;

  constructor(private readonly reminders: DutyReminders) {
    super();
  }

  protected handle({ obligationId }: { obligationId: ObligationId }, by: Principal): Promise<unknown> {
    return this.reminders.remind(by, obligationId);
  }
}
