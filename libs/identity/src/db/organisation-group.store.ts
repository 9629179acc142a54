import type { FederationId, OrganisationId } from '#kernel';
import type { Queryable } from '#platform';
import { Injectable } from '@nestjs/common';
import type { OrganisationGroup, OrganisationGroupId } from '../domain/organisation-group';

const GROUPS = `
  select g.id, g.federation_id as "federationId", g.kind, g.name, g.recorded_at as "recordedAt", g.ended_at as "endedAt",
    array(select m.organisation_id from identity.organisation_group_member m where m.group_id = g.id order by 1)
      as "organisationIds"
  from identity.organisation_group g`;

@Injectable()
export class OrganisationGroupStore {
  async add(tx: Queryable, { id, federationId, kind, name, organisationIds, recordedAt }: OrganisationGroup) {
    await tx.query(
      `insert into identity.organisation_group (id, federation_id, kind, name, recorded_at) values ($1, $2, $3, $4, $5)`,
      [id, federationId, kind, name, recordedAt],
    );
    await tx.query(
      `insert into identity.organisation_group_member (group_id, organisation_id) select $1, unnest($2::uuid[])`,
      [id, organisationIds],
    );
  }

  /** @returns whether it held until now */
  async end(tx: Queryable, id: OrganisationGroupId, at: Date): Promise<boolean> {
    const rows = await tx.query(
      'update identity.organisation_group set ended_at = $2 where id = $1 and ended_at is null returning id',
      [id, at],
    );
    return rows.length === 1;
  }

  find(on: Queryable, id: OrganisationGroupId): Promise<OrganisationGroup[]> {
    return on.query<OrganisationGroup>(`${GROUPS} where g.id = $1`, [id]);
  }

  inForce(on: Queryable, federationId: FederationId): Promise<OrganisationGroup[]> {
    return on.query<OrganisationGroup>(`${GROUPS} where g.federation_id = $1 and g.ended_at is null order by g.id`, [
      federationId,
    ]);
  }

  page(
    on: Queryable,
    federationId: FederationId,
    { after, limit }: { readonly after: string | null; readonly limit: number },
  ): Promise<OrganisationGroup[]> {
    return on.query<OrganisationGroup>(
      `${GROUPS} where g.federation_id = $1 and ($2::uuid is null or g.id < $2) order by g.id desc limit $3`,
      [federationId, after, limit],
    );
  }

  /** Those of `ids` that are in the federation's book, today or once: rows stay when a contributor leaves. */
  everAffiliated(on: Queryable, federationId: FederationId, ids: readonly OrganisationId[]) {
    return on.query<{ organisationId: OrganisationId }>(
      `select distinct organisation_id as "organisationId" from identity.affiliation
       where federation_id = $1 and organisation_id = any($2::uuid[])`,
      [federationId, ids],
    );
  }
}
