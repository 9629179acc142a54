import { Injectable } from '@nestjs/common';
import { isId, missing, type DatasetId, type FederationId, type OrganisationId } from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';
import type { Objection, ObjectionId } from '../domain/objection';

const SELECT = `select o.id, o.federation_id as "federationId", o.organisation_id as "organisationId",
  o.dataset_id as "datasetId", o.kind, o.purposes, o.reason, o.since, o.withdrawn_at as "withdrawnAt"
  from catalogue.objection o`;

/** Whether an organisation has rows in the latest version of a dataset `d`. */
const hasRowsIn = (organisation: string) => `exists (
  select 1 from catalogue.dataset_version v join catalogue.version_part p on p.version_id = v.id
  where v.dataset_id = d.id and v.number = d.version and p.organisation_id = ${organisation})`;

/** Which objections somebody may see: those of organisations, those on what publishers have, those of federations. */
export type ObjectionView = {
  readonly ownOrganisations: readonly OrganisationId[];
  readonly publishers: readonly { readonly organisationId: OrganisationId; readonly federationId: FederationId }[];
  readonly federations: readonly FederationId[];
};

/** What a list of objections may be narrowed to; absent: not narrowed. */
export type ObjectionFilter = {
  /** Only what names this dataset: what is on all of a federation would tell that it exists. */
  readonly datasetId?: DatasetId | undefined;
  readonly organisationId?: OrganisationId | undefined;
  readonly inForce?: boolean | undefined;
};

@Injectable()
export class ObjectionStore {
  constructor(private readonly db: Database) {}

  /** Those in force that are on a dataset, alone or with all of its federation. */
  async onDataset(id: DatasetId): Promise<Objection[]> {
    return this.db.query<Objection>(
      `${SELECT} join catalogue.dataset d on d.id = $1 and d.federation_id = o.federation_id
       where o.withdrawn_at is null and (o.dataset_id is null or o.dataset_id = d.id) order by o.id`,
      [isId(id) ? id : null],
    );
  }

  /** @throws OBJECTION.MISSING */
  async lock(tx: Transaction, id: ObjectionId): Promise<Objection> {
    const [objection] = isId(id) ? await tx.query<Objection>(`${SELECT} where o.id = $1 for update`, [id]) : [];
    if (!objection) throw missing('objection', id);
    return objection;
  }

  /** Newest first, also those that were withdrawn. */
  async page(view: ObjectionView, filter: ObjectionFilter, after: string | null, limit: number): Promise<Objection[]> {
    const { datasetId = null, organisationId = null, inForce = null } = filter;
    if ([datasetId, organisationId].some((id) => id !== null && !isId(id))) return [];
    return this.db.query<Objection>(
      `${SELECT} where (${VISIBLE})
         and ($5::uuid is null or o.dataset_id = $5)
         and ($6::uuid is null or o.organisation_id = $6)
         and ($7::boolean is null or (o.withdrawn_at is null) = $7)
         and ($8::uuid is null or o.id < $8)
       order by o.id desc limit $9`,
      [...paramsOf(view), datasetId, organisationId, inForce, after, limit],
    );
  }

  async isVisible(on: Queryable, view: ObjectionView, id: ObjectionId): Promise<boolean> {
    const rows = await on.query(`${SELECT} where (${VISIBLE}) and o.id = $5`, [...paramsOf(view), id]);
    return rows.length > 0;
  }

  /** Whether an organisation ever had rows in a dataset, or in any of a federation. */
  async hasContributed(
    on: Queryable,
    organisationId: OrganisationId,
    where: { readonly datasetId: DatasetId | null; readonly federationId: FederationId },
  ): Promise<boolean> {
    const ids = [organisationId, where.federationId, where.datasetId];
    if (!ids.every((id) => id === null || isId(id))) return false;
    const rows = await on.query(
      `select 1 from catalogue.version_part p join catalogue.dataset_version v on v.id = p.version_id
       join catalogue.dataset d on d.id = v.dataset_id
       where p.organisation_id = $1 and d.federation_id = $2 and ($3::uuid is null or d.id = $3) limit 1`,
      ids,
    );
    return rows.length > 0;
  }

  /** @returns whether it was new: nothing is entered beside an equal one that is in force */
  async insert(tx: Transaction, o: Objection): Promise<boolean> {
    const rows = await tx.query(
      `insert into catalogue.objection (id, federation_id, organisation_id, dataset_id, kind, purposes, reason, since)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning id`,
      [o.id, o.federationId, o.organisationId, o.datasetId, o.kind, o.purposes, o.reason, o.since],
    );
    return rows.length > 0;
  }

  async withdraw(tx: Transaction, id: ObjectionId, at: Date): Promise<void> {
    await tx.query('update catalogue.objection set withdrawn_at = $2 where id = $1', [id, at]);
  }
}

const VISIBLE = `o.organisation_id = any($1::uuid[]) or o.federation_id = any($2::uuid[]) or exists (
  select 1 from catalogue.dataset d join unnest($3::uuid[], $4::uuid[]) as mine (publisher_id, federation_id)
    using (publisher_id, federation_id)
  where d.federation_id = o.federation_id
    and (d.id = o.dataset_id or (o.dataset_id is null and ${hasRowsIn('o.organisation_id')})))`;

const paramsOf = ({ ownOrganisations, publishers, federations }: ObjectionView) => [
  ...[ownOrganisations, federations],
  ...[publishers.map(({ organisationId }) => organisationId), publishers.map(({ federationId }) => federationId)],
];
