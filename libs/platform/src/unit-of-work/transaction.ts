import type { OutboxId } from '#kernel';
import type { JobSpec } from '../jobs/job-spec';

/** Who acts: a person's id, or `system:<queue>` for a job, which then also says which promise it keeps. */
export type Principal = { readonly id: string; readonly outboxId?: OutboxId };

/** What happened, in the past tense: `ballot.closed`. Ids and facts about governance only, never personal rows. */
export type DomainEvent = { readonly type: `${string}.${string}`; readonly [fact: string]: unknown };

/** Anything that answers SQL: a transaction, or the pool outside of one. */
export interface Queryable {
  query<Row extends object = Record<string, unknown>>(sql: string, params?: readonly unknown[]): Promise<Row[]>;
}

/** One unit of work under way. Everything asked of it happens when the work commits, or not at all. */
export interface Transaction extends Queryable {
  readonly by: Principal;
  /** The database's clock at this moment (not at the start), which decides what is on time. */
  now(): Promise<Date>;
  /** Enters the event in the journal, with this transaction; as done by somebody else where the log must not say who. */
  record(event: DomainEvent, as?: Principal): void;
  /** Promises a job: relayed to the queue after the commit, not before `notBefore`. */
  enqueue<Payload extends object>(job: JobSpec<Payload>, payload: Payload, notBefore?: Date): void;
  /** Says that there was nothing to do, so that a unit of work without an event may commit. */
  unchanged<T>(value: T): T;
  /** Marks the promise that brought us here as kept, in this transaction; nothing where a person acts. */
  fulfil(): void;
}
