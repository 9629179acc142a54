import { Logger } from '@nestjs/common';
import { Worker, type Processor, type WorkerOptions } from 'bullmq';
import type { JobSettings } from './job-settings';
import { within } from './within';

const RETRY_MS = 1_000;

/**
 * The library's worker with this installation's patience. That the queues are away is reported once, and not by each of
 * them at every attempt to reach them.
 */
export function workersWith(settings: JobSettings): typeof Worker {
  const patience = {
    lockDuration: settings.lockMs,
    stalledInterval: settings.lockMs,
    maxStalledCount: settings.workersLost,
    // After a lost connection; the library would rest for a quarter of a minute.
    runRetryDelay: RETRY_MS,
  };
  const reportOnce = newReporter();
  class JobWorker extends Worker {
    private ending: Promise<void> | undefined;

    constructor(name: string, processor: Processor, options: WorkerOptions) {
      super(name, processor, { ...patience, ...options });
      reportOnce(this);
    }

    /**
     * Waits for the job under way, but not for ever, and not for a queue that is away; a job that was cut off goes to
     * another worker. The library's own polite end would wait until a server that is away is back.
     */
    override close(force = false): Promise<void> {
      this.ending ??= this.end(force);
      return this.ending;
    }

    private async end(force: boolean): Promise<void> {
      if (!force) await within(settings.stopWithinMs, this.pause()).catch(() => undefined);
      await within(settings.stopWithinMs, super.close(true)).catch(() => undefined);
    }
  }
  // Nest calls it with just these three.
  return JobWorker;
}

/** Until one of them works again, the same is said once: of a queue, or of what all queues of the process have in common. */
function newReporter(): (worker: Worker) => void {
  const logger = new Logger('Queues');
  const reported = new Set<string>();
  return (worker) => {
    worker.on('error', (error) => {
      const line = `The queue ${worker.name}: ${error.name}: ${error.message}`;
      // The system and the database give a code, and all queues reach them by the same connection.
      const problem = 'code' in error ? error.message : line;
      if (!reported.has(problem)) logger.warn(line);
      reported.add(problem);
    });
    worker.on('active', () => {
      reported.clear();
    });
  };
}
