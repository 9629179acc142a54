import type { OutboxId } from '#kernel';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { Queue } from 'bullmq';
import { Config } from '../config/config';
import { queueUnavailable } from './errors';
import { refuseEvictingRedis } from './eviction';
import { JobSettings } from './job-settings';
import type { QueueBackend } from './queue-backend';
import { within } from './within';

export type PromisedJob = { readonly id: OutboxId; readonly queue: string; readonly payload: object };

/** The token of this installation's queue backend. */
export const QUEUE_BACKEND = Symbol('QueueBackend');
const PATIENCE_MS = 5_000;

/** The sending end of every queue, opened when it is first needed. Nothing here waits long for a queue that is away. */
@Injectable()
export class JobQueues implements BeforeApplicationShutdown {
  private readonly queues = new Map<string, Queue>();
  private trusted: boolean;

  constructor(
    private readonly config: Config,
    private readonly settings: JobSettings,
    @Inject(QUEUE_BACKEND) private readonly backend: QueueBackend,
  ) {
    this.trusted = backend.trusted;
  }

  /** Hands jobs to their queues, in order; one that is there already stays as it is. @throws QUEUE.UNAVAILABLE */
  async publish(jobs: readonly PromisedJob[]): Promise<void> {
    await this.trust();
    for (const [name, promised] of byQueue(jobs)) {
      const entries = promised.map(({ id, payload }) => ({ name, data: payload, opts: { jobId: id } }));
      await within(PATIENCE_MS, this.queue(name).addBulk(entries)).catch((error: unknown) => {
        this.forget(name);
        throw queueUnavailable(error instanceof Error ? error.name : 'unknown');
      });
    }
  }

  /** After the relay has stopped. */
  async beforeApplicationShutdown(): Promise<void> {
    const open = [...this.queues.values()];
    this.queues.clear();
    await Promise.all(open.map(closed));
  }

  /** A Redis that was away when we started is looked at before it gets its first job. */
  private async trust(): Promise<void> {
    if (this.trusted || !this.config.redisUrl) return;
    this.trusted = await refuseEvictingRedis(this.config.redisUrl);
    if (!this.trusted) throw queueUnavailable('no answer');
  }

  private queue(name: string): Queue {
    const known = this.queues.get(name);
    if (known) return known;
    const { attempts, backoffMs } = this.settings;
    const defaultJobOptions = {
      attempts,
      backoff: { type: 'exponential', delay: backoffMs },
      // A job that the queue still remembers could not be published again.
      removeOnComplete: true,
      removeOnFail: true,
      stackTraceLimit: 0,
    };
    const queue = new Queue(name, { ...this.backend.producers, defaultJobOptions }, this.backend.factory);
    // Whoever publishes hears of it; without a listener the library prints every reconnection.
    queue.on('error', () => undefined);
    this.queues.set(name, queue);
    return queue;
  }

  /** A queue whose first connection failed stays broken; the next publication opens it anew. */
  private forget(name: string): void {
    const queue = this.queues.get(name);
    this.queues.delete(name);
    if (queue) void closed(queue);
  }
}

/** By force, because a polite goodbye to a server that is away keeps calling it for ever; nothing is under way here. */
const closed = (queue: Queue) => within(PATIENCE_MS, queue.getBackend().close(true)).catch(() => undefined);

function byQueue(jobs: readonly PromisedJob[]): Map<string, PromisedJob[]> {
  const grouped = new Map<string, PromisedJob[]>();
  for (const job of jobs) grouped.set(job.queue, [...(grouped.get(job.queue) ?? []), job]);
  return grouped;
}
