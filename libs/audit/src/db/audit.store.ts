import type { EventId, Hash } from '#kernel';
import type { Queryable, Transaction } from '#platform';
import { Injectable } from '@nestjs/common';
import type { Seal } from '../domain/seal';

export type StoredLeaf = {
  readonly position: number;
  readonly seal: number;
  readonly eventId: EventId;
  readonly hash: Hash;
};

type SealRow = Omit<Seal, 'firstPosition' | 'sealedAt'> & {
  readonly firstPosition: string;
  readonly sealedAt: Date | number;
};
type LeafRow = Omit<StoredLeaf, 'position'> & { readonly position: string };

const SEALS = `select number, encode(previous_hash, 'hex') as previous, encode(root, 'hex') as root,
  first_position as "firstPosition", leaf_count as count, sealed_at as "sealedAt", encode(hash, 'hex') as hash
  from audit.seal`;
const LEAVES = `select position, seal, event_id as "eventId", encode(hash, 'hex') as hash from audit.leaf`;

@Injectable()
export class AuditStore {
  /** False if another sealer is at work; it is not waited for. */
  async becomeSealer(tx: Transaction): Promise<boolean> {
    const [row] = await tx.query<{ mine: boolean }>(
      `select pg_try_advisory_xact_lock(hashtextextended('audit.seal', 0)) as mine`,
    );
    return row?.mine === true;
  }

  async lastSeal(db: Queryable): Promise<Seal | undefined> {
    return (await db.query<SealRow>(`${SEALS} order by number desc limit 1`)).map(toSeal)[0];
  }

  async seal(db: Queryable, number: number): Promise<Seal | undefined> {
    return (await db.query<SealRow>(`${SEALS} where number = $1`, [number])).map(toSeal)[0];
  }

  async sealsAfter(db: Queryable, number: number, limit: number): Promise<Seal[]> {
    const rows = await db.query<SealRow>(`${SEALS} where number > $1 order by number limit $2`, [number, limit]);
    return rows.map(toSeal);
  }

  async leaf(db: Queryable, eventId: EventId): Promise<StoredLeaf | undefined> {
    return (await db.query<LeafRow>(`${LEAVES} where event_id = $1`, [eventId])).map(toLeaf)[0];
  }

  async leavesAfter(db: Queryable, position: number, limit: number): Promise<StoredLeaf[]> {
    const rows = await db.query<LeafRow>(`${LEAVES} where position > $1 order by position limit $2`, [position, limit]);
    return rows.map(toLeaf);
  }

  /** Which of these events have a leaf. */
  async sealedAmong(db: Queryable, ids: readonly EventId[]): Promise<ReadonlySet<EventId>> {
    const rows = await db.query<{ id: EventId }>(
      'select event_id as id from audit.leaf where event_id = any($1::uuid[])',
      [ids],
    );
    return new Set(rows.map((row) => row.id));
  }

  async insert(tx: Transaction, seal: Seal, leaves: readonly Pick<StoredLeaf, 'eventId' | 'hash'>[]): Promise<void> {
    await tx.query(
      `insert into audit.seal (number, previous_hash, root, first_position, leaf_count, sealed_at, hash)
       values ($1, decode($2, 'hex'), decode($3, 'hex'), $4, $5, $6, decode($7, 'hex'))`,
      [seal.number, seal.previous, seal.root, seal.firstPosition, seal.count, seal.sealedAt, seal.hash],
    );
    await tx.query(
      `insert into audit.leaf (position, event_id, hash, seal)
       select $1::bigint + place - 1, id, decode(hash, 'hex'), $2
       from unnest($3::uuid[], $4::text[]) with ordinality as leaf (id, hash, place)`,
      [seal.firstPosition, seal.number, leaves.map((leaf) => leaf.eventId), leaves.map((leaf) => leaf.hash)],
    );
  }
}

const toSeal = (row: SealRow): Seal => ({
  ...row,
  firstPosition: Number(row.firstPosition),
  sealedAt: new Date(row.sealedAt),
});

const toLeaf = (row: LeafRow): StoredLeaf => ({ ...row, position: Number(row.position) });
