import { Harvester, RUN_HARVEST, type HarvestRunId } from '#federation';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Safe to repeat: it goes on with the page that it had come to. */
@Processor(RUN_HARVEST.queue)
export class RunHarvestProcessor extends JobProcessor<{ runId: HarvestRunId }> {
  protected readonly job = RUN_HARVEST;

  constructor(private readonly harvester: Harvester) {
    super();
  }

  protected handle({ runId }: { runId: HarvestRunId }, by: Principal): Promise<unknown> {
    return this.harvester.harvest(by, runId);
  }

  protected override afterGivingUp({ runId }: { runId: HarvestRunId }, by: Principal): Promise<unknown> {
    return this.harvester.giveUp(by, runId);
  }
}
