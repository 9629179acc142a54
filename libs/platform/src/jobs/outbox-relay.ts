import { Clock } from '#kernel';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { JobQueues, type PromisedJob } from './job-queues';
import { JobSettings } from './job-settings';
import { OutboxListener } from './outbox-listener';
import { Pause } from './pause';

const BATCH = 100;
const LONGEST_PAUSE_MS = 10_000;

const DUE = `
  select id, queue, payload from platform.outbox
  where done_at is null and failed_at is null
    and coalesce(not_before, created_at) <= statement_timestamp() + $1 * interval '1 millisecond'
    and (published_at is null or published_at <= statement_timestamp() - $2 * interval '1 millisecond')
  order by coalesce(not_before, created_at), id
  limit $3
  for update skip locked`;

/**
 * Brings promises from the outbox to the queue once they are due, and again while they are not kept, so that a queue
 * that lost everything is filled anew. Any number of relays may run; while the queue is away nothing waits for it but
 * the relays.
 */
@Injectable()
export class OutboxRelay implements OnModuleDestroy {
  private readonly logger = new Logger(OutboxRelay.name);
  private listener: OutboxListener | undefined;
  private running: Promise<void> | undefined;
  private stopped = false;
  private failures = 0;
  private readonly pause = new Pause();

  constructor(
    private readonly dataSource: DataSource,
    private readonly queues: JobQueues,
    /** Whose idea of now decides what is due. */
    readonly clock: Clock,
    private readonly settings: JobSettings,
  ) {}

  /** Publishes from now on whatever becomes due; woken by each commit that promises something. */
  start(): void {
    if (this.running) return;
    this.listener = new OutboxListener(databaseUrlOf(this.dataSource), () => {
      // While the queue is away, commits do not make us try more often.
      if (this.failures === 0) this.pause.cut();
    });
    void this.listener.start();
    this.running = this.run();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    this.pause.cut();
    await Promise.all([this.listener?.stop(), this.running]);
  }

  /**
   * Publishes everything that is due at this moment, by the database's clock and this installation's offset.
   *
   * @returns how many promises were published
   * @throws QUEUE.UNAVAILABLE; those that were not published are still due
   */
  async publishDue(): Promise<number> {
    for (let published = 0; ;) {
      const batch = await this.publishBatch();
      published += batch;
      if (batch < BATCH) return published;
    }
  }

  private publishBatch(): Promise<number> {
    const { offsetMs } = this.clock;
    return this.dataSource.transaction(async (manager) => {
      const jobs: PromisedJob[] = await manager.query(DUE, [offsetMs, this.settings.republishAfterMs, BATCH]);
      if (jobs.length === 0) return 0;
      await this.queues.publish(jobs);
      const ids = jobs.map(({ id }) => id);
      await manager.query('update platform.outbox set published_at = clock_timestamp() where id = any($1)', [ids]);
      return jobs.length;
    });
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      await this.publishDue().then(
        () => {
          this.succeeded();
        },
        (error: unknown) => {
          this.failed(error);
        },
      );
      const { pollMs } = this.settings;
      await this.pause.last(Math.min(pollMs * 2 ** Math.min(this.failures, 10), Math.max(LONGEST_PAUSE_MS, pollMs)));
    }
  }

  private succeeded(): void {
    if (this.failures > 0) this.logger.log('The queue is back.');
    this.failures = 0;
  }

  private failed(error: unknown): void {
    if (this.failures === 0) {
      this.logger.warn(`Jobs wait in the outbox: ${error instanceof Error ? error.message : 'unknown'}`);
    }
    this.failures += 1;
  }
}

export function databaseUrlOf({ options }: DataSource): string {
  if (options.type !== 'postgres' || !options.url) throw new Error('The database is not known by its URL.');
  return options.url;
}
