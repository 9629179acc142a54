import { isId, type ApplicationId, type FederationId, type OrganisationId, type PersonId } from '#kernel';
import type { Database, Queryable, Transaction } from '#platform';
import type { Acceptance, Application, CoApplicant, Revision } from '../domain/application/application';
import { applicationMissing } from '../domain/application/errors';
import { listCondition, type ApplicationList, type ListReader } from './application-lists';

type Row = Pick<Application, 'id' | 'state' | 'revision' | 'form' | 'items' | 'requirements' | 'decision'> & {
  federation_id: FederationId;
  organisation_id: OrganisationId;
  applicant_id: PersonId;
  acceptance: { hash: string; at: string } | null;
  publishers: OrganisationId[];
  deciders: OrganisationId[];
  created_at: Date;
  submitted_at: Date | null;
  decided_at: Date | null;
  approved_items: Application['approvedItems'];
  co_applicants: { personId: PersonId; invitedAt: string; acceptedAt: string | null; acceptedHash: string | null }[];
  submitted: (Omit<Revision, 'submittedAt'> & { submittedAt: string }) | null;
};
type RevisionRow = Pick<Revision, 'number' | 'form' | 'items'> & { co_applicants: PersonId[]; submitted_at: Date };

const SELECT = `select a.*,
    coalesce((select jsonb_agg(jsonb_build_object('personId', c.person_id, 'invitedAt', c.invited_at, 'acceptedAt',
        c.accepted_at, 'acceptedHash', c.accepted_hash) order by c.invited_at, c.person_id)
      from extracts.co_applicant c where c.application_id = a.id), '[]') as co_applicants,
    (select jsonb_build_object('number', r.number, 'form', r.form, 'items', r.items, 'coApplicants', r.co_applicants,
        'submittedAt', r.submitted_at)
      from extracts.application_revision r where r.application_id = a.id and r.number = a.revision) as submitted
  from extracts.application a`;

/** Applications, who applies with whom, and what they said each time they were submitted. */
export class ApplicationStore {
  constructor(private readonly db: Database) {}

  /** @throws APPLICATION.MISSING */
  async find(id: ApplicationId, on: Queryable = this.db): Promise<Application> {
    const [row] = isId(id) ? await on.query<Row>(`${SELECT} where a.id = $1`, [id]) : [];
    if (!row) throw applicationMissing(id);
    return toApplication(row);
  }

  /** Whoever else decides on it waits. @throws APPLICATION.MISSING */
  async lock(tx: Transaction, id: ApplicationId): Promise<Application> {
    await tx.query('select 1 from extracts.application where id = $1 for no key update', [isId(id) ? id : null]);
    return this.find(id, tx);
  }

  /** One list of a person's, newest first. */
  async page(list: ApplicationList, reader: ListReader, after: string | null, limit: number): Promise<Application[]> {
    const { sql, params } = listCondition(list, reader, 2);
    const rows = await this.db.query<Row>(
      `${SELECT} where ${sql} and ($1::uuid is null or a.id < $1) order by a.id desc limit $2`,
      [after, limit, ...params],
    );
    return rows.map(toApplication);
  }

  async insert(tx: Transaction, application: Application): Promise<void> {
    const { id, federationId, organisationId, applicantId, createdAt } = application;
    await tx.query(
      `insert into extracts.application (id, federation_id, organisation_id, applicant_id, created_at, state, revision,
         form, items, requirements, dataset_ids, publishers, deciders)
       values ($1, $2, $3, $4, $5, 'draft', 0, '{}', '[]', '[]', '{}', '{}', '{}')`,
      [id, federationId, organisationId, applicantId, createdAt],
    );
    await this.save(tx, application);
  }

  async save(tx: Transaction, a: Application): Promise<void> {
    const datasetIds = [...new Set((a.submitted ?? a).items.map(({ datasetId }) => datasetId))];
    await tx.query(
      `update extracts.application set state = $2, revision = $3, form = $4, items = $5, acceptance = $6,
         requirements = $7, dataset_ids = $8, publishers = $9, deciders = $10, submitted_at = $11, decided_at = $12,
         decision = $13, approved_items = $14 where id = $1`,
      [
        ...[a.id, a.state, a.revision, JSON.stringify(a.form), JSON.stringify(a.items)],
        ...[a.acceptance && JSON.stringify(a.acceptance), JSON.stringify(a.requirements), datasetIds],
        ...[a.publishers, a.deciders, a.submittedAt, a.decidedAt, a.decision && JSON.stringify(a.decision)],
        a.approvedItems && JSON.stringify(a.approvedItems),
      ],
    );
  }

  /** Another one of the same person alone that says the same and is before those who decide; null: none. */
  async twinOf(tx: Transaction, { id, organisationId, applicantId, form, items }: Application) {
    const [row] = await tx.query<{ id: ApplicationId }>(
      `select id from extracts.application where id <> $1 and state = 'submitted' and organisation_id = $2
       and applicant_id = $3 and form = $4::jsonb and items = $5::jsonb
       and not exists (select from extracts.co_applicant c where c.application_id in ($1, application.id)) limit 1`,
      [id, organisationId, applicantId, JSON.stringify(form), JSON.stringify(items)],
    );
    return row?.id ?? null;
  }

  async putCoApplicant(tx: Transaction, id: ApplicationId, one: CoApplicant): Promise<void> {
    await tx.query(
      `insert into extracts.co_applicant values ($1, $2, $3, $4, $5)
       on conflict (application_id, person_id) do update set accepted_at = $4, accepted_hash = $5`,
      [id, one.personId, one.invitedAt, one.acceptedAt, one.acceptedHash],
    );
  }

  async removeCoApplicant(tx: Transaction, id: ApplicationId, personId: PersonId): Promise<void> {
    await tx.query('delete from extracts.co_applicant where application_id = $1 and person_id = $2', [id, personId]);
  }

  async insertRevision(tx: Transaction, id: ApplicationId, revision: Revision): Promise<void> {
    const { number, form, items, coApplicants, submittedAt } = revision;
    await tx.query('insert into extracts.application_revision values ($1, $2, $3, $4, $5, $6)', [
      ...[id, number, JSON.stringify(form), JSON.stringify(items), coApplicants, submittedAt],
    ]);
  }

  /** Everything that was submitted, oldest first. */
  async revisions(id: ApplicationId): Promise<Revision[]> {
    const rows = await this.db.query<RevisionRow>(
      'select * from extracts.application_revision where application_id = $1 order by number',
      [id],
    );
    return rows.map(({ number, form, items, co_applicants, submitted_at }) => ({
      ...{ number, form, items, coApplicants: co_applicants, submittedAt: submitted_at },
    }));
  }
}

function toApplication(row: Row): Application {
  const { id, state, revision, form, items, requirements, decision, publishers, deciders } = row;
  return {
    ...{ id, state, revision, form, items, requirements, decision, publishers, deciders },
    federationId: row.federation_id,
    organisationId: row.organisation_id,
    applicantId: row.applicant_id,
    coApplicants: row.co_applicants.map(({ personId, invitedAt, acceptedAt, acceptedHash }) => ({
      ...{ personId, acceptedHash, invitedAt: new Date(invitedAt) },
      acceptedAt: acceptedAt === null ? null : new Date(acceptedAt),
    })),
    acceptance: row.acceptance && ({ hash: row.acceptance.hash, at: new Date(row.acceptance.at) } satisfies Acceptance),
    createdAt: row.created_at,
    submittedAt: row.submitted_at,
    decidedAt: row.decided_at,
    submitted: row.submitted && { ...row.submitted, submittedAt: new Date(row.submitted.submittedAt) },
    approvedItems: row.approved_items,
  };
}
