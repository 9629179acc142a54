import { Injectable } from '@nestjs/common';
import type { ContributionId, DatasetId, FederationId, Id, OrganisationId } from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';

/** A key of a federation, from number 1. */
export type PseudonymKey = { readonly number: number; readonly keyId: Id<'PseudonymKey'> };

/** A contribution whose rows have pseudonyms of one of a federation's keys. */
export type Pseudonymised = {
  readonly contributionId: ContributionId;
  readonly datasetId: DatasetId;
  readonly organisationId: OrganisationId;
  /** Which key they were made with. */
  readonly number: number;
  /** Whether its rows were taken; else somebody is still to decide on that. */
  readonly isAccepted: boolean;
};

/** Which pseudonym keys a federation has had; the keys themselves are in the key ring. */
@Injectable()
export class PseudonymKeyStore {
  constructor(private readonly db: Database) {}

  /** The one that new contributions are made with; null: there is none yet. */
  async newest(id: FederationId, on: Queryable = this.db): Promise<PseudonymKey | null> {
    const [key] = await on.query<PseudonymKey>(
      `select number, key_id as "keyId" from contributions.pseudonym_key where federation_id = $1
       order by number desc limit 1`,
      [id],
    );
    return key ?? null;
  }

  /** From the first to the newest. */
  all(id: FederationId): Promise<PseudonymKey[]> {
    return this.db.query<PseudonymKey>(
      `select number, key_id as "keyId" from contributions.pseudonym_key where federation_id = $1 order by number`,
      [id],
    );
  }

  /** Federations that have keys. */
  async federations(): Promise<FederationId[]> {
    const sql = 'select distinct federation_id as id from contributions.pseudonym_key order by 1';
    return (await this.db.query<{ id: FederationId }>(sql)).map(({ id }) => id);
  }

  /** Contributions with rows whose pseudonyms are of another key than the newest, oldest first. */
  behind(id: FederationId, newest: number): Promise<Pseudonymised[]> {
    return this.db.query<Pseudonymised>(
      `select id as "contributionId", dataset_id as "datasetId", organisation_id as "organisationId",
         pseudonym_key as number, state = 'accepted' as "isAccepted"
       from contributions.contribution
       where federation_id = $1 and pseudonym_key < $2 and rows_sha256 is not null
         and state in ('accepted', 'awaitingConfirmation', 'awaitingApproval')
       order by id`,
      [id, newest],
    );
  }

  /** Whoever makes a key of a federation waits here until the one before has committed. */
  async lock(tx: Transaction, id: FederationId): Promise<void> {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 612))', [id]);
  }

  async insert(tx: Transaction, id: FederationId, { number, keyId }: PseudonymKey): Promise<void> {
    await tx.query('insert into contributions.pseudonym_key values ($1, $2, $3, $4)', [
      ...[id, number, keyId, await tx.now()],
    ]);
  }
}
