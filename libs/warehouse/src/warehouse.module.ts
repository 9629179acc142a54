import { Clock } from '#kernel';
import { Config, FileStore, KeyRing } from '#platform';
import { Global, Module } from '@nestjs/common';
import { RowStore } from './app/row-store';
import { Warehouse } from './app/warehouse';
import { rowStoreFor, warehouseFor } from './db/warehouse-for';

/** Offers the `Warehouse` and the `RowStore` to every other module; it stands on the platform. */
@Global()
@Module({
  providers: [
    { provide: RowStore, inject: [KeyRing, FileStore, Config, Clock], useFactory: rowStoreFor },
    { provide: Warehouse, inject: [Config, RowStore], useFactory: warehouseFor },
  ],
  exports: [RowStore, Warehouse],
})
export class WarehouseModule {}
