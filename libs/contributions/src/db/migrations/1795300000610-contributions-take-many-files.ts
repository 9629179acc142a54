import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Files that were being checked when the software changed are given up: their keys were in this table, and their
 * contributors send them again.
 */
export class ContributionsTakeManyFiles1795300000610 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [GIVE_UP, CONTRIBUTION, FILES, UPLOADS, FINDINGS, PROFILES, KEYS]) {
      await runner.query(statement);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(BACK);
  }
}

const GIVE_UP = `
  delete from contributions.upload;
  update contributions.contribution set state = 'rejected', dialect = '{}', rows = 0, people = 0, finding_count = 0
    where state = 'validating'
`;

const CONTRIBUTION = `
  alter table contributions.contribution
    drop constraint contribution_state_check,
    drop constraint contribution_check,
    drop constraint contribution_check1,
    add column review_asked boolean not null default false,
    add column reason text,
    add column warning_count integer,
    add column rows_sha256 text,
    add column rows_bytes bigint,
    add column fingerprint text,
    add column same_as_id uuid references contributions.contribution,
    add column pseudonym_key integer,
    add column schema_number integer,
    add column upload_key uuid not null default gen_random_uuid(),
    add column findings_key uuid not null default gen_random_uuid(),
    alter column file_name drop not null,
    add constraint contribution_state_is_known check (state in ('awaitingFile', 'inspecting', 'awaitingReading',
      'validating', 'awaitingConfirmation', 'awaitingApproval', 'accepted', 'rejected', 'cancelled', 'withdrawn')),
    add constraint contribution_received check (state in ('awaitingFile', 'cancelled') or received_at is not null),
    add constraint contribution_reported check (state not in ('accepted', 'rejected') or finding_count is not null),
    add constraint contribution_rows check ((rows_sha256 is null) = (rows_bytes is null));
  update contributions.contribution set warning_count = 0 where finding_count is not null;
  update contributions.contribution set dialect = null where dialect = '{}';
  comment on column contributions.contribution.fingerprint is
    'keyed hash of what was sent and how it is read, so that the same again is recognised';
  create index contribution_keeping_rows on contributions.contribution (organisation_id) where rows_sha256 is not null;
`;

const FILES = `
  create table contributions.file (
    contribution_id uuid not null references contributions.contribution,
    number smallint not null check (number between 1 and 20),
    name text not null,
    announced_bytes bigint,
    announced_sha256 text,
    received_at timestamptz,
    reading jsonb,
    mapping jsonb,
    primary key (contribution_id, number)
  );
  insert into contributions.file (contribution_id, number, name, received_at)
    select id, 1, file_name, received_at from contributions.contribution;
  alter table contributions.contribution drop column file_name;
`;

const UPLOADS = `
  alter table contributions.upload
    drop column key,
    add column number smallint not null,
    add column iv bytea not null check (octet_length(iv) = 16),
    add column bytes bigint not null,
    add column fingerprint text not null,
    drop constraint upload_pkey,
    add primary key (contribution_id, number);
  comment on table contributions.upload is
    'files as they were sent, sealed with a key of the key ring; the rows go when the files have been checked';

  create table contributions.arrival (
    id uuid primary key,
    contribution_id uuid not null references contributions.contribution,
    number smallint not null,
    bytes bigint not null,
    iv bytea not null check (octet_length(iv) = 16),
    sha256 text,
    begun_at timestamptz not null,
    taken_at timestamptz
  );
  create index arrival_of_contribution on contributions.arrival (contribution_id);
  comment on table contributions.arrival is 'uploads that may be broken off and continued, sealed as they arrive';

  create table contributions.note (
    contribution_id uuid not null references contributions.contribution,
    kind text not null check (kind in ('inspection', 'values', 'findings')),
    sha256 text not null,
    iv bytea not null check (octet_length(iv) = 16),
    primary key (contribution_id, kind)
  );
  comment on table contributions.note is
    'what holds cells of files: samples, values of findings, all findings; each a sealed file of the store';

  create unlogged table contributions.progress (
    contribution_id uuid primary key,
    phase text not null,
    permille smallint not null check (permille between 0 and 1000),
    at timestamptz not null default clock_timestamp()
  );
`;

const FINDINGS = `
  alter table contributions.finding
    add column severity text not null default 'error' check (severity in ('error', 'warning')),
    add column file_number smallint;
  create table contributions.finding_group (
    contribution_id uuid not null references contributions.contribution,
    number integer not null,
    code text not null,
    column_name text,
    severity text not null check (severity in ('error', 'warning')),
    findings bigint not null,
    first_row bigint,
    file_number smallint,
    facts jsonb not null,
    primary key (contribution_id, number)
  );
`;

const PROFILES = `
  create table contributions.mapping_profile (
    id uuid primary key,
    organisation_id uuid not null,
    dataset_id uuid not null,
    name text not null,
    mapping jsonb not null,
    revision integer not null,
    saved_by uuid not null,
    saved_at timestamptz not null,
    unique (organisation_id, dataset_id, name)
  );
`;

const KEYS = `
  create table contributions.pseudonym_key (
    federation_id uuid not null,
    number integer not null check (number >= 1),
    key_id uuid not null,
    created_at timestamptz not null,
    primary key (federation_id, number)
  );
  comment on table contributions.pseudonym_key is 'which keys a federation has had; the keys themselves are in the key ring';
`;

const BACK = `
  drop table contributions.pseudonym_key, contributions.mapping_profile, contributions.finding_group,
    contributions.progress, contributions.note, contributions.arrival;
  alter table contributions.finding drop column severity, drop column file_number;
  delete from contributions.upload;
  alter table contributions.upload drop constraint upload_pkey, drop column number, drop column iv, drop column bytes,
    drop column fingerprint, add column key bytea not null check (octet_length(key) = 32),
    add primary key (contribution_id);
  alter table contributions.contribution add column file_name text;
  update contributions.contribution c set file_name = f.name from contributions.file f
    where f.contribution_id = c.id and f.number = 1;
  drop table contributions.file;
  alter table contributions.contribution
    drop constraint contribution_state_is_known, drop constraint contribution_received,
    drop constraint contribution_reported, drop constraint contribution_rows;
  update contributions.contribution set finding_count = coalesce(finding_count, 0), state = 'rejected',
    received_at = coalesce(received_at, submitted_at)
    where state not in ('awaitingFile', 'accepted', 'rejected');
  update contributions.contribution set received_at = null where state = 'awaitingFile';
  alter table contributions.contribution
    drop column review_asked, drop column reason, drop column warning_count, drop column rows_sha256,
    drop column rows_bytes, drop column fingerprint, drop column same_as_id, drop column pseudonym_key,
    drop column schema_number, drop column upload_key, drop column findings_key,
    alter column file_name set not null,
    add constraint contribution_state_check check (state in ('awaitingFile', 'validating', 'accepted', 'rejected')),
    add constraint contribution_check check ((state in ('accepted', 'rejected')) = (finding_count is not null)),
    add constraint contribution_check1 check ((state = 'awaitingFile') = (received_at is null));
`;
