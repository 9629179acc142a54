import type { MigrationInterface, QueryRunner } from 'typeorm';

const APPLICATIONS = `
  create table extracts.application (
    id uuid primary key,
    federation_id uuid not null,
    organisation_id uuid not null,
    applicant_id uuid not null,
    state text not null check (state in ('draft', 'submitted', 'returned', 'approved', 'rejected', 'closed',
      'revoked', 'withdrawn')),
    revision integer not null,
    form jsonb not null,
    items jsonb not null,
    acceptance jsonb,
    requirements jsonb not null,
    dataset_ids uuid[] not null,
    publishers uuid[] not null,
    deciders uuid[] not null,
    created_at timestamptz not null,
    submitted_at timestamptz,
    decided_at timestamptz,
    decision jsonb,
    approved_items jsonb,
    check ((state = 'draft') <= (revision = 0)),
    check ((state in ('approved', 'rejected')) <= (decided_at is not null))
  );
  create index application_of_applicant on extracts.application (applicant_id, id);
  create index application_of_federation on extracts.application (federation_id, id);
  create index application_of_publisher on extracts.application using gin (publishers);
  create index application_of_dataset on extracts.application using gin (dataset_ids);

  create table extracts.co_applicant (
    application_id uuid not null references extracts.application,
    person_id uuid not null,
    invited_at timestamptz not null,
    accepted_at timestamptz,
    accepted_hash text,
    primary key (application_id, person_id)
  );
  create index co_applicant_of_person on extracts.co_applicant (person_id, application_id);

  create table extracts.application_revision (
    application_id uuid not null references extracts.application,
    number integer not null,
    form jsonb not null,
    items jsonb not null,
    co_applicants uuid[] not null,
    submitted_at timestamptz not null,
    primary key (application_id, number)
  );
`;

/** What those who were asked said about one revision. */
const VOICES = `
  create table extracts.reviewer (
    application_id uuid not null references extracts.application,
    person_id uuid not null,
    invited_at timestamptz not null,
    primary key (application_id, person_id)
  );
  create index reviewer_of_person on extracts.reviewer (person_id, application_id);

  create table extracts.review (
    application_id uuid not null,
    person_id uuid not null,
    revision integer not null,
    verdict text not null check (verdict in ('for', 'against')),
    note text not null,
    at timestamptz not null,
    primary key (application_id, revision, person_id)
  );

  create table extracts.consent (
    application_id uuid not null references extracts.application,
    revision integer not null,
    dataset_id uuid not null,
    organisation_id uuid not null,
    asked_at timestamptz not null,
    answer text check (answer in ('given', 'refused')),
    answered_by uuid,
    answered_at timestamptz,
    primary key (application_id, revision, dataset_id, organisation_id)
  );
  create index consent_of_organisation on extracts.consent (organisation_id, application_id);

  create table extracts.publisher_approval (
    application_id uuid not null references extracts.application,
    revision integer not null,
    publisher_id uuid not null,
    by uuid not null,
    at timestamptz not null,
    changes jsonb not null,
    primary key (application_id, revision, publisher_id)
  );
`;

const VOTES_AND_HISTORY = `
  create table extracts.vote_bucket (
    id uuid primary key,
    key text not null,
    federation_id uuid not null,
    proposal_id uuid not null,
    opened_at timestamptz not null,
    outcome text check (outcome in ('adopted', 'rejected', 'inquorate')),
    settled_at timestamptz
  );
  create unique index vote_bucket_open on extracts.vote_bucket (key) where outcome is null;
  create index vote_bucket_of_key on extracts.vote_bucket (key, settled_at);

  create table extracts.bucket_application (
    bucket_id uuid not null references extracts.vote_bucket,
    application_id uuid not null references extracts.application,
    revision integer not null,
    primary key (bucket_id, application_id, revision)
  );
  create index bucket_of_application on extracts.bucket_application (application_id);

  create table extracts.application_event (
    id uuid primary key,
    application_id uuid not null references extracts.application,
    revision integer not null,
    at timestamptz not null,
    actor_id text not null,
    kind text not null,
    visibility text not null check (visibility in ('public', 'handlers', 'review')),
    note text not null,
    facts jsonb not null
  );
  create index application_event_of_application on extracts.application_event (application_id, id);
`;

const GRANTS = `
  create table extracts.access_grant (
    id uuid primary key,
    application_id uuid not null references extracts.application,
    federation_id uuid not null,
    dataset_id uuid not null,
    action text not null,
    purpose text not null,
    dimensions text[] not null,
    measures text[] not null,
    terms jsonb not null,
    duties jsonb not null,
    permit jsonb not null,
    starts_at timestamptz not null,
    ends_at timestamptz not null,
    begun_at timestamptz,
    ended_at timestamptz,
    end_reason text,
    check (starts_at < ends_at),
    check ((ended_at is null) = (end_reason is null))
  );
  create index access_grant_of_dataset on extracts.access_grant (dataset_id, id) where ended_at is null;
  create index access_grant_of_application on extracts.access_grant (application_id, id);

  create table extracts.grant_holder (
    grant_id uuid not null references extracts.access_grant,
    person_id uuid not null,
    primary key (grant_id, person_id)
  );
  create index grant_of_holder on extracts.grant_holder (person_id, grant_id);

  create table extracts.block (
    person_id uuid not null,
    dataset_id uuid not null,
    application_id uuid not null references extracts.application,
    publisher_id uuid not null,
    since timestamptz not null,
    lifted_at timestamptz,
    primary key (person_id, dataset_id, application_id)
  );
  create index block_of_person on extracts.block (person_id, dataset_id) where lifted_at is null;
`;

export class ExtractsCreateApplications1795300000720 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const tables of [APPLICATIONS, VOICES, VOTES_AND_HISTORY, GRANTS]) await runner.query(tables);
  }

  async down(runner: QueryRunner): Promise<void> {
    const tables = [
      ...['block', 'grant_holder', 'access_grant', 'application_event', 'bucket_application', 'vote_bucket'],
      ...['publisher_approval', 'consent', 'review', 'reviewer', 'application_revision', 'co_applicant', 'application'],
    ];
    for (const table of tables) await runner.query(`drop table extracts.${table}`);
  }
}
