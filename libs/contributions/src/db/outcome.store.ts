import { Injectable } from '@nestjs/common';
import { isId, type DatasetId } from '#kernel';
import { Database } from '#platform';

/** How the checks of contributions ended. */
export type Outcomes = { readonly accepted: number; readonly checked: number };

@Injectable()
export class OutcomeStore {
  constructor(private readonly db: Database) {}

  /** Of the latest contributions to a dataset that were checked, at most so many; withdrawn later, they were accepted. */
  async latest(id: DatasetId, most: number): Promise<Outcomes> {
    const [row] = await this.db.query<Outcomes>(
      `select count(*)::integer as checked, (count(*) filter (where state <> 'rejected'))::integer as accepted
       from (select c.state from contributions.contribution c
             where c.dataset_id = $1 and c.finding_count is not null order by c.id desc limit $2) as latest`,
      [isId(id) ? id : null, most],
    );
    return row ?? { accepted: 0, checked: 0 };
  }
}
