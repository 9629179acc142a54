import { Injectable } from '@nestjs/common';
import { assertScope } from '#identity';
import { missing, newId, type DatasetId, type DatasetSeriesId, type FederationId } from '#kernel';
import { Database, UnitOfWork } from '#platform';
import { allows, authorise, hiddenColumns, mayKnowOf, NO_SERIES, USE_ACTIONS, type Action, type Actor } from '#policy';
import { parseTableSchema, type TableSchema } from '#warehouse';
import { DatasetStore, type DatasetFilter } from '../db/dataset.store';
import { SchemaStore } from '../db/schema.store';
import {
  assertPublishable,
  assertWithdrawable,
  summaryOf,
  withoutMetadata,
  type Dataset,
  type DatasetSummary,
  type ShownDataset,
} from '../domain/dataset';
import { NEW_LIFE } from '../domain/life';
import { firstSchema } from '../domain/schema/schema-version';
import { without } from '../domain/visible-schema';
import { ANNOUNCE_DATASET, CLEAR_DATASET } from '../jobs';
import { CodeListService } from './code-list.service';
import { SeriesService } from './series.service';
import { assertStewardOf } from './steward';

export type DatasetDraft = Pick<
  Dataset,
  'federationId' | 'publisherId' | 'title' | 'description' | 'needCategory' | 'accessRights' | 'keywords'
> & {
  readonly schema: unknown;
  readonly seriesId?: DatasetSeriesId;
  /** Left out: they are. */
  readonly personalData?: boolean;
};

/** A dataset as somebody else would be shown it, and what they may do with it. */
export type SeenDataset = { readonly dataset: ShownDataset; readonly actions: readonly Action[] };

const OFFERED = { withdrawnAt: null, withdrawnReason: null } as const;

/** What the other actions stand for is among these. */
const DOABLE: readonly Action[] = ['discover', 'readMetadata', ...USE_ACTIONS, 'contribute', 'create'];

@Injectable()
export class DatasetService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly datasets: DatasetStore,
    private readonly db: Database,
    private readonly series: SeriesService,
    private readonly schemaVersions: SchemaStore,
    private readonly codeLists: CodeListService,
  ) {}

  /**
   * Enters a dataset into the catalogue, with the schema that contributions will be held to. Whether the caller may is
   * asked first: what strangers send is not worth reading.
   *
   * @throws FEDERATION.MISSING, as if it did not exist, to who may not know of it; SCHEMA.INVALID, SCHEMA.DIMENSION_WITHOUT_CATEGORIES, DATASET.INVALID, SERIES.MISSING, SCHEMA.CODE_LIST, ORGANISATION.NOT_YOURS, POLICY.FORBIDDEN
   */
  async publish(by: Actor, draft: DatasetDraft): Promise<Dataset> {
    const id = newId<DatasetId>();
    const entry = {
      ...{ ...draft, id, version: 0, contributors: 0, schemaNumber: 1, ...OFFERED, ...NEW_LIFE },
      ...{ seriesId: draft.seriesId ?? NO_SERIES, personalData: draft.personalData ?? true },
    };
    if (!mayKnowOf(by, 'Dataset', entry)) throw missing('federation', draft.federationId);
    authorise(by, 'create', 'Dataset', entry);
    assertStewardOf(by, draft.publisherId, draft.federationId);
    if (entry.seriesId !== NO_SERIES) await this.series.joinable(entry.seriesId, draft);
    const schema = parseTableSchema(await this.codeLists.expand(draft.schema));
    assertPublishable({ ...draft, schema });
    return this.work.run(by, async (tx) => {
      const dataset = { ...entry, schema, createdAt: await tx.now() };
      await this.datasets.insert(tx, dataset);
      await this.schemaVersions.insert(tx, {
        ...firstSchema(id, schema),
        createdAt: dataset.createdAt,
        createdBy: by.id,
      });
      tx.record({ type: 'dataset.published', datasetId: id, publisherId: dataset.publisherId, title: dataset.title });
      tx.enqueue(ANNOUNCE_DATASET, { datasetId: id });
      return dataset;
    });
  }

  /** @throws DATASET.MISSING, also where the caller may not know of it; POLICY.FORBIDDEN */
  async read(by: Actor, id: DatasetId): Promise<Dataset> {
    const dataset = await this.datasets.find(this.db, id);
    authorise(by, 'discover', 'Dataset', dataset);
    return dataset;
  }

  /**
   * Withdraws a dataset for good, in the name of its publisher: its entry and its history stay, with the reason, and
   * nothing is drawn out of it or put into it from this moment on. Its rows are destroyed.
   *
   * @throws DATASET.MISSING, DATASET.WITHDRAWN, DATASET.INVALID, ORGANISATION.NOT_YOURS, TOKEN.SCOPE_NEEDED
   */
  async withdraw(by: Actor, id: DatasetId, reason: string): Promise<Dataset> {
    const { publisherId, federationId } = await this.read(by, id);
    assertStewardOf(by, publisherId, federationId);
    if (by.identity) assertScope(by.identity, 'manage');
    return this.work.run(by, async (tx) => {
      const dataset = await this.datasets.lock(tx, id);
      assertWithdrawable(dataset, reason);
      const withdrawnAt = await tx.now();
      await this.datasets.withdraw(tx, id, withdrawnAt, reason);
      tx.record({ type: 'dataset.withdrawn', datasetId: id, publisherId, reason });
      tx.enqueue(CLEAR_DATASET, { datasetId: id });
      return { ...dataset, withdrawnAt, withdrawnReason: reason };
    });
  }

  /** One dataset as the caller is shown it. @throws DATASET.MISSING, POLICY.FORBIDDEN */
  async show(by: Actor, id: DatasetId): Promise<ShownDataset> {
    const dataset = summaryOf(await this.read(by, id));
    return allows(by.ability, 'readMetadata', 'Dataset', dataset) ? dataset : withoutMetadata(dataset);
  }

  /** The datasets that the caller may see, newest first. */
  page(by: Actor, filter: DatasetFilter, after: string | null, limit: number): Promise<ShownDataset[]> {
    return this.datasets.page([by.ability], filter, after, limit);
  }

  /** Of the datasets that the caller may see, what somebody else would be shown of them, and could do with them. */
  async pageAs(
    by: Actor,
    other: Actor,
    filter: DatasetFilter,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<SeenDataset[]> {
    const shown = await this.datasets.page([by.ability, other.ability], filter, page.after, page.limit);
    const facts = await this.datasets.summaries(shown.map(({ id }) => id));
    return shown.flatMap((dataset) => {
      const whole = facts.get(dataset.id);
      if (!whole) return [];
      const actions = DOABLE.filter((action) => allows(other.ability, action, 'Dataset', whole));
      return [{ dataset, actions }];
    });
  }

  /** What policies decide by of all of a federation's datasets, newest first; as a job needs it, which acts for nobody. */
  ofFederation(federationId: FederationId, limit: number): Promise<DatasetSummary[]> {
    return this.datasets.ofFederation(federationId, limit);
  }

  /** Schemas by id, as far as the caller may read them: without the columns that policies hide from them. */
  async schemas(by: Actor, ids: readonly DatasetId[]): Promise<ReadonlyMap<DatasetId, TableSchema>> {
    const datasets = await this.datasets.schemas(by.ability, ids);
    return new Map(datasets.map((dataset) => [dataset.id, without(dataset.schema, hiddenColumns(by, dataset))]));
  }

  /** Titles by id, of those that the caller may see and that are the federation's. */
  titles(by: Actor, federationId: FederationId, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.datasets.titles(by.ability, federationId, ids);
  }

  /** Titles by id of a federation's own datasets, as a job needs them, which acts for nobody. */
  titlesIn(federationId: FederationId, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    return this.datasets.titlesIn(federationId, ids);
  }

  /** The dataset as a job needs it, which acts for nobody. @throws DATASET.MISSING */
  find(id: DatasetId): Promise<Dataset> {
    return this.datasets.find(this.db, id);
  }
}
