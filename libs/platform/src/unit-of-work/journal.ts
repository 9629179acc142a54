import type { EventId } from '#kernel';
import { Injectable } from '@nestjs/common';
import type { Queryable, Transaction } from './transaction';

/** An event as it lies in the journal. `seq` is the order of writing, which is not quite that of committing. */
export type JournalEntry = {
  readonly seq: bigint;
  readonly id: EventId;
  readonly at: Date;
  /** Who acted: a person's id, or `system:<queue>`. */
  readonly by: string;
  readonly type: string;
  /** Canonical JSON, to the byte as it was written. */
  readonly facts: string;
  readonly sealed: boolean;
};

type Row = Omit<JournalEntry, 'seq' | 'at'> & { readonly seq: string; readonly at: Date | number };

const SELECT = 'select seq, id, at, by, type, facts, sealed from platform.event';

/** Reads what units of work have recorded; the only way other slices see `platform.event`. */
@Injectable()
export class Journal {
  /** Committed events that no seal covers, oldest first. Those of a unit of work still under way come another time. */
  async takeUnsealed(tx: Transaction, limit: number): Promise<JournalEntry[]> {
    return (await tx.query<Row>(`${SELECT} where not sealed order by seq limit $1`, [limit])).map(toEntry);
  }

  /** @throws Error (a defect) if one of them is not there or was sealed before */
  async markSealed(tx: Transaction, ids: readonly EventId[]): Promise<void> {
    const marked = await tx.query(
      'update platform.event set sealed = true where id = any($1::uuid[]) and not sealed returning 1 as done',
      [ids],
    );
    if (marked.length !== ids.length) throw new Error(`Only ${marked.length} of ${ids.length} events could be sealed.`);
  }

  /** A page of the journal by key. @param after `seq` of the last one already seen; 0n to begin */
  async entries(db: Queryable, after: bigint, limit: number): Promise<JournalEntry[]> {
    const rows = await db.query<Row>(`${SELECT} where seq > $1 order by seq limit $2`, [after.toString(), limit]);
    return rows.map(toEntry);
  }

  /** Those of the events that exist, in no order. */
  async find(db: Queryable, ids: readonly EventId[]): Promise<JournalEntry[]> {
    return (await db.query<Row>(`${SELECT} where id = any($1::uuid[])`, [ids])).map(toEntry);
  }

  /** How many events there are, by whether they are marked as sealed. */
  async count(db: Queryable): Promise<{ readonly sealed: number; readonly unsealed: number }> {
    const [row] = await db.query<{ sealed: string; unsealed: string }>(
      'select count(*) filter (where sealed) as sealed, count(*) filter (where not sealed) as unsealed from platform.event',
    );
    return { sealed: Number(row?.sealed), unsealed: Number(row?.unsealed) };
  }
}

/** PostgreSQL answers infinite times as numbers; nobody writes one, but a forger could. */
const toEntry = (row: Row): JournalEntry => ({ ...row, seq: BigInt(row.seq), at: new Date(row.at) });
