import { Injectable } from '@nestjs/common';
import type { DatasetId } from '#kernel';
import { Database, UnitOfWork } from '#platform';
import { authorise, hiddenColumns, type Actor } from '#policy';
import { DatasetStore } from '../db/dataset.store';
import { MetadataStore } from '../db/metadata.store';
import { VersionStore } from '../db/version.store';
import { NO_METADATA } from '../domain/metadata';
import { qualityOf, type Quality, type QualityFacts } from '../domain/quality/quality';
import { without } from '../domain/visible-schema';
import { ContributorCoverageService } from './contributor-coverage.service';

/** How useful a dataset is to who has never seen it, as far as one reader may know. */
@Injectable()
export class QualityService {
  constructor(
    private readonly datasets: DatasetStore,
    private readonly metadata: MetadataStore,
    private readonly versions: VersionStore,
    private readonly coverage: ContributorCoverageService,
    private readonly work: UnitOfWork,
    private readonly db: Database,
  ) {}

  /**
   * @param known what other slices can tell this reader: values missing, files accepted
   * @throws DATASET.MISSING, POLICY.FORBIDDEN
   */
  async of(by: Actor, id: DatasetId, known: Pick<QualityFacts, 'missing' | 'accepted'>): Promise<Quality> {
    const dataset = await this.datasets.find(this.db, id);
    authorise(by, 'readMetadata', 'Dataset', dataset);
    const now = await this.work.now();
    const version = await this.versions.latest(this.db, id);
    return qualityOf({
      ...{ description: dataset.description, keywords: dataset.keywords, now, ...known },
      schema: without(dataset.schema, hiddenColumns(by, dataset)),
      metadata: (await this.metadata.byIds(this.db, [id])).get(id) ?? { ...NO_METADATA, modifiedAt: dataset.createdAt },
      updatedAt: version?.createdAt ?? null,
      coverage: await this.coverage.of(by, id),
    });
  }
}
