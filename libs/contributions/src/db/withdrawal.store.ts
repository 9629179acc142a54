import { Injectable } from '@nestjs/common';
import { isId, type ContributionId, type DatasetId, type OrganisationId } from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';
import type { WithdrawalCause, WithdrawnPart } from '#catalogue';
import type { Destruction, OpenDestructions } from '../domain/withdrawal';

/** Which contributions to a dataset are taken: of one organisation, or of all; and no later ones than these. */
export type Taken = {
  readonly datasetId: DatasetId;
  readonly organisationId: OrganisationId | null;
  /** null: whenever their files arrived, if they did. */
  readonly receivedBefore: Date | null;
};

const DESTRUCTION = `select contribution_id as "contributionId", rows_sha256 as "rowsSha256",
  upload_sha256s as "uploadSha256s", due_at as "dueAt", destroyed_at as "destroyedAt", verified_at as "verifiedAt"
  from contributions.destruction`;

/** Contributions that were withdrawn, and what is destroyed of them. */
@Injectable()
export class WithdrawalStore {
  constructor(private readonly db: Database) {}

  /** Those not withdrawn yet, whatever their state, in the order in which everybody locks them. */
  async takenIds(
    { datasetId, organisationId, receivedBefore }: Taken,
    on: Queryable = this.db,
  ): Promise<ContributionId[]> {
    if (!isId(datasetId) || (organisationId !== null && !isId(organisationId))) return [];
    const rows = await on.query<{ id: ContributionId }>(
      `select id from contributions.contribution where dataset_id = $1 and ($2::uuid is null or organisation_id = $2)
         and ($3::timestamptz is null or received_at < $3) and withdrawn_at is null order by id`,
      [datasetId, organisationId, receivedBefore],
    );
    return rows.map(({ id }) => id);
  }

  /** A contribution with those that brought the very same: its rows are theirs. In ascending order. */
  async withSame(id: ContributionId, on: Queryable = this.db): Promise<ContributionId[]> {
    const rows = await on.query<{ id: ContributionId }>(
      `select c.id from contributions.contribution c, contributions.contribution o
       where o.id = $1 and (c.id in (o.id, o.same_as_id) or c.same_as_id in (o.id, o.same_as_id)) order by c.id`,
      [id],
    );
    return rows.map((row) => row.id);
  }

  async withdraw(
    tx: Transaction,
    ids: readonly ContributionId[],
    how: { readonly at: Date; readonly cause: WithdrawalCause; readonly reason: string | null },
  ): Promise<void> {
    await tx.query(
      `update contributions.contribution set withdrawn_at = $2, withdrawal_cause = $3, withdrawal_reason = $4
       where id = any($1::uuid[])`,
      [ids, how.at, how.cause, how.reason],
    );
  }

  /** With the files as they were sent, where those are still there. */
  async insert(tx: Transaction, parts: readonly WithdrawnPart[], dueAt: Date): Promise<void> {
    await tx.query(
      `insert into contributions.destruction (contribution_id, rows_sha256, upload_sha256s, due_at)
       select part.id, coalesce(c.rows_sha256, part.rows),
         array(select u.sha256 from contributions.upload u where u.contribution_id = part.id order by u.number), $3
       from unnest($1::uuid[], $2::text[]) as part (id, rows) join contributions.contribution c on c.id = part.id`,
      [parts.map(({ contributionId }) => contributionId), parts.map(({ fileSha256 }) => fileSha256), dueAt],
    );
  }

  async destruction(id: ContributionId, on: Queryable = this.db): Promise<Destruction | null> {
    const [destruction] = isId(id)
      ? await on.query<Destruction>(`${DESTRUCTION} where contribution_id = $1`, [id])
      : [];
    return destruction ?? null;
  }

  /** Takes away what was written down of a contribution: what was wrong where, how its files were read, where they lay. */
  async clear(tx: Transaction, id: ContributionId): Promise<void> {
    for (const table of ['finding', 'finding_group', 'upload', 'progress']) {
      await tx.query(`delete from contributions.${table} where contribution_id = $1`, [id]);
    }
    await tx.query(
      'update contributions.file set reading = null, mapping = null, announced_sha256 = null where contribution_id = $1',
      [id],
    );
    await tx.query(
      'update contributions.contribution set rows_sha256 = null, rows_bytes = null, fingerprint = null where id = $1',
      [id],
    );
  }

  /** Whether anything of what `clear` takes away is there. */
  async hasFindings(id: ContributionId): Promise<boolean> {
    const rows = await this.db.query(
      `select from contributions.finding where contribution_id = $1 union all
       select from contributions.finding_group where contribution_id = $1 union all
       select from contributions.note where contribution_id = $1 union all
       select from contributions.arrival where contribution_id = $1 union all
       select from contributions.upload where contribution_id = $1 limit 1`,
      [id],
    );
    return rows.length > 0;
  }

  async verified(tx: Transaction, id: ContributionId, at: Date): Promise<void> {
    await tx.query(
      `update contributions.destruction set destroyed_at = coalesce(destroyed_at, $2), verified_at = $2
       where contribution_id = $1`,
      [id, at],
    );
  }

  /** What is still to be destroyed, for whoever runs the platform. */
  async open(now: Date): Promise<OpenDestructions> {
    const [counts] = await this.db.query<OpenDestructions>(
      `select count(*)::int as open, count(*) filter (where due_at <= $1)::int as overdue
       from contributions.destruction where destroyed_at is null`,
      [now],
    );
    return counts ?? { open: 0, overdue: 0 };
  }
}
