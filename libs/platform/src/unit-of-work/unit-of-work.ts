import { canonicalJson, Clock, newId } from '#kernel';
import { Injectable } from '@nestjs/common';
import { DataSource, type QueryRunner } from 'typeorm';
import type { JobSpec } from '../jobs/job-spec';
import type { DomainEvent, Principal, Transaction } from './transaction';

type Promised = { readonly queue: string; readonly payload: object; readonly notBefore: Date | null };

/**
 * The one road of every change of state: what the work saves, the events it records and the jobs it promises commit
 * together or not at all. Work that records nothing does not commit, so that no change goes unlogged.
 */
@Injectable()
export class UnitOfWork {
  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The installation's time outside of a transaction: the database's clock. */
  async now(): Promise<Date> {
    const rows = await this.dataSource.query<{ now: Date }[]>('select clock_timestamp() as now');
    return timeOf(rows, this.clock);
  }

  /** @throws Error (a defect) if the work neither recorded an event nor said `unchanged` */
  async run<T>(by: Principal, work: (tx: Transaction) => Promise<T>): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    await runner.connect();
    try {
      await runner.startTransaction();
      const tx = new RunningTransaction(runner, by, this.clock);
      const result = await work(tx);
      await tx.flush();
      await runner.commitTransaction();
      return result;
    } catch (error) {
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

class RunningTransaction implements Transaction {
  private readonly events: DomainEvent[] = [];
  private readonly promises: Promised[] = [];
  private nothingToDo = false;
  private fulfilled = false;

  constructor(
    private readonly runner: QueryRunner,
    readonly by: Principal,
    private readonly clock: Clock,
  ) {}

  query<Row extends object>(sql: string, params: readonly unknown[] = []): Promise<Row[]> {
    return this.runner.query(sql, [...params]).then(rowsOf<Row>);
  }

  async now(): Promise<Date> {
    return timeOf(await this.query<{ now: Date }>('select clock_timestamp() as now'), this.clock);
  }

  record(event: DomainEvent): void {
    this.events.push(event);
  }

  enqueue<Payload extends object>(job: JobSpec<Payload>, payload: Payload, notBefore?: Date): void {
    this.promises.push({ queue: job.queue, payload: job.payload.parse(payload), notBefore: notBefore ?? null });
  }

  unchanged<T>(value: T): T {
    this.nothingToDo = true;
    return value;
  }

  fulfil(): void {
    this.fulfilled = true;
  }

  /** Writes what was recorded and promised: last, so that the journal's order follows the commits closely. */
  async flush(): Promise<void> {
    if (this.events.length === 0 && !this.nothingToDo) throw new Error('A unit of work recorded no event.');
    const now = await this.now();
    for (const event of this.events) await this.writeEvent(event, now);
    for (const promise of this.promises) await this.writePromise(promise);
    if (this.promises.length > 0) await this.query(`select pg_notify('granaio_outbox', '')`);
    if (this.fulfilled && this.by.outboxId) {
      await this.query('update platform.outbox set done_at = clock_timestamp() where id = $1', [this.by.outboxId]);
    }
  }

  private async writeEvent({ type, ...facts }: DomainEvent, at: Date): Promise<void> {
    await this.query('insert into platform.event (id, at, by, type, facts) values ($1, $2, $3, $4, $5)', [
      newId(),
      at.toISOString(),
      this.by.id,
      type,
      canonicalJson(facts),
    ]);
  }

  private async writePromise({ queue, payload, notBefore }: Promised): Promise<void> {
    await this.query('insert into platform.outbox (id, queue, payload, not_before) values ($1, $2, $3, $4)', [
      newId(),
      queue,
      JSON.stringify(payload),
      notBefore,
    ]);
  }
}

function timeOf([row]: readonly { readonly now: Date }[], clock: Clock): Date {
  if (!row) throw new Error('The database did not tell the time.');
  return new Date(row.now.getTime() + clock.offsetMs);
}

/** TypeORM answers `[rows, count]` to an UPDATE or DELETE and rows to everything else; stores see rows. */
function rowsOf<Row>(answer: unknown): Row[] {
  if (!Array.isArray(answer)) return [];
  const [rows, count] = answer as [unknown, unknown];
  return (Array.isArray(rows) && typeof count === 'number' ? rows : answer) as Row[];
}
