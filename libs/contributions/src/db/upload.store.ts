import { Injectable } from '@nestjs/common';
import { isId, type ContributionId, type Id, type OrganisationId } from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';

/** A file of the store, sealed with the key of its contribution from this counter on. */
export type SealedFile = { readonly sha256: string; readonly iv: Buffer };

/** A file as it was sent. */
export type Upload = SealedFile & {
  readonly number: number;
  readonly bytes: number;
  /** A keyed hash of what was sent. */
  readonly fingerprint: string;
};

/** `inspection`: how the files may be read, with samples; `values`: what findings show; `findings`: all of them, as CSV. */
export type NoteKind = 'inspection' | 'values' | 'findings';

export type ArrivalId = Id<'Arrival'>;

/** An upload that may be broken off and continued. */
export type Arrival = {
  readonly id: ArrivalId;
  readonly contributionId: ContributionId;
  readonly number: number;
  /** How many are to come in all. */
  readonly bytes: number;
  readonly iv: Buffer;
  /** What its sender says it hashes to; null: they did not say. */
  readonly sha256: string | null;
  readonly begunAt: Date;
  /** When it became a file of the contribution; null: not yet. */
  readonly takenAt: Date | null;
};

type UploadRow = Omit<Upload, 'bytes'> & { readonly bytes: string };
type ArrivalRow = Omit<Arrival, 'bytes'> & { readonly bytes: string };

const ARRIVAL = `select id, contribution_id as "contributionId", number, bytes, iv, sha256, begun_at as "begunAt",
  taken_at as "takenAt" from contributions.arrival`;

/** What an organisation keeps here, in bytes. */
const USED = `
  select coalesce((select sum(rows_bytes) from contributions.contribution
      where organisation_id = $1 and rows_sha256 is not null), 0)
    + coalesce((select sum(u.bytes) from contributions.upload u
      join contributions.contribution c on c.id = u.contribution_id where c.organisation_id = $1), 0)
    + coalesce((select sum(greatest(coalesce(f.announced_bytes, 0), coalesce(a.bytes, 0)))
      from contributions.contribution c join contributions.file f on f.contribution_id = c.id
      left join (select contribution_id, number, sum(bytes) as bytes from contributions.arrival where taken_at is null
        group by 1, 2) a on a.contribution_id = f.contribution_id and a.number = f.number
      where c.organisation_id = $1 and c.state = 'awaitingFile' and c.withdrawn_at is null and f.received_at is null
        and (a.bytes is not null or c.submitted_at > $2)), 0) as used`;

/** Where files lie while they are not yet data, and what is kept beside them. */
@Injectable()
export class UploadStore {
  constructor(private readonly db: Database) {}

  async insert(tx: Transaction, id: ContributionId, { number, sha256, iv, bytes, fingerprint }: Upload): Promise<void> {
    await tx.query(
      `insert into contributions.upload (contribution_id, number, sha256, iv, bytes, fingerprint)
       values ($1, $2, $3, $4, $5, $6)`,
      [id, number, sha256, iv, bytes, fingerprint],
    );
  }

  /** The files as they were sent, in their order; none: they have not come yet, or are destroyed. */
  async of(id: ContributionId, on: Queryable = this.db): Promise<Upload[]> {
    const rows = await on.query<UploadRow>(
      'select number, sha256, iv, bytes, fingerprint from contributions.upload where contribution_id = $1 order by number',
      [id],
    );
    return rows.map((row) => ({ ...row, bytes: Number(row.bytes) }));
  }

  async delete(tx: Transaction, id: ContributionId): Promise<void> {
    await tx.query('delete from contributions.upload where contribution_id = $1', [id]);
  }

  async putNote(tx: Transaction, id: ContributionId, kind: NoteKind, { sha256, iv }: SealedFile): Promise<void> {
    await tx.query(
      `insert into contributions.note values ($1, $2, $3, $4)
       on conflict (contribution_id, kind) do update set sha256 = excluded.sha256, iv = excluded.iv`,
      [id, kind, sha256, iv],
    );
  }

  async note(id: ContributionId, kind: NoteKind, on: Queryable = this.db): Promise<SealedFile | null> {
    const [note] = await on.query<SealedFile>(
      'select sha256, iv from contributions.note where contribution_id = $1 and kind = $2',
      [id, kind],
    );
    return note ?? null;
  }

  /** Takes notes off the list. @returns the files that nothing refers to any more */
  async deleteNotes(tx: Transaction, id: ContributionId, kinds: readonly NoteKind[]): Promise<SealedFile[]> {
    return tx.query<SealedFile>(
      'delete from contributions.note where contribution_id = $1 and kind = any($2) returning sha256, iv',
      [id, kinds],
    );
  }

  async insertArrival(tx: Transaction, a: Arrival): Promise<void> {
    await tx.query(
      `insert into contributions.arrival (id, contribution_id, number, bytes, iv, sha256, begun_at)
       values ($1, $2, $3, $4, $5, $6, $7)`,
      [a.id, a.contributionId, a.number, a.bytes, a.iv, a.sha256, a.begunAt],
    );
  }

  async arrival(id: ArrivalId, on: Queryable = this.db): Promise<Arrival | null> {
    if (!isId(id)) return null;
    const [row] = await on.query<ArrivalRow>(`${ARRIVAL} where id = $1`, [id]);
    return row ? toArrival(row) : null;
  }

  async arrivals(id: ContributionId, on: Queryable = this.db): Promise<Arrival[]> {
    return (await on.query<ArrivalRow>(`${ARRIVAL} where contribution_id = $1 order by id`, [id])).map(toArrival);
  }

  /** @returns false when it was taken or ended before */
  async takeArrival(tx: Transaction, id: ArrivalId, takenAt: Date): Promise<boolean> {
    const taken = await tx.query(
      'update contributions.arrival set taken_at = $2 where id = $1 and taken_at is null returning id',
      [id, takenAt],
    );
    return taken.length === 1;
  }

  async deleteArrival(tx: Transaction, id: ArrivalId): Promise<void> {
    await tx.query('delete from contributions.arrival where id = $1', [id]);
  }

  /** What the organisation keeps here, in bytes; of what was announced, only what was since then. */
  async usedBytes(on: Queryable, id: OrganisationId, announcedSince: Date): Promise<number> {
    const [row] = await on.query<{ used: string }>(USED, [id, announcedSince]);
    return Number(row?.used ?? 0);
  }

  /** Whoever adds to what an organisation keeps waits here until the one before has committed. */
  async lockQuota(tx: Transaction, id: OrganisationId): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 611))', [id]);
  }
}

const toArrival = (row: ArrivalRow): Arrival => ({ ...row, bytes: Number(row.bytes) });
