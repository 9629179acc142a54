import { Injectable } from '@nestjs/common';
import { isId, missing, type DatasetId, type OrganisationId } from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';
import type { MappingProfile, MappingProfileId } from '../domain/mapping-profile';

const SELECT = `select id, organisation_id as "organisationId", dataset_id as "datasetId", name, mapping, revision,
  saved_by as "savedBy", saved_at as "savedAt" from contributions.mapping_profile`;

@Injectable()
export class ProfileStore {
  constructor(private readonly db: Database) {}

  /** @throws MAPPINGPROFILE.MISSING */
  async find(id: MappingProfileId, on: Queryable = this.db): Promise<MappingProfile> {
    const [profile] = isId(id) ? await on.query<MappingProfile>(`${SELECT} where id = $1`, [id]) : [];
    if (!profile) throw missing('mapping profile', id);
    return profile;
  }

  /** An organisation's own for a dataset, by name. */
  async of(datasetId: DatasetId, organisationId: OrganisationId, on: Queryable = this.db): Promise<MappingProfile[]> {
    if (!isId(datasetId) || !isId(organisationId)) return [];
    return on.query<MappingProfile>(`${SELECT} where organisation_id = $1 and dataset_id = $2 order by name`, [
      organisationId,
      datasetId,
    ]);
  }

  /** Takes the place of the one with the same name. @returns it as it is now, under its first id */
  async put(tx: Transaction, p: MappingProfile): Promise<MappingProfile> {
    const [saved] = await tx.query<Pick<MappingProfile, 'id' | 'revision'>>(
      `insert into contributions.mapping_profile as p values ($1, $2, $3, $4, $5, 1, $6, $7)
       on conflict (organisation_id, dataset_id, name) do update set mapping = excluded.mapping,
         revision = p.revision + 1, saved_by = excluded.saved_by, saved_at = excluded.saved_at
       returning id, revision`,
      [p.id, p.organisationId, p.datasetId, p.name, JSON.stringify(p.mapping), p.savedBy, p.savedAt],
    );
    return { ...p, ...saved };
  }

  async delete(tx: Transaction, id: MappingProfileId): Promise<void> {
    await tx.query('delete from contributions.mapping_profile where id = $1', [id]);
  }
}
