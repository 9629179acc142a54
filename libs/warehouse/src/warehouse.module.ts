import { Global, Module } from '@nestjs/common';
import { Warehouse } from './app/warehouse';
import { DuckDbWarehouse } from './db/duckdb-warehouse';

/** Offers the `Warehouse` to every other module; it takes `Config` from the platform. */
@Global()
@Module({ providers: [{ provide: Warehouse, useClass: DuckDbWarehouse }], exports: [Warehouse] })
export class WarehouseModule {}
