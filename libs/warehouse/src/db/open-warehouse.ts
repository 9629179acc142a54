import { SystemClock } from '#kernel';
import { fileStoreFor, keyRingFor, type Config } from '#platform';
import type { DuckDbWarehouse } from './duckdb-warehouse';
import type { SealedRowStore } from './rows/sealed-row-store';
import { rowStoreFor, warehouseFor } from './warehouse-for';

/** The engine this installation is configured for and its rows, for tools that run without the modules; whoever opens it stops it. */
export async function openWarehouse(config: Config): Promise<{ warehouse: DuckDbWarehouse; rows: SealedRowStore }> {
  const [keys, files] = await Promise.all([keyRingFor(config), fileStoreFor(config)]);
  const rows = rowStoreFor(keys, files, config, new SystemClock());
  return { warehouse: warehouseFor(config, rows), rows };
}
