import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CatalogueCreateDatasets1795300000400 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema catalogue;

      create table catalogue.dataset (
        id uuid primary key,
        federation_id uuid not null,
        publisher_id uuid not null,
        title text not null,
        description text not null,
        need_category text not null,
        access_rights text not null,
        keywords text[] not null,
        table_schema jsonb not null,
        created_at timestamptz not null,
        version integer not null default 0,
        contributors integer not null default 0
      );
      comment on column catalogue.dataset.version is 'number of the latest version; 0: nothing accepted yet';
      create index dataset_of_federation on catalogue.dataset (federation_id, id);
      create index dataset_by_need on catalogue.dataset (need_category, id);

      create table catalogue.dataset_version (
        id uuid primary key,
        dataset_id uuid not null references catalogue.dataset,
        number integer not null check (number >= 1),
        created_at timestamptz not null,
        unique (dataset_id, number)
      );

      create table catalogue.version_part (
        version_id uuid not null references catalogue.dataset_version,
        contribution_id uuid not null,
        organisation_id uuid not null,
        file_sha256 text not null,
        received_at timestamptz not null,
        primary key (version_id, contribution_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema catalogue cascade');
  }
}
