import { Injectable } from '@nestjs/common';
import type { DatasetId } from '#kernel';
import { Database } from '#platform';
import type { ApplicationTally, DutyTally, ExtractTally, GrantTally, Tallies } from '../domain/accountability';

type Of<Tally> = Tally & { datasetId: DatasetId };

const EXTRACTS = `select dataset_id as "datasetId", state, purpose, refusal ->> 'code' as reason, count(*)::int as count
  from extracts.extract where dataset_id = any($1::uuid[]) group by 1, 2, 3, 4`;

/** Whatever is still being written stays with who writes it; what was withdrawn after it was sent counts. */
const SUBMITTED = `extracts.application a
  join extracts.application_revision s on s.application_id = a.id and s.number = a.revision
  cross join unnest(a.dataset_ids) as d (id)
  where a.dataset_ids && $1::uuid[] and d.id = any($1::uuid[])`;
const APPLICATIONS = `select d.id as "datasetId", a.state, s.form ->> 'purpose' as purpose,
  a.decision ->> 'reason' as reason, count(*)::int as count from ${SUBMITTED} group by 1, 2, 3, 4`;

/** Whole hours are counted before the middle one is taken, so that the answer is one of them. */
const HOURS = `select d.id as "datasetId", percentile_disc(0.5) within group (order by floor(extract(epoch from
    a.decided_at - (select min(r.submitted_at) from extracts.application_revision r where r.application_id = a.id)
  ) / 3600))::int as hours
  from ${SUBMITTED} and a.decided_at is not null group by 1`;

/** By the clock: what is over has ended, whether that was entered or not. */
const GRANTS = `select dataset_id as "datasetId", case
    when end_reason is not null then end_reason
    when ends_at <= $2 then 'expired'
    when starts_at > $2 then 'toCome' else 'live' end as standing, count(*)::int as count
  from extracts.access_grant where dataset_id = any($1::uuid[]) group by 1, 2`;

const DUTIES = `select dataset_id as "datasetId", case
    when state = 'accepted' then 'accepted' when due_at <= $2 then 'overdue' else 'toFulfil' end as standing,
    count(*)::int as count
  from extracts.obligation where dataset_id = any($1::uuid[]) and state in ('open', 'rejected', 'accepted')
  group by 1, 2`;

@Injectable()
export class AccountabilityStore {
  constructor(private readonly db: Database) {}

  /** What is counted of each of these datasets, in the order of `ids`. */
  async tallies(ids: readonly DatasetId[], now: Date): Promise<Tallies[]> {
    const [extracts, applications, hours, grants, duties] = await Promise.all([
      this.db.query<Of<ExtractTally>>(EXTRACTS, [ids]),
      this.db.query<Of<ApplicationTally>>(APPLICATIONS, [ids]),
      this.db.query<Of<{ hours: number }>>(HOURS, [ids]),
      this.db.query<Of<GrantTally>>(GRANTS, [ids, now]),
      this.db.query<Of<DutyTally>>(DUTIES, [ids, now]),
    ]);
    return ids.map((id) => {
      const own = <Tally>(all: readonly Of<Tally>[]) => all.filter(({ datasetId }) => datasetId === id);
      return {
        ...{ extracts: own(extracts), applications: own(applications), grants: own(grants), duties: own(duties) },
        medianHours: own(hours)[0]?.hours ?? null,
      };
    });
  }
}
