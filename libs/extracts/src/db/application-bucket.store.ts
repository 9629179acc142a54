import { newId, type ApplicationId, type FederationId, type ProposalId } from '#kernel';
import type { Database, Queryable, Transaction } from '#platform';
import type { BucketId, VoteBucket } from '../domain/application/bucket';
import type { VoteOutcome } from '../domain/application/requirements';
import type { AtRevision } from './application-voice.store';

type Row = {
  id: BucketId;
  key: string;
  federation_id: FederationId;
  proposal_id: ProposalId;
  opened_at: Date;
  outcome: VoteOutcome | null;
  settled_at: Date | null;
};

/** Votes that requests of equal use share. */
export class ApplicationBucketStore {
  constructor(private readonly db: Database) {}

  /** @returns null where there is one already that is not settled */
  async open(tx: Transaction, { key, federationId, proposalId }: NewBucket): Promise<VoteBucket | null> {
    const [row] = await tx.query<Row>(
      `insert into extracts.vote_bucket (id, key, federation_id, proposal_id, opened_at) values ($1, $2, $3, $4, $5)
       on conflict (key) where outcome is null do nothing returning *`,
      [newId<BucketId>(), key, federationId, proposalId, await tx.now()],
    );
    return row ? toBucket(row) : null;
  }

  /** Those of a key, the latest first; whoever else opens or settles one of them waits. */
  async lockKey(tx: Transaction, key: string): Promise<VoteBucket[]> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 720))', [key]);
    const rows = await tx.query<Row>('select * from extracts.vote_bucket where key = $1 order by id desc', [key]);
    return rows.map(toBucket);
  }

  async find(id: BucketId): Promise<VoteBucket | null> {
    const [row] = await this.db.query<Row>('select * from extracts.vote_bucket where id = $1', [id]);
    return row ? toBucket(row) : null;
  }

  async settle(tx: Transaction, id: BucketId, outcome: VoteOutcome): Promise<void> {
    await tx.query('update extracts.vote_bucket set outcome = $2, settled_at = $3 where id = $1', [
      ...[id, outcome, await tx.now()],
    ]);
  }

  async join(tx: Transaction, bucketId: BucketId, { id, revision }: AtRevision): Promise<boolean> {
    const rows = await tx.query(
      'insert into extracts.bucket_application values ($1, $2, $3) on conflict do nothing returning bucket_id',
      [bucketId, id, revision],
    );
    return rows.length > 0;
  }

  /** The applications that share a vote, in the order in which they are locked. */
  async members(id: BucketId, on: Queryable = this.db): Promise<AtRevision[]> {
    return on.query<{ id: ApplicationId; revision: number }>(
      `select application_id as id, revision from extracts.bucket_application where bucket_id = $1 order by application_id`,
      [id],
    );
  }

  /** The votes that an application has part in, as it was last submitted, the latest first. */
  async ofApplication({ id, revision }: AtRevision, on: Queryable = this.db): Promise<VoteBucket[]> {
    const rows = await on.query<Row>(
      `select b.* from extracts.vote_bucket b join extracts.bucket_application m on m.bucket_id = b.id
       where m.application_id = $1 and m.revision = $2 order by b.id desc`,
      [id, revision],
    );
    return rows.map(toBucket);
  }
}

type NewBucket = Pick<VoteBucket, 'key' | 'federationId' | 'proposalId'>;

const toBucket = (row: Row): VoteBucket => ({
  id: row.id,
  key: row.key,
  federationId: row.federation_id,
  proposalId: row.proposal_id,
  openedAt: row.opened_at,
  outcome: row.outcome,
  settledAt: row.settled_at,
});
