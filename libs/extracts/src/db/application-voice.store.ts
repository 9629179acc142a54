import type { ApplicationId, DatasetId, OrganisationId, PersonId } from '#kernel';
import type { Database, Queryable, Transaction } from '#platform';
import type { Application, ChangedItem, PublisherApproval } from '../domain/application/application';
import type { Consent } from '../domain/application/requirements';
import type { Review, Verdict } from '../domain/application/reviews';

type ReviewRow = { person_id: PersonId; verdict: Verdict | null; note: string | null; at: Date | null };
type ConsentRow = { dataset_id: DatasetId; organisation_id: OrganisationId; answer: Consent['answer'] };
type ApprovalRow = { publisher_id: OrganisationId; by: PersonId; at: Date; changes: ChangedItem[] };

/** An application at one of its revisions. */
export type AtRevision = Pick<Application, 'id' | 'revision'>;

/** What those who were asked said about one revision of an application. What they said about an earlier one is kept. */
export class ApplicationVoiceStore {
  constructor(private readonly db: Database) {}

  async addReviewer(tx: Transaction, id: ApplicationId, personId: PersonId, at: Date): Promise<boolean> {
    const rows = await tx.query(
      'insert into extracts.reviewer values ($1, $2, $3) on conflict do nothing returning person_id',
      [id, personId, at],
    );
    return rows.length > 0;
  }

  async removeReviewer(tx: Transaction, id: ApplicationId, personId: PersonId): Promise<boolean> {
    const rows = await tx.query(
      'delete from extracts.reviewer where application_id = $1 and person_id = $2 returning person_id',
      [id, personId],
    );
    return rows.length > 0;
  }

  /** Of everybody who is asked, and of whoever answered about that revision. */
  async reviews({ id, revision }: AtRevision, on: Queryable = this.db): Promise<Review[]> {
    const rows = await on.query<ReviewRow>(
      `select coalesce(w.person_id, v.person_id) as person_id, w.verdict, w.note, w.at
       from (select * from extracts.reviewer where application_id = $1) v
       full join (select * from extracts.review where application_id = $1 and revision = $2) w
         on v.person_id = w.person_id
       order by v.invited_at, person_id`,
      [id, revision],
    );
    return rows.map(({ person_id, verdict, note, at }) => ({ reviewerId: person_id, verdict, note: note ?? '', at }));
  }

  async insertReview(tx: Transaction, { id, revision }: AtRevision, review: Review): Promise<void> {
    await tx.query('insert into extracts.review values ($1, $2, $3, $4, $5, $6)', [
      ...[id, review.reviewerId, revision, review.verdict, review.note, review.at],
    ]);
  }

  async consents({ id, revision }: AtRevision, on: Queryable = this.db): Promise<Consent[]> {
    const rows = await on.query<ConsentRow>(
      `select dataset_id, organisation_id, answer from extracts.consent where application_id = $1 and revision = $2
       order by dataset_id, organisation_id`,
      [id, revision],
    );
    return rows.map(({ dataset_id, organisation_id, answer }) => ({
      ...{ datasetId: dataset_id, organisationId: organisation_id, answer },
    }));
  }

  /** @returns those who had not been asked yet */
  async askConsents(
    tx: Transaction,
    { id, revision }: AtRevision,
    asked: readonly Pick<Consent, 'datasetId' | 'organisationId'>[],
    at: Date,
  ): Promise<OrganisationId[]> {
    const rows = await tx.query<{ organisation_id: OrganisationId }>(
      `insert into extracts.consent (application_id, revision, dataset_id, organisation_id, asked_at)
       select $1, $2, dataset_id, organisation_id, $5 from unnest($3::uuid[], $4::uuid[]) as asked (dataset_id, organisation_id)
       on conflict do nothing returning organisation_id`,
      [id, revision, asked.map((one) => one.datasetId), asked.map((one) => one.organisationId), at],
    );
    return [...new Set(rows.map(({ organisation_id }) => organisation_id))];
  }

  async answerConsents(
    tx: Transaction,
    { id, revision }: AtRevision,
    { organisations, datasetId, answer, by, at }: ConsentAnswer,
  ): Promise<void> {
    await tx.query(
      `update extracts.consent set answer = $5, answered_by = $6, answered_at = $7
       where application_id = $1 and revision = $2 and dataset_id = $3 and organisation_id = any($4)`,
      [id, revision, datasetId, organisations, answer, by, at],
    );
  }

  async approvals({ id, revision }: AtRevision, on: Queryable = this.db): Promise<PublisherApproval[]> {
    const rows = await on.query<ApprovalRow>(
      `select publisher_id, by, at, changes from extracts.publisher_approval
       where application_id = $1 and revision = $2 order by at, publisher_id`,
      [id, revision],
    );
    return rows.map(({ publisher_id, by, at, changes }) => ({ publisherId: publisher_id, by, at, changes }));
  }

  async insertApproval(tx: Transaction, { id, revision }: AtRevision, approval: PublisherApproval): Promise<void> {
    const { publisherId, by, at, changes } = approval;
    await tx.query('insert into extracts.publisher_approval values ($1, $2, $3, $4, $5, $6)', [
      ...[id, revision, publisherId, by, at, JSON.stringify(changes)],
    ]);
  }
}

type ConsentAnswer = Pick<Consent, 'datasetId'> & {
  readonly organisations: readonly OrganisationId[];
  readonly answer: 'given' | 'refused';
  readonly by: PersonId;
  readonly at: Date;
};
