import { RECOMPUTE_RELEASE, RecomputeService } from '#extracts';
import type { ExtractId } from '#kernel';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Safe to repeat: of two runs one takes the place of the recalled release. */
@Processor(RECOMPUTE_RELEASE.queue)
export class RecomputeReleaseProcessor extends JobProcessor<{ extractId: ExtractId }> {
  protected readonly job = RECOMPUTE_RELEASE;

  constructor(private readonly recomputing: RecomputeService) {
    super();
  }

  protected handle({ extractId }: { extractId: ExtractId }, by: Principal): Promise<unknown> {
    return this.recomputing.recompute(by, extractId);
  }

  protected override afterGivingUp({ extractId }: { extractId: ExtractId }, by: Principal): Promise<unknown> {
    return this.recomputing.giveUp(by, extractId);
  }
}
