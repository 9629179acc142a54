import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CatalogueAddSeries1795300000410 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table catalogue.dataset_series (
        id uuid primary key,
        federation_id uuid not null,
        publisher_id uuid not null,
        title text not null,
        created_at timestamptz not null
      );
      create index dataset_series_of_federation on catalogue.dataset_series (federation_id, id);

      alter table catalogue.dataset add column series_id uuid references catalogue.dataset_series;
      comment on column catalogue.dataset.series_id is 'the family it is of; null: it stands alone';
      create index dataset_of_series on catalogue.dataset (series_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table catalogue.dataset drop column series_id;
      drop table catalogue.dataset_series;
    `);
  }
}
