import { Injectable } from '@nestjs/common';
import type { DatasetId, ExtractId } from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';
import type { MicrodataOf } from '../domain/microdata-facts';

/** Rows that left one by one, and what with. */
export type LeftMicrodata = MicrodataOf & { readonly extractId: ExtractId };

/** What left of datasets row by row. */
@Injectable()
export class MicrodataStore {
  constructor(private readonly db: Database) {}

  /**
   * All that ever left of a dataset, recalled or not: whoever has it keeps it. What was handed on is under the terms it was
   * made under; the same bytes of other rows left of other contributors.
   */
  left(id: DatasetId, on: Queryable = this.db): Promise<LeftMicrodata[]> {
    return on.query<LeftMicrodata>(
      `select distinct on (r.csv_sha256, used.parts) e.id as "extractId", e.dimensions, e.measures,
         r.permit -> 'terms' as terms, used.parts
       from extracts.release r join extracts.extract e on e.id = r.extract_id
       cross join lateral (select coalesce(jsonb_agg(jsonb_build_object('contributionId', p.contribution_id,
            'organisationId', p.organisation_id) order by p.contribution_id), '[]') as parts
          from extracts.release_part p where p.extract_id = r.extract_id and p.number = r.number) used
       where e.dataset_id = $1 and e.action = 'exportRecords'
       order by r.csv_sha256, used.parts, r.released_at, e.id`,
      [id],
    );
  }

  /** Until the transaction ends, no other rows of the dataset leave. */
  async hold(tx: Transaction, id: DatasetId): Promise<void> {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('extracts.microdata:' || $1, 0))`, [id]);
  }
}
