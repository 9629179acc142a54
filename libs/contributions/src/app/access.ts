import { Injectable } from '@nestjs/common';
import { assertStewardOf, DatasetService, type Dataset } from '#catalogue';
import { seatsAs } from '#identity';
import type { ContributionId, DatasetId, OrganisationId } from '#kernel';
import { authorise, type Actor } from '#policy';
import { ContributionStore } from '../db/contribution.store';
import type { Contribution } from '../domain/contribution';

/** A contribution, and what it is for. */
export type Own = { readonly contribution: Contribution; readonly dataset: Dataset };

/** Who may do what with contributions; asked before any transaction opens, so that none waits for a second connection. */
@Injectable()
export class Access {
  constructor(
    private readonly contributions: ContributionStore,
    private readonly datasets: DatasetService,
  ) {}

  /** @throws CONTRIBUTION.MISSING, POLICY.FORBIDDEN */
  async read(by: Actor, id: ContributionId): Promise<Contribution> {
    const contribution = await this.contributions.find(id);
    authorise(by, 'read', 'Contribution', contribution);
    return contribution;
  }

  /** For who acts in the contributing organisation's name. @throws CONTRIBUTION.MISSING, ORGANISATION.NOT_YOURS, POLICY.FORBIDDEN */
  async own(by: Actor, id: ContributionId): Promise<Own> {
    const contribution = await this.read(by, id);
    const dataset = await this.contributable(by, contribution.datasetId, contribution.organisationId);
    return { contribution, dataset };
  }

  /** For what is done by itself, in nobody's name. @throws CONTRIBUTION.MISSING */
  async known(id: ContributionId): Promise<Own> {
    const contribution = await this.contributions.find(id);
    return { contribution, dataset: await this.datasets.find(contribution.datasetId) };
  }

  /** For who shows what is in the organisation's own files, and changes nothing. @throws CONTRIBUTION.MISSING */
  async ownToSee(by: Actor, id: ContributionId): Promise<Contribution> {
    const contribution = await this.read(by, id);
    assertStewardOf(by, contribution.organisationId, contribution.federationId);
    return contribution;
  }

  /** @throws DATASET.MISSING, ORGANISATION.NOT_YOURS, POLICY.FORBIDDEN */
  async contributable(by: Actor, id: DatasetId, organisationId: OrganisationId): Promise<Dataset> {
    const dataset = await this.datasets.read(by, id);
    authorise(by, 'contribute', 'Dataset', dataset);
    assertStewardOf(by, organisationId, dataset.federationId);
    return dataset;
  }

  /**
   * For who decides in the name of the dataset's publisher. What contributors send is not theirs to read, so they need no
   * right to that; but strangers learn nothing of it.
   *
   * @throws CONTRIBUTION.MISSING, ORGANISATION.NOT_YOURS
   */
  async published(by: Actor, id: ContributionId): Promise<Own> {
    const { contribution, dataset } = await this.known(id);
    const isPublisher = by.identity && seatsAs('steward', by.identity).some(isSeatOf(dataset));
    if (!isPublisher) authorise(by, 'read', 'Contribution', contribution);
    assertStewardOf(by, dataset.publisherId, dataset.federationId);
    return { contribution, dataset };
  }
}

const isSeatOf =
  ({ publisherId, federationId }: Dataset) =>
  (seat: { readonly organisationId: OrganisationId; readonly federationId: unknown }) =>
    seat.organisationId === publisherId && seat.federationId === federationId;
