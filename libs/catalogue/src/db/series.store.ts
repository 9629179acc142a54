import { Injectable } from '@nestjs/common';
import { isId, type DatasetSeriesId } from '#kernel';
import type { Queryable, Transaction } from '#platform';
import type { DatasetSeries } from '../domain/dataset';

@Injectable()
export class SeriesStore {
  /** @returns those that there are, in no order */
  async byIds(on: Queryable, ids: readonly DatasetSeriesId[]): Promise<DatasetSeries[]> {
    return on.query<DatasetSeries>(
      `select id, federation_id as "federationId", publisher_id as "publisherId", title
       from catalogue.dataset_series where id = any($1::uuid[])`,
      [ids.filter(isId)],
    );
  }

  async insert(tx: Transaction, { id, federationId, publisherId, title }: DatasetSeries): Promise<void> {
    await tx.query('insert into catalogue.dataset_series values ($1, $2, $3, $4, $5)', [
      ...[id, federationId, publisherId, title, await tx.now()],
    ]);
  }
}
