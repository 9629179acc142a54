import { CLEAR_MADE_FILES, MadeFiles, type ToStore } from '#extracts';
import { JobProcessor, type Principal } from '#platform';
import { Processor } from '@nestjs/bullmq';

/** Safe to repeat: what is referred to stays. */
@Processor(CLEAR_MADE_FILES.queue)
export class ClearMadeFilesProcessor extends JobProcessor<ToStore> {
  protected readonly job = CLEAR_MADE_FILES;

  constructor(private readonly made: MadeFiles) {
    super();
  }

  protected handle(stored: ToStore, by: Principal): Promise<unknown> {
    return this.made.clear(by, stored);
  }
}
