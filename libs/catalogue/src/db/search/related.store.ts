import { Injectable } from '@nestjs/common';
import type { DatasetId } from '#kernel';
import { Database } from '#platform';
import { NO_SERIES } from '#policy';
import type { Dataset } from '../../domain/dataset';
import type { Sight } from './search-sql';

const MOST_CANDIDATES = 500;
const POINTS = { series: 8, keyword: 3, theme: 1, column: 1 };

@Injectable()
export class RelatedStore {
  constructor(private readonly db: Database) {}

  /**
   * The datasets with most in common, those that were published last first among equals. What is compared may be read by
   * who looks, of this dataset and of the other one.
   *
   * @param isRead whether who looks may read about the dataset
   */
  async to(dataset: Dataset, isRead: boolean, sight: Sight, limit: number): Promise<DatasetId[]> {
    const names = isRead && sight.partlyHidden.length === 0 ? dataset.schema.fields.map(({ name }) => name) : [];
    const { id, seriesId } = dataset;
    const keywords = isRead ? [...dataset.keywords] : [];
    const rows = await this.db.query<{ id: DatasetId }>(
      `with candidate as (
         select d.id, d.series_id, d.keywords, d.themes, d.table_schema, coalesce(${sight.read}, false) as is_read
         from catalogue.dataset d
         where ${sight.discover} and d.id <> $1 and d.withdrawn_at is null
           and (d.series_id = nullif($2::uuid, '${NO_SERIES}') or (d.keywords && $3::text[] and ${sight.read}))
         order by d.id desc limit ${String(MOST_CANDIDATES)}),
       scored as (
         select id, case when series_id = $2::uuid then ${String(POINTS.series)} else 0 end
           + case when is_read then
               ${String(POINTS.keyword)} * cardinality(array(select unnest(keywords) intersect select unnest($3::text[])))
               + ${String(POINTS.theme)} * cardinality(array(select unnest(themes) intersect
                   select unnest(s.themes) from catalogue.dataset s where s.id = $1 and $4::boolean))
               + ${String(POINTS.column)} * (select count(*)::int from jsonb_array_elements(table_schema -> 'fields') as field
                   where field ->> 'name' = any($5::text[]))
             else 0 end as points
         from candidate)
       select id from scored order by points desc, id desc limit $6`,
      [id, seriesId, keywords, isRead, names, limit],
    );
    return rows.map((row) => row.id);
  }
}
