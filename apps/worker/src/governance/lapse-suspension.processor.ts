import { LAPSE_SUSPENSION, SuspensionService } from '#governance';
import type { PolicyId } from '#kernel';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Safe to repeat: what lapsed has lapsed. */
@Processor(LAPSE_SUSPENSION.queue)
export class LapseSuspensionProcessor extends JobProcessor<{ policyId: PolicyId }> {
  protected readonly job = LAPSE_SUSPENSION;

  constructor(private readonly service: SuspensionService) {
    super();
  }

  protected handle(payload: { policyId: PolicyId }, by: Principal): Promise<unknown> {
    return this.service.lapse(by, payload.policyId);
  }
}
