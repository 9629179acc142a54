import { Injectable } from '@nestjs/common';
import { missing, newId, type DatasetId, type OrganisationId } from '#kernel';
import type { Mapping } from '#intake';
import { UnitOfWork, type Transaction } from '#platform';
import { personOf, type Actor } from '#policy';
import type { TableSchema } from '#warehouse';
import { ProfileStore } from '../db/profile.store';
import { tooManyProfiles } from '../domain/errors';
import {
  assertMapping,
  assertProfileName,
  fits,
  MOST_PROFILES,
  type MappingProfile,
  type MappingProfileId,
} from '../domain/mapping-profile';
import { Access } from './access';

/** Whose profiles, and for which dataset. */
export type ProfileOwner = { readonly datasetId: DatasetId; readonly organisationId: OrganisationId };
export type ProfileDraft = ProfileOwner & { readonly name: string; readonly mapping: Mapping };

/** How organisations' own columns become datasets', remembered under names; each is its organisation's, and nobody else's. */
@Injectable()
export class ProfileService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly profiles: ProfileStore,
    private readonly access: Access,
  ) {}

  /**
   * Saves a mapping under a name, in place of what had that name.
   *
   * @throws PROFILE.NAME_INVALID, MAPPING.INVALID, PROFILE.TOO_MANY, DATASET.MISSING, ORGANISATION.NOT_YOURS,
   *   POLICY.FORBIDDEN
   */
  async save(by: Actor, draft: ProfileDraft): Promise<MappingProfile> {
    const { schema } = await this.access.contributable(by, draft.datasetId, draft.organisationId);
    return this.work.run(by, (tx) => this.put(tx, draft, schema));
  }

  /** Saves it within the transaction of who has authorised it. @throws PROFILE.NAME_INVALID, MAPPING.INVALID, PROFILE.TOO_MANY */
  async put(tx: Transaction, draft: ProfileDraft, schema: TableSchema): Promise<MappingProfile> {
    const { datasetId, organisationId, name, mapping } = draft;
    assertProfileName(name);
    assertMapping(mapping, schema);
    const there = await this.profiles.of(datasetId, organisationId, tx);
    const isNew = there.every((profile) => profile.name !== name);
    if (isNew && there.length >= MOST_PROFILES) throw tooManyProfiles(MOST_PROFILES);
    const saved = { id: newId<MappingProfileId>(), revision: 1, savedBy: tx.by.id as MappingProfile['savedBy'] };
    const owner = { datasetId, organisationId, name, mapping };
    const profile = await this.profiles.put(tx, { ...owner, ...saved, savedAt: await tx.now() });
    const { id: profileId, revision } = profile;
    tx.record({ type: 'mapping-profile.saved', profileId, datasetId, organisationId, revision });
    return profile;
  }

  /** @throws MAPPINGPROFILE.MISSING, also where it is another organisation's */
  async delete(by: Actor, id: MappingProfileId): Promise<MappingProfile> {
    // Before it is looked up, so that nobody hears of it.
    personOf(by);
    const profile = await this.profiles.find(id);
    await this.contributable(by, profile);
    return this.work.run(by, async (tx) => {
      const { datasetId, organisationId, revision } = await this.profiles.find(id, tx);
      await this.profiles.delete(tx, id);
      tx.record({ type: 'mapping-profile.deleted', profileId: id, datasetId, organisationId, revision });
      return profile;
    });
  }

  /** An organisation's own for a dataset, by name. @throws DATASET.MISSING, ORGANISATION.NOT_YOURS, POLICY.FORBIDDEN */
  async of(by: Actor, { datasetId, organisationId }: ProfileOwner): Promise<MappingProfile[]> {
    await this.access.contributable(by, datasetId, organisationId);
    return this.profiles.of(datasetId, organisationId);
  }

  /** The one that was made for files like this, the last saved if there are several; null: there is none. */
  async suggested(owner: ProfileOwner, header: readonly string[]): Promise<MappingProfile | null> {
    const fitting = (await this.profiles.of(owner.datasetId, owner.organisationId)).filter(({ mapping }) =>
      fits(mapping, header),
    );
    return fitting.reduce<MappingProfile | null>((a, b) => (a && a.savedAt > b.savedAt ? a : b), null);
  }

  /**
   * What a named profile says, for who has been authorised; null: none was named.
   *
   * @throws MAPPINGPROFILE.MISSING, MAPPING.INVALID where the dataset's schema has changed since
   */
  async mappingOf(id: MappingProfileId | null, owner: ProfileOwner, schema: TableSchema): Promise<Mapping | null> {
    if (id === null) return null;
    const { mapping, datasetId, organisationId } = await this.profiles.find(id);
    if (datasetId !== owner.datasetId || organisationId !== owner.organisationId) throw missing('mapping profile', id);
    assertMapping(mapping, schema);
    return mapping;
  }

  /** What is not the caller's own does not exist for them. */
  private async contributable(by: Actor, { id, datasetId, organisationId }: MappingProfile): Promise<void> {
    personOf(by);
    await this.access.contributable(by, datasetId, organisationId).catch(() => {
      throw missing('mapping profile', id);
    });
  }
}
