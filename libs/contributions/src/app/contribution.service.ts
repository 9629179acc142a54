import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { assertOffered, assertStewardOf, DatasetService } from '#catalogue';
import { CommonsError, newId, type ContributionId, type DatasetId, type OrganisationId } from '#kernel';
import { UnitOfWork } from '#platform';
import { authorise, personOf, type Actor } from '#policy';
import type { Dialect, Finding } from '#warehouse';
import { ContributionStore } from '../db/contribution.store';
import { assertAwaitsFile, assertFileName, withUpload, type Contribution } from '../domain/contribution';
import { VALIDATE_CONTRIBUTION } from '../jobs';
import { UploadVault } from './upload-vault';

export type ContributionDraft = {
  readonly datasetId: DatasetId;
  readonly organisationId: OrganisationId;
  readonly fileName: string;
  readonly hints: Partial<Dialect>;
};

@Injectable()
export class ContributionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contributions: ContributionStore,
    private readonly datasets: DatasetService,
    private readonly vault: UploadVault,
  ) {}

  /**
   * Announces a file of an organisation for a dataset.
   *
   * @throws CONTRIBUTION.FILE_NAME_INVALID, DATASET.MISSING, DATASET.WITHDRAWN, ORGANISATION.NOT_YOURS,
   *   POLICY.FORBIDDEN
   */
  async submit(by: Actor, draft: ContributionDraft): Promise<Contribution> {
    assertFileName(draft.fileName);
    const dataset = await this.datasets.read(by, draft.datasetId);
    authorise(by, 'contribute', 'Dataset', dataset);
    assertStewardOf(by, draft.organisationId, dataset.federationId);
    assertOffered(dataset);
    return this.work.run(by, async (tx) => {
      const contribution: Contribution = {
        ...draft,
        id: newId<ContributionId>(),
        federationId: dataset.federationId,
        submittedBy: personOf(by),
        submittedAt: await tx.now(),
        ...{ state: 'awaitingFile', receivedAt: null, report: null },
      };
      await this.contributions.insert(tx, contribution);
      const { id: contributionId, datasetId, organisationId } = contribution;
      tx.record({ type: 'contribution.submitted', contributionId, datasetId, organisationId });
      return contribution;
    });
  }

  /**
   * Takes in the file of an announced contribution and promises to validate it.
   *
   * @param ask who sends, by the tokens, the members' book and the policies of the moment; asked again when the file has
   *   arrived, which the sender may drag out for as long as a vote takes
   * @throws CONTRIBUTION.MISSING, CONTRIBUTION.NOT_AWAITING_FILE, FILE.TOO_LARGE, POLICY.FORBIDDEN
   */
  async receive(ask: () => Promise<Actor>, id: ContributionId, content: Readable): Promise<Contribution> {
    assertAwaitsFile(await this.readOwn(await ask(), id));
    const { bytes, ...upload } = await this.vault.seal(content);
    try {
      const by = await ask();
      await this.readOwn(by, id);
      return await this.work.run(by, async (tx) => {
        const contribution = withUpload(await this.contributions.lock(tx, id), await tx.now());
        await this.contributions.save(tx, contribution);
        await this.contributions.insertUpload(tx, id, upload);
        tx.record({ type: 'contribution.received', contributionId: id, bytes });
        tx.enqueue(VALIDATE_CONTRIBUTION, { contributionId: id });
        return contribution;
      });
    } catch (error) {
      // Refused before the commit, so that nothing refers to it. Where a commit may have happened, the file stays.
      if (error instanceof CommonsError) await this.vault.destroy(upload.sha256);
      throw error;
    }
  }

  /** @throws CONTRIBUTION.MISSING, POLICY.FORBIDDEN */
  async read(by: Actor, id: ContributionId): Promise<Contribution> {
    const contribution = await this.contributions.find(id);
    authorise(by, 'read', 'Contribution', contribution);
    return contribution;
  }

  /** The contributions that the caller may see, newest first; of one dataset if given. */
  page(by: Actor, dataset: DatasetId | null, after: string | null, limit: number): Promise<Contribution[]> {
    return this.contributions.page(by.ability, dataset, after, limit);
  }

  /** What is wrong with a contribution that the caller has read, in the order of its rows; at most 1,000 are kept. */
  findings(id: ContributionId, after: number, limit: number): Promise<Finding[]> {
    return this.contributions.findings(id, after, limit);
  }

  private async readOwn(by: Actor, id: ContributionId): Promise<Contribution> {
    const contribution = await this.read(by, id);
    const dataset = await this.datasets.read(by, contribution.datasetId);
    authorise(by, 'contribute', 'Dataset', dataset);
    assertStewardOf(by, contribution.organisationId, contribution.federationId);
    return contribution;
  }
}
