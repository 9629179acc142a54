import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CatalogueDescribeDatasets1795300000440 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table catalogue.dataset
        add column contact_name text, add column contact_email text,
        add column licence text,
        add column rights_holder_id uuid,
        add column accrual_periodicity text,
        add column themes text[] not null default '{}',
        add column spatial jsonb not null default '[]',
        add column temporal_start date, add column temporal_end date,
        add column languages text[] not null default '{}',
        add column landing_page text,
        add column modified_at timestamptz,
        add column available_from timestamptz,
        add column retention_months integer check (retention_months between 1 and 1200),
        add column deprecated_at timestamptz, add column deprecated_reason text,
        add column replaced_by uuid references catalogue.dataset,
        add column approval_needed text not null default 'none' check (approval_needed in ('none', 'steward')),
        add column schema_number integer not null default 1,
        add check ((contact_name is null) = (contact_email is null)),
        add check ((deprecated_at is null) = (deprecated_reason is null)),
        add check (temporal_start <= temporal_end);
      update catalogue.dataset set modified_at = created_at;
      alter table catalogue.dataset alter column modified_at set not null;
      comment on column catalogue.dataset.spatial is 'territories: [{label, uri, code: {list, code}}]';
      comment on column catalogue.dataset.available_from is 'until then no rows are drawn out of it; null: no embargo';
      comment on column catalogue.dataset.retention_months is 'months after which rows are destroyed; null: never';
    `);
    await runner.query(SCHEMA_VERSIONS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table catalogue.version_part drop column schema_number;
      alter table catalogue.dataset_version drop column schema_number;
      drop table catalogue.dataset_schema;
      alter table catalogue.dataset
        drop column contact_name, drop column contact_email, drop column licence, drop column rights_holder_id,
        drop column accrual_periodicity, drop column themes, drop column spatial, drop column temporal_start,
        drop column temporal_end, drop column languages, drop column landing_page, drop column modified_at,
        drop column available_from, drop column retention_months, drop column deprecated_at,
        drop column deprecated_reason, drop column replaced_by, drop column approval_needed, drop column schema_number;
    `);
  }
}

const SCHEMA_VERSIONS = `
  create table catalogue.dataset_schema (
    dataset_id uuid not null references catalogue.dataset,
    number integer not null check (number >= 1),
    table_schema jsonb not null,
    hash text not null,
    note text not null,
    breaking boolean not null,
    migration jsonb,
    readable_since integer not null check (readable_since between 1 and number),
    created_at timestamptz not null,
    created_by text not null,
    primary key (dataset_id, number)
  );
  comment on column catalogue.dataset_schema.readable_since is 'rows accepted under earlier schema versions cannot be read as this one';
  insert into catalogue.dataset_schema
    select id, 1, table_schema, encode(sha256(convert_to(table_schema::text, 'UTF8')), 'hex'), '', false, null, 1,
      created_at, 'system:migration'
    from catalogue.dataset;

  alter table catalogue.dataset_version add column schema_number integer not null default 1;
  alter table catalogue.version_part add column schema_number integer not null default 1;
  comment on column catalogue.version_part.schema_number is 'the schema version these rows were accepted under';
`;
