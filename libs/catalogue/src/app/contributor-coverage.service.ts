import { Injectable } from '@nestjs/common';
import { MembersBook } from '#identity';
import type { DatasetId } from '#kernel';
import { Database, UnitOfWork } from '#platform';
import { authorise, type Actor } from '#policy';
import { DatasetStore } from '../db/dataset.store';
import { VersionStore } from '../db/version.store';
import type { ContributorCoverage } from '../domain/contributor-coverage';

/** How much of a federation stands behind a dataset, by the members' book of this moment. */
@Injectable()
export class ContributorCoverageService {
  constructor(
    private readonly datasets: DatasetStore,
    private readonly versions: VersionStore,
    private readonly book: MembersBook,
    private readonly work: UnitOfWork,
    private readonly db: Database,
  ) {}

  /**
   * Counts organisations and people, for who may read what the dataset is. Who has left the federation counts on neither
   * side, though its rows stay.
   *
   * @throws DATASET.MISSING, POLICY.FORBIDDEN
   */
  async of(by: Actor, id: DatasetId): Promise<ContributorCoverage> {
    const dataset = await this.datasets.find(this.db, id);
    authorise(by, 'readMetadata', 'Dataset', dataset);
    const now = await this.work.now();
    const version = await this.versions.latest(this.db, id);
    const behind = new Set(version?.parts.map(({ organisationId }) => organisationId));
    const affiliates = await this.book.affiliates(this.db, dataset.federationId, now);
    const all = affiliates.map(({ organisationId }) => organisationId);
    const contributors = all.filter((one) => behind.has(one));
    return {
      ...{ contributors: contributors.length, organisations: all.length },
      members: await this.book.peopleIn(this.db, contributors, now),
      allMembers: await this.book.peopleIn(this.db, all, now),
    };
  }
}
