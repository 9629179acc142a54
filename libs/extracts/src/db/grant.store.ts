import {
  isId,
  missing,
  type ApplicationId,
  type DatasetId,
  type FederationId,
  type GrantId,
  type OrganisationId,
  type PersonId,
} from '#kernel';
import type { Database, Queryable, Transaction } from '#platform';
import type { Grant, GrantEnd } from '../domain/grant/grant';

type Row = Pick<Grant, 'id' | 'action' | 'purpose' | 'dimensions' | 'measures' | 'terms' | 'duties' | 'permit'> & {
  application_id: ApplicationId;
  federation_id: FederationId;
  dataset_id: DatasetId;
  starts_at: Date;
  ends_at: Date;
  ended_at: Date | null;
  end_reason: GrantEnd | null;
  holders: PersonId[];
};

const SELECT = `select g.*, array(select h.person_id from extracts.grant_holder h where h.grant_id = g.id
  order by h.person_id) as holders from extracts.access_grant g`;

/** Rights that were given, who holds them, and who may be given none. */
export class GrantStore {
  constructor(private readonly db: Database) {}

  /** @throws GRANT.MISSING */
  async find(id: GrantId, on: Queryable = this.db): Promise<Grant> {
    const [row] = isId(id) ? await on.query<Row>(`${SELECT} where g.id = $1`, [id]) : [];
    if (!row) throw missing('grant', id);
    return toGrant(row);
  }

  /** @throws GRANT.MISSING */
  async lock(tx: Transaction, id: GrantId): Promise<Grant> {
    await tx.query('select 1 from extracts.access_grant where id = $1 for no key update', [isId(id) ? id : null]);
    return this.find(id, tx);
  }

  async ofApplication(id: ApplicationId, on: Queryable = this.db): Promise<Grant[]> {
    const rows = await on.query<Row>(`${SELECT} where g.application_id = $1 order by g.id`, [id]);
    return rows.map(toGrant);
  }

  /** What somebody holds or held, newest first. */
  async ofHolder(personId: PersonId, after: string | null, limit: number): Promise<Grant[]> {
    const rows = await this.db.query<Row>(
      `${SELECT} where exists (select from extracts.grant_holder o where o.grant_id = g.id and o.person_id = $1)
       and ($2::uuid is null or g.id < $2) order by g.id desc limit $3`,
      [personId, after, limit],
    );
    return rows.map(toGrant);
  }

  /** What somebody may use of a dataset at that moment; nothing from whom rights to it were revoked. */
  async live(personId: PersonId, datasetId: DatasetId, now: Date): Promise<Grant[]> {
    const rows = await this.db.query<Row>(
      `${SELECT} join extracts.grant_holder o on o.grant_id = g.id and o.person_id = $1
       where g.dataset_id = $2 and g.ended_at is null and g.starts_at <= $3 and g.ends_at > $3
         and not exists (select from extracts.block b where b.person_id = $1 and b.dataset_id = $2 and b.lifted_at is null)
       order by g.ends_at desc, g.id`,
      [personId, datasetId, now],
    );
    return rows.map(toGrant);
  }

  async insert(tx: Transaction, g: Grant): Promise<void> {
    await tx.query(
      `insert into extracts.access_grant (id, application_id, federation_id, dataset_id, action, purpose, dimensions,
         measures, terms, duties, permit, starts_at, ends_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        ...[g.id, g.applicationId, g.federationId, g.datasetId, g.action, g.purpose, g.dimensions, g.measures],
        ...[JSON.stringify(g.terms), JSON.stringify(g.duties), JSON.stringify(g.permit), g.startsAt, g.endsAt],
      ],
    );
    await this.addHolders(tx, g.id, g.holders);
  }

  async addHolders(tx: Transaction, id: GrantId, holders: readonly PersonId[]): Promise<void> {
    await tx.query('insert into extracts.grant_holder select $1, * from unnest($2::uuid[]) on conflict do nothing', [
      id,
      holders,
    ]);
  }

  async removeHolder(tx: Transaction, id: GrantId, personId: PersonId): Promise<void> {
    await tx.query('delete from extracts.grant_holder where grant_id = $1 and person_id = $2', [id, personId]);
  }

  /** @returns whether its beginning had not been entered yet */
  async begin(tx: Transaction, { id, startsAt }: Grant): Promise<boolean> {
    const rows = await tx.query(
      'update extracts.access_grant set begun_at = $2 where id = $1 and begun_at is null returning id',
      [id, startsAt],
    );
    return rows.length > 0;
  }

  async end(tx: Transaction, id: GrantId, reason: GrantEnd, at: Date): Promise<void> {
    await tx.query('update extracts.access_grant set ended_at = $2, end_reason = $3 where id = $1', [id, at, reason]);
  }

  async block(tx: Transaction, { id, publishers }: BlockFrom, persons: readonly PersonId[], at: Date): Promise<void> {
    await tx.query(
      `insert into extracts.block (person_id, dataset_id, application_id, publisher_id, since)
       select person_id, dataset_id, $1, publisher_id, $5
       from unnest($2::uuid[]) as person_id, unnest($3::uuid[], $4::uuid[]) as published (dataset_id, publisher_id)
       on conflict (person_id, dataset_id, application_id) do update set lifted_at = null, since = $5`,
      [id, persons, publishers.map((one) => one.datasetId), publishers.map((one) => one.publisherId), at],
    );
  }

  /** @returns whether there was anything to lift, of what these publishers had set */
  async liftBlock(
    tx: Transaction,
    { id, publisherIds }: LiftFrom,
    persons: readonly PersonId[],
    at: Date,
  ): Promise<boolean> {
    const rows = await tx.query(
      `update extracts.block set lifted_at = $4
       where application_id = $1 and publisher_id = any($2) and person_id = any($3) and lifted_at is null
       returning person_id`,
      [id, publisherIds, persons, at],
    );
    return rows.length > 0;
  }

  /** The blocks that stand in somebody's way to some datasets, and who set them. */
  async blocksOf(persons: readonly PersonId[], datasets: readonly DatasetId[]): Promise<Block[]> {
    return this.db.query<Block>(
      `select distinct dataset_id as "datasetId", publisher_id as "publisherId" from extracts.block
       where person_id = any($1) and dataset_id = any($2) and lifted_at is null`,
      [persons, datasets],
    );
  }
}

export type Block = { readonly datasetId: DatasetId; readonly publisherId: OrganisationId };
type LiftFrom = { readonly id: ApplicationId; readonly publisherIds: readonly OrganisationId[] };
type BlockFrom = { readonly id: ApplicationId; readonly publishers: readonly Block[] };

const toGrant = (row: Row): Grant => ({
  ...{ id: row.id, applicationId: row.application_id, federationId: row.federation_id, datasetId: row.dataset_id },
  ...{ action: row.action, purpose: row.purpose, dimensions: row.dimensions, measures: row.measures },
  ...{ terms: row.terms, duties: row.duties, permit: row.permit, holders: row.holders },
  ...{ startsAt: row.starts_at, endsAt: row.ends_at, endedAt: row.ended_at, endReason: row.end_reason },
});
