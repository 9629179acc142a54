import { RUN_EXTRACT, RunService } from '#extracts';
import type { ExtractId } from '#kernel';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Safe to repeat: whoever finishes first concludes. */
@Processor(RUN_EXTRACT.queue)
export class RunExtractProcessor extends JobProcessor<{ extractId: ExtractId }> {
  protected readonly job = RUN_EXTRACT;

  constructor(private readonly runs: RunService) {
    super();
  }

  protected handle({ extractId }: { extractId: ExtractId }, by: Principal): Promise<unknown> {
    return this.runs.run(by, extractId);
  }

  protected override afterGivingUp({ extractId }: { extractId: ExtractId }, by: Principal): Promise<unknown> {
    return this.runs.giveUp(by, extractId);
  }
}
