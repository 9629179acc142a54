import { CommonsError, type OutboxId } from '#kernel';
import { OnWorkerEvent, WorkerHost } from '@nestjs/bullmq';
import { Inject, Logger, type OnModuleDestroy } from '@nestjs/common';
import { UnrecoverableError, type Job } from 'bullmq';
import type { Principal } from '../unit-of-work/transaction';
import { badPayload } from './errors';
import type { JobSpec } from './job-spec';
import { Outbox } from './outbox';

const CURABLE = new Set(['conflict', 'unavailable']);
const DEFECT = 'JOB.DEFECT';

/**
 * Keeps the promises of one kind. A delivery of a promise that is kept or given up already does nothing; a failure that
 * a retry cannot cure is not retried; and whatever is finally given up is marked so in the outbox.
 *
 * What it calls may be called again with the same payload, and by two workers at once.
 */
export abstract class JobProcessor<Payload extends object> extends WorkerHost implements OnModuleDestroy {
  protected abstract readonly job: JobSpec<Payload>;
  /** A property and not a parameter, so that a processor's constructor names only what it is about. */
  @Inject(Outbox) private readonly outbox: Outbox;
  private readonly logger = new Logger(this.constructor.name);

  /** @param by to be passed to the service, whose transaction then says `fulfil` */
  protected abstract handle(payload: Payload, by: Principal): Promise<unknown>;

  /** What else is to happen once a promise was given up. If that fails too, it is logged. */
  protected afterGivingUp?(payload: Payload, by: Principal): Promise<unknown>;

  async process(job: Job<unknown>): Promise<void> {
    const outboxId = job.id as OutboxId;
    if (!(await this.outbox.isOpen(outboxId))) return;
    try {
      await this.handle(this.parse(job), { id: `system:${job.queueName}`, outboxId });
      await this.outbox.keep(outboxId);
    } catch (error) {
      throw await this.judge(job, error);
    }
  }

  /** A job that outlived several workers is failed by the queue itself, without asking us. */
  @OnWorkerEvent('failed')
  async onFailed(job: Job | undefined, error: Error): Promise<void> {
    if (job && /stalled/.test(error.message)) await this.giveUp(job, 'JOB.STALLED');
  }

  /** Lets the job that is under way end while the database is still there. */
  async onModuleDestroy(): Promise<void> {
    await this.worker.close();
  }

  private parse(job: Job<unknown>): Payload {
    const payload = this.job.payload.safeParse(job.data);
    if (!payload.success) throw badPayload(job.queueName);
    return payload.data;
  }

  /** @returns what the queue is told: a code, because its copy of a message would be a copy of data */
  private async judge(job: Job, error: unknown): Promise<Error> {
    const { code, curable } = error instanceof CommonsError ? verdictOn(error) : { code: DEFECT, curable: true };
    if (code === DEFECT) this.logger.error(`${job.queueName} ${job.id ?? ''}: a defect`, stackOf(error));
    if (curable && job.attemptsMade + 1 < (job.opts.attempts ?? 1)) {
      this.logger.warn(`${job.queueName} ${job.id ?? ''}: will be tried again, ${code}`);
      return new Error(code);
    }
    await this.giveUp(job, code);
    return new UnrecoverableError(code);
  }

  /** Where the database is away too, the promise stays open and is published again. */
  private async giveUp(job: Job, code: string): Promise<void> {
    this.logger.error(`${job.queueName} ${job.id ?? ''}: given up, ${code}`);
    await this.outbox.giveUp(job.id as OutboxId, code).catch((error: unknown) => {
      this.logger.error(`${job.queueName} ${job.id ?? ''}: not marked as given up`, stackOf(error));
    });
    await this.follow(job).catch((error: unknown) => {
      this.logger.error(`${job.queueName} ${job.id ?? ''}: given up, and nothing done about it`, stackOf(error));
    });
  }

  private async follow(job: Job<unknown>): Promise<void> {
    const payload = this.job.payload.safeParse(job.data);
    if (payload.success) await this.afterGivingUp?.(payload.data, { id: `system:${job.queueName}` });
  }
}

const stackOf = (error: unknown) => (error instanceof Error ? error.stack : String(error));

const verdictOn = ({ code, kind }: CommonsError) => ({ code, curable: CURABLE.has(kind) });
