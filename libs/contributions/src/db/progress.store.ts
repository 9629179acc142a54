import { Injectable } from '@nestjs/common';
import type { ContributionId } from '#kernel';
import { Database, SharedRead } from '#platform';
import type { ContributionState } from '../domain/states';

/** How far the work on a contribution is. */
export type Progress = {
  readonly state: ContributionState;
  /** `inspecting`, `reading`, `checking`, `explaining` or `writing`; null: nothing is under way, or has not said so yet. */
  readonly phase: string | null;
  /** Of this phase, in thousandths. */
  readonly permille: number;
};

type Row = Progress & { readonly id: ContributionId };

/**
 * How far work is, in statements of its own outside of every unit of work, so that others see it at once: nothing is
 * decided by it, and a crash of the database may lose it.
 */
@Injectable()
export class ProgressStore {
  /** Many who follow share a statement. */
  private readonly known = new SharedRead<ContributionId, Progress>(async (ids) => {
    const rows = await this.db.query<Row>(
      `select c.id, case when c.withdrawn_at is null then c.state else 'withdrawn' end as state, p.phase, coalesce(p.permille, 0) as permille from contributions.contribution c
       left join contributions.progress p on p.contribution_id = c.id where c.id = any($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map(({ id, ...progress }) => [id, progress]));
  });

  constructor(private readonly db: Database) {}

  read(id: ContributionId): Promise<Progress | undefined> {
    return this.known.get(id);
  }

  async put(id: ContributionId, phase: string, permille: number): Promise<void> {
    await this.db.query(
      `insert into contributions.progress values ($1, $2, $3) on conflict (contribution_id)
       do update set phase = excluded.phase, permille = excluded.permille, at = clock_timestamp()`,
      [id, phase, permille],
    );
  }

  async clear(id: ContributionId): Promise<void> {
    await this.db.query('delete from contributions.progress where contribution_id = $1', [id]);
  }
}
