import { canonicalJson, Clock, newId } from '#kernel';
import { Injectable } from '@nestjs/common';
import { DataSource, type QueryRunner } from 'typeorm';
import type { JobSpec } from '../jobs/job-spec';
import type { DomainEvent, Principal, Transaction } from './transaction';

type Recorded = { readonly type: string; readonly facts: string; readonly by: string };
type Promised = { readonly queue: string; readonly payload: string; readonly notBefore: Date | null };

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
  private readonly events: Recorded[] = [];
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

  record({ type, ...facts }: DomainEvent, as: Principal = this.by): void {
    this.events.push({ type, facts: canonicalJson(facts), by: as.id });
  }

  enqueue<Payload extends object>(job: JobSpec<Payload>, payload: Payload, notBefore?: Date): void {
    const parsed = JSON.stringify(job.payload.parse(payload));
    this.promises.push({ queue: job.queue, payload: parsed, notBefore: notBefore ?? null });
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
    if (this.events.length > 0) await this.writeEvents();
    if (this.promises.length > 0) await this.writePromises();
    if (this.fulfilled && this.by.outboxId) {
      await this.query('update platform.outbox set done_at = clock_timestamp() where id = $1', [this.by.outboxId]);
    }
  }

  /** In one statement, at the time when it arrives: whole milliseconds, as everything reads them. */
  private async writeEvents(): Promise<void> {
    await this.query(
      `insert into platform.event (id, at, by, type, facts)
       select id, date_trunc('milliseconds', statement_timestamp()) + $5::float8 * interval '1 millisecond', by, type, facts
       from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) with ordinality as event (id, by, type, facts, place)
       order by place`,
      [
        ...[this.events.map(() => newId()), this.events.map(({ by }) => by)],
        ...[this.events.map(({ type }) => type), this.events.map(({ facts }) => facts), this.clock.offsetMs],
      ],
    );
  }

  private async writePromises(): Promise<void> {
    await this.query(
      `insert into platform.outbox (id, queue, payload, not_before)
       select * from unnest($1::uuid[], $2::text[], $3::jsonb[], $4::timestamptz[])`,
      [
        ...[this.promises.map(() => newId()), this.promises.map(({ queue }) => queue)],
        ...[this.promises.map(({ payload }) => payload), this.promises.map(({ notBefore }) => notBefore)],
      ],
    );
    await this.query(`select pg_notify('granaio_outbox', '')`);
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
