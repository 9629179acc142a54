import { Injectable } from '@nestjs/common';
import { assertOffered } from '#catalogue';
import { newId, type ContributionId, type DatasetId, type OrganisationId } from '#kernel';
import { UnitOfWork } from '#platform';
import { personOf, type Actor } from '#policy';
import type { Dialect } from '#warehouse';
import { ContributionStore } from '../db/contribution.store';
import { awaited, type Contribution, type FileDraft, type VaultKeyId } from '../domain/contribution';
import type { MappingProfileId } from '../domain/mapping-profile';
import { Access } from './access';
import { ProfileService } from './profile.service';
import { QuotaService } from './quota.service';

export type ContributionDraft = {
  readonly datasetId: DatasetId;
  readonly organisationId: OrganisationId;
  readonly files: readonly FileDraft[];
  readonly hints: Partial<Dialect>;
  /** Whether to wait, once the files are here, until somebody has seen how they are read. */
  readonly reviewAsked?: boolean;
  /** What their columns are mapped by; left out or null: they are called as the dataset calls them. */
  readonly mappingProfileId?: MappingProfileId | null;
};

const NEW = {
  ...{ receivedAt: null, withdrawnAt: null, reason: null, report: null, rows: null },
  ...{ fingerprint: null, sameAsId: null, pseudonymKey: null, schemaNumber: null },
} as const;

@Injectable()
export class ContributionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contributions: ContributionStore,
    private readonly access: Access,
    private readonly quota: QuotaService,
    private readonly profiles: ProfileService,
  ) {}

  /**
   * Announces the files of an organisation for a dataset.
   *
   * @throws CONTRIBUTION.FILES_INVALID, CONTRIBUTION.FILE_NAME_INVALID, CONTRIBUTION.ANNOUNCEMENT_INVALID,
   *   DATASET.MISSING, DATASET.WITHDRAWN, ORGANISATION.NOT_YOURS, POLICY.FORBIDDEN, MAPPINGPROFILE.MISSING, QUOTA.EXCEEDED
   */
  async submit(by: Actor, draft: ContributionDraft): Promise<Contribution> {
    const files = awaited(draft.files);
    const dataset = await this.access.contributable(by, draft.datasetId, draft.organisationId);
    assertOffered(dataset);
    const mapping = await this.profiles.mappingOf(draft.mappingProfileId ?? null, draft, dataset.schema);
    const announcedBytes = files.reduce((sum, file) => sum + (file.bytes ?? 0), 0);
    return this.work.run(by, async (tx) => {
      const contribution: Contribution = {
        ...NEW,
        state: 'awaitingFile',
        id: newId<ContributionId>(),
        datasetId: dataset.id,
        federationId: dataset.federationId,
        organisationId: draft.organisationId,
        submittedBy: personOf(by),
        submittedAt: await tx.now(),
        files: files.map((file) => ({ ...file, mapping })),
        hints: draft.hints,
        reviewAsked: draft.reviewAsked ?? false,
        uploadKey: newId<VaultKeyId>(),
        findingsKey: newId<VaultKeyId>(),
      };
      await this.quota.assertRoom(tx, draft.organisationId, announcedBytes);
      await this.contributions.insert(tx, contribution);
      const { id: contributionId, datasetId, organisationId } = contribution;
      tx.record({ type: 'contribution.submitted', contributionId, datasetId, organisationId });
      return contribution;
    });
  }

  /** @throws CONTRIBUTION.MISSING, POLICY.FORBIDDEN */
  read(by: Actor, id: ContributionId): Promise<Contribution> {
    return this.access.read(by, id);
  }

  /** The contributions that the caller may see, newest first; of one dataset if given. */
  page(by: Actor, dataset: DatasetId | null, after: string | null, limit: number): Promise<Contribution[]> {
    return this.contributions.page(by.ability, dataset, after, limit);
  }
}
