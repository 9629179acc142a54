import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExtractsCreateDuties1795300000730 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(OBLIGATIONS);
    await runner.query(EVIDENCE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index extracts.extract_of_dataset;
      drop table extracts.evidence;
      drop table extracts.obligation;
    `);
  }
}

const OBLIGATIONS = `
  create table extracts.obligation (
    id uuid primary key,
    grant_id uuid not null references extracts.access_grant,
    application_id uuid not null,
    federation_id uuid not null,
    dataset_id uuid not null,
    publisher_id uuid not null,
    duty jsonb not null,
    number integer not null check (number >= 1),
    state text not null check (state in ('standing', 'open', 'fulfilled', 'accepted', 'rejected', 'lapsed')),
    since timestamptz not null,
    due_at timestamptz,
    last_step integer,
    check ((state = 'standing') = (due_at is null))
  );
  comment on column extracts.obligation.due_at is 'the first moment at which it is overdue';
  comment on column extracts.obligation.last_step is 'days from due_at; null: nobody was reminded yet';
  create unique index obligation_of_grant on extracts.obligation (grant_id, (duty ->> 'type'), number);
  create index obligation_to_fulfil on extracts.obligation (grant_id, due_at) where state in ('open', 'rejected');
  create index obligation_of_publisher on extracts.obligation (publisher_id, due_at);
  create index obligation_of_federation on extracts.obligation (federation_id, due_at);
  create index obligation_of_dataset on extracts.obligation (dataset_id);

  create index extract_of_dataset on extracts.extract (dataset_id);
`;

const EVIDENCE = `
  create table extracts.evidence (
    obligation_id uuid not null references extracts.obligation,
    number integer not null check (number >= 1),
    text text not null,
    url text,
    given_by uuid not null,
    given_at timestamptz not null,
    outcome text check (outcome in ('accepted', 'rejected')),
    reason text,
    reviewed_by uuid,
    reviewed_at timestamptz,
    primary key (obligation_id, number),
    check ((outcome is null) = (reviewed_at is null)),
    check (coalesce(outcome = 'rejected', false) = (reason is not null))
  );
`;
