import type { Clock } from '#kernel';
import type { Config, FileStore, KeyRing } from '#platform';
import { ClickHouseWarehouse } from './clickhouse/clickhouse-warehouse';
import { ClusterRowStore } from './clickhouse/cluster-row-store';
import { DuckDbWarehouse } from './duckdb-warehouse';
import { SealedRowStore } from './rows/sealed-row-store';

/** The row store that this installation is configured for. */
export function rowStoreFor(keys: KeyRing, files: FileStore, config: Config, clock: Clock): SealedRowStore {
  return new (config.cluster ? ClusterRowStore : SealedRowStore)(keys, files, config, clock);
}

/** The engine that this installation is configured for: the embedded one, or a cluster. */
export const warehouseFor = (config: Config, rows: SealedRowStore): DuckDbWarehouse =>
  rows instanceof ClusterRowStore ? new ClickHouseWarehouse(config, rows) : new DuckDbWarehouse(config, rows);
