import { DESTROY_RELEASE, RecallService } from '#extracts';
import type { ExtractId } from '#kernel';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

type Payload = { extractId: ExtractId; number: number };

/** Safe to repeat: what is destroyed stays so. */
@Processor(DESTROY_RELEASE.queue)
export class DestroyReleaseProcessor extends JobProcessor<Payload> {
  protected readonly job = DESTROY_RELEASE;

  constructor(private readonly recalls: RecallService) {
    super();
  }

  protected handle(release: Payload, by: Principal): Promise<unknown> {
    return this.recalls.destroy(by, release);
  }
}
