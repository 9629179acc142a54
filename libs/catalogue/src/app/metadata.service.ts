import { Injectable } from '@nestjs/common';
import { assertScope, Directory } from '#identity';
import { isId, missing, type DatasetId } from '#kernel';
import { Database, UnitOfWork } from '#platform';
import type { Actor } from '#policy';
import { DatasetStore } from '../db/dataset.store';
import { MetadataStore } from '../db/metadata.store';
import { assertOffered, assertTexts, type Dataset, type DatasetSummary } from '../domain/dataset';
import { assertMetadata, type DatasetMetadata, type MetadataDraft } from '../domain/metadata';
import { ANNOUNCE_DATASET } from '../jobs';
import { DatasetService } from './dataset.service';
import { assertStewardOf } from './steward';

/** What a steward may correct of an entry at any time; left out: it stays as it is. */
export type EntryChanges = Partial<
  Pick<DatasetSummary, 'title' | 'description' | 'keywords' | 'needCategory' | 'accessRights'>
> & { readonly metadata?: Partial<MetadataDraft> | undefined };

/** What the catalogue says of its datasets beyond their titles, and its corrections. */
@Injectable()
export class MetadataService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly service: DatasetService,
    private readonly datasets: DatasetStore,
    private readonly store: MetadataStore,
    private readonly db: Database,
    private readonly directory: Directory,
  ) {}

  /** Of datasets whose metadata the caller may read; the others are left out. */
  async of(by: Actor, ids: readonly DatasetId[]): Promise<ReadonlyMap<DatasetId, DatasetMetadata>> {
    return this.store.byIds(this.db, await this.datasets.readable(by.ability, ids));
  }

  /** Of any datasets, as a job needs it, which acts for nobody. */
  byIds(ids: readonly DatasetId[]): Promise<ReadonlyMap<DatasetId, DatasetMetadata>> {
    return this.store.byIds(this.db, ids);
  }

  /**
   * Corrects the entry of a dataset, in the name of its publisher.
   *
   * @throws DATASET.MISSING, DATASET.WITHDRAWN, DATASET.INVALID, DATASET.INVALID_METADATA, ORGANISATION.NOT_YOURS,
   *   ORGANISATION.MISSING where nobody holds the rights by that id, TOKEN.SCOPE_NEEDED
   */
  async update(by: Actor, id: DatasetId, { metadata, ...changes }: EntryChanges): Promise<Dataset> {
    const { publisherId, federationId } = await this.service.read(by, id);
    assertStewardOf(by, publisherId, federationId);
    if (by.identity) assertScope(by.identity, 'manage');
    await this.assertHolder(metadata?.rightsHolderId ?? null);
    return this.work.run(by, async (tx) => {
      const before = await this.datasets.lock(tx, id);
      assertOffered(before);
      const dataset = { ...before, ...withoutUndefined(changes) };
      assertTexts(dataset);
      const at = await tx.now();
      await this.datasets.saveEntry(tx, dataset, at);
      const described = (await this.store.byIds(tx, [id])).get(id);
      if (described && metadata) {
        const draft = { ...described, ...withoutUndefined(metadata) };
        assertMetadata(draft);
        await this.store.save(tx, id, draft, at);
      }
      const changed = [...Object.keys(withoutUndefined(changes)), ...Object.keys(withoutUndefined(metadata ?? {}))];
      tx.record({ type: 'dataset.described', datasetId: id, publisherId, changed });
      tx.enqueue(ANNOUNCE_DATASET, { datasetId: id });
      return dataset;
    });
  }

  private async assertHolder(id: MetadataDraft['rightsHolderId']): Promise<void> {
    if (id === null) return;
    const [holder] = isId(id) ? await this.directory.organisations([id]) : [];
    if (!holder) throw missing('organisation', id);
  }
}

/** What was left out changes nothing; null empties a field. */
const withoutUndefined = <T extends object>(changes: T) =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<T>;
