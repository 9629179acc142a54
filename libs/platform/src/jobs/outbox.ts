import { Clock, type OutboxId } from '#kernel';
import { Injectable } from '@nestjs/common';
import { Database } from '../unit-of-work/database';

/** How many promises are not kept yet (due or not), and how many were given up. */
export type PendingPromises = { readonly open: number; readonly failed: number };

const IS_OPEN = 'done_at is null and failed_at is null';

/** The promises that units of work made: whether they are kept, and what became of those that are not. */
@Injectable()
export class Outbox {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** For an operator: open promises go on by themselves, failed ones wait for somebody (`reopen`). */
  async pending(): Promise<PendingPromises> {
    const [counts] = await this.database.query<PendingPromises>(`
      select count(*) filter (where failed_at is null)::int as open,
             count(*) filter (where failed_at is not null)::int as failed
      from platform.outbox where done_at is null`);
    return counts ?? { open: 0, failed: 0 };
  }

  /** Queues of the promises that are due and open, each once. */
  async dueQueues(): Promise<string[]> {
    const rows = await this.database.query<{ queue: string }>(
      `select distinct queue from platform.outbox
       where ${IS_OPEN} and coalesce(not_before, created_at) <= statement_timestamp() + $1 * interval '1 millisecond'
       order by queue`,
      [this.clock.offsetMs],
    );
    return rows.map(({ queue }) => queue);
  }

  /** Neither kept nor given up. */
  async isOpen(id: OutboxId): Promise<boolean> {
    const rows = await this.database.prepared(
      'platform.outbox.is-open',
      `select 1 from platform.outbox where id = $1 and ${IS_OPEN}`,
      [id],
    );
    return rows.length > 0;
  }

  /** Marks as kept what its own transaction did not mark (`Transaction.fulfil`). */
  async keep(id: OutboxId): Promise<void> {
    await this.database.query(
      `update platform.outbox set done_at = clock_timestamp() where id = $1 and done_at is null`,
      [id],
    );
  }

  /** @param code of the error, never its message: that may quote data */
  async giveUp(id: OutboxId, code: string): Promise<void> {
    await this.database.query(
      `update platform.outbox set failed_at = clock_timestamp(), failure = $2 where id = $1 and ${IS_OPEN}`,
      [id, code],
    );
  }

  /** Takes up again what was given up: an operator's decision, once the cause is cured. */
  async reopen(id: OutboxId): Promise<void> {
    await this.database.query(
      `update platform.outbox set failed_at = null, failure = null, published_at = null where id = $1 and failed_at is not null`,
      [id],
    );
  }
}
