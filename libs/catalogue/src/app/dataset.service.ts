import { Injectable } from '@nestjs/common';
import { newId, type DatasetId, type DatasetVersionId } from '#kernel';
import { Database, UnitOfWork, type Transaction } from '#platform';
import { authorise, type Actor } from '#policy';
import { parseTableSchema } from '#warehouse';
import { DatasetStore, type DatasetFilter } from '../db/dataset.store';
import { assertPublishable, withPart, type Dataset, type DatasetVersion, type Part } from '../domain/dataset';
import { assertStewardOf } from './steward';

export type DatasetDraft = Pick<
  Dataset,
  'federationId' | 'publisherId' | 'title' | 'description' | 'needCategory' | 'accessRights' | 'keywords'
> & { readonly schema: unknown };

@Injectable()
export class DatasetService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly datasets: DatasetStore,
    private readonly db: Database,
  ) {}

  /**
   * Enters a dataset into the catalogue, with the schema that contributions will be held to.
   *
   * @throws SCHEMA.INVALID, SCHEMA.DIMENSION_WITHOUT_CATEGORIES, DATASET.INVALID, ORGANISATION.NOT_YOURS, POLICY.FORBIDDEN
   */
  publish(by: Actor, draft: DatasetDraft): Promise<Dataset> {
    const schema = parseTableSchema(draft.schema);
    assertPublishable({ ...draft, schema });
    return this.work.run(by, async (tx) => {
      const id = newId<DatasetId>();
      const dataset = { ...draft, schema, id, createdAt: await tx.now(), version: 0, contributors: 0 };
      authorise(by, 'create', 'Dataset', dataset);
      assertStewardOf(by, dataset.publisherId, dataset.federationId);
      await this.datasets.insert(tx, dataset);
      tx.record({ type: 'dataset.published', datasetId: id, publisherId: dataset.publisherId, title: dataset.title });
      return dataset;
    });
  }

  /** @throws DATASET.MISSING, also where the caller may not know of it; POLICY.FORBIDDEN */
  async read(by: Actor, id: DatasetId): Promise<Dataset> {
    const dataset = await this.datasets.find(this.db, id);
    authorise(by, 'read', 'Dataset', dataset);
    return dataset;
  }

  /** The datasets that the caller may see, newest first. */
  page(by: Actor, filter: DatasetFilter, after: string | null, limit: number): Promise<Dataset[]> {
    return this.datasets.page(by.ability, filter, after, limit);
  }

  /** Titles by id, of those that the caller may see. */
  titles(by: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.datasets.titles(by.ability, ids);
  }

  /** The latest version with its files, for the slices that read them. The caller has been authorised there. */
  latestVersion(id: DatasetId): Promise<DatasetVersion | null> {
    return this.datasets.latestVersion(this.db, id);
  }

  /** The dataset as a job needs it, which acts for nobody. @throws DATASET.MISSING */
  find(id: DatasetId): Promise<Dataset> {
    return this.datasets.find(this.db, id);
  }

  /**
   * Makes the next version, with an accepted contribution in it, within the transaction that accepted it.
   *
   * @returns the latest version as it was, where the organisation has sent a later file that was accepted before
   */
  async accept(tx: Transaction, datasetId: DatasetId, part: Part): Promise<DatasetVersion> {
    const dataset = await this.datasets.lock(tx, datasetId);
    const previous = await this.datasets.latestVersion(tx, datasetId);
    const parts = withPart(previous?.parts ?? [], part);
    if (previous && parts === previous.parts) return previous;
    const version: DatasetVersion = {
      id: newId<DatasetVersionId>(),
      datasetId,
      number: dataset.version + 1,
      createdAt: await tx.now(),
      parts,
    };
    await this.datasets.insertVersion(tx, version);
    const contributors = version.parts.map(({ organisationId }) => organisationId);
    tx.record({ type: 'dataset.versioned', datasetId, number: version.number, contributors });
    return version;
  }
}
