import { Injectable } from '@nestjs/common';
import { missing, newId, type DatasetSeriesId, type FederationId } from '#kernel';
import { Database, UnitOfWork } from '#platform';
import type { Actor } from '#policy';
import { SeriesStore } from '../db/series.store';
import { assertTitle, type DatasetSeries } from '../domain/dataset';
import { assertMayPublish } from './steward';

/** Families of datasets, such as the years of one survey: a policy can speak of all of one at once. */
@Injectable()
export class SeriesService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly store: SeriesStore,
    private readonly db: Database,
  ) {}

  /**
   * Founds a series, for whoever could publish a dataset there.
   *
   * @throws FEDERATION.MISSING, POLICY.FORBIDDEN, ORGANISATION.NOT_YOURS, DATASET.INVALID
   */
  async create(by: Actor, draft: Omit<DatasetSeries, 'id'>): Promise<DatasetSeries> {
    const { federationId, publisherId, title } = draft;
    assertMayPublish(by, { federationId, publisherId });
    assertTitle(title);
    return this.work.run(by, async (tx) => {
      const series = { id: newId<DatasetSeriesId>(), federationId, publisherId, title };
      await this.store.insert(tx, series);
      tx.record({ type: 'dataset-series.created', seriesId: series.id, federationId, publisherId, title });
      return series;
    });
  }

  /** A series that a dataset of this publisher may join. @throws SERIES.MISSING, also if it is another's */
  async joinable(id: DatasetSeriesId, of: Pick<DatasetSeries, 'federationId' | 'publisherId'>): Promise<DatasetSeries> {
    const [series] = await this.store.byIds(this.db, [id]);
    if (series?.federationId !== of.federationId || series.publisherId !== of.publisherId) throw missing('series', id);
    return series;
  }

  /** By id, of datasets that the caller has been shown. */
  async byIds(ids: readonly DatasetSeriesId[]): Promise<ReadonlyMap<DatasetSeriesId, DatasetSeries>> {
    const series = await this.store.byIds(this.db, ids);
    return new Map(series.map((one) => [one.id, one]));
  }

  /** Titles by id, of a federation's own series: what policies that name them are read by. */
  async titlesIn(federationId: FederationId, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const series = await this.store.byIds(this.db, ids as readonly DatasetSeriesId[]);
    return new Map(series.filter((one) => one.federationId === federationId).map(({ id, title }) => [id, title]));
  }
}
