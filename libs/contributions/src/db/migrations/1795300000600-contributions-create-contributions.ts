import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ContributionsCreateContributions1795300000600 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create schema contributions');
    await runner.query(CONTRIBUTIONS);
    await runner.query(FILES_AND_FINDINGS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema contributions cascade');
  }
}

const CONTRIBUTIONS = `
  create table contributions.contribution (
    id uuid primary key,
    dataset_id uuid not null,
    federation_id uuid not null,
    organisation_id uuid not null,
    submitted_by uuid not null,
    submitted_at timestamptz not null,
    file_name text not null,
    hints jsonb not null,
    state text not null check (state in ('awaitingFile', 'validating', 'accepted', 'rejected')),
    received_at timestamptz,
    dialect jsonb,
    rows bigint,
    people numeric,
    finding_count integer,
    check ((state in ('accepted', 'rejected')) = (finding_count is not null)),
    check ((state = 'awaitingFile') = (received_at is null))
  );
  create index contribution_of_organisation on contributions.contribution (organisation_id, id);
  create index contribution_to_dataset on contributions.contribution (dataset_id, id);
`;

const FILES_AND_FINDINGS = `
  create table contributions.upload (
    contribution_id uuid primary key references contributions.contribution,
    sha256 text not null,
    key bytea not null check (octet_length(key) = 32)
  );
  comment on table contributions.upload is 'files as they were sent, sealed; the row goes when the file has been checked';

  create table contributions.finding (
    contribution_id uuid not null references contributions.contribution,
    number integer not null,
    row_number bigint,
    column_name text,
    code text not null,
    facts jsonb not null,
    primary key (contribution_id, number)
  );
  comment on table contributions.finding is 'where and what is wrong; never the value of a cell';
`;
