import { Config } from '#platform';
import { Injectable } from '@nestjs/common';
import type { AggregateQuery, GridQuery } from '../../app/warehouse';
import type { Aggregate } from '../../domain/aggregate';
import type { GridCell } from '../../domain/grid';
import { DuckDbWarehouse } from '../duckdb-warehouse';
import { ClickHouse } from './clickhouse';
import { aggregateOnCluster, countOnGridOfCluster } from './clickhouse-aggregate';
import type { RowsPlace } from './clickhouse-words';
import { ClusterRowStore } from './cluster-row-store';

/**
 * Counts on a cluster, over the same Parquet files. One file is read and written by this process, whose engine is good at
 * that: it checks what arrives and writes what leaves.
 */
@Injectable()
export class ClickHouseWarehouse extends DuckDbWarehouse {
  private readonly clickHouse: ClickHouse;
  private readonly place: RowsPlace;

  constructor(
    config: Config,
    private readonly rows: ClusterRowStore,
  ) {
    super(config, rows);
    if (!config.cluster) throw new Error('Configuration: no cluster to count on.');
    const { urls, name, shelf } = config.cluster;
    this.clickHouse = new ClickHouse({ urls, memoryMb: config.warehouse.memoryMb });
    this.place = { cluster: name, url: rows.shared.url, ...accessTo(shelf.credentials) };
  }

  override async aggregate({ sources, ...query }: AggregateQuery): Promise<Aggregate> {
    const files = await this.rows.place(sources.map(({ file }) => file));
    const contributors = sources.map(({ contributor }) => contributor);
    return aggregateOnCluster(this.clickHouse, this.place, { files, contributors }, query);
  }

  override async countOnGrid({ sources, ...query }: GridQuery): Promise<GridCell[]> {
    const files = await this.rows.place(sources.map(({ file }) => file));
    const contributors = sources.map(({ contributor }) => contributor);
    return countOnGridOfCluster(this.clickHouse, this.place, { files, contributors }, query);
  }

  override async stop(): Promise<void> {
    await super.stop();
    await this.clickHouse.stop();
  }
}

const accessTo = (credentials = { accessKeyId: '', secretAccessKey: '' }) => credentials;
