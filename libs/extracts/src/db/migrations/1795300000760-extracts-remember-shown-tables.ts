import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExtractsRememberShownTables1795300000760 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table extracts.shown_table (
        dataset_id uuid not null,
        hash text not null,
        purpose text not null,
        dimensions text[] not null,
        terms jsonb not null,
        parts jsonb not null,
        largest numeric,
        shown_at timestamptz not null,
        primary key (dataset_id, hash)
      );
      comment on table extracts.shown_table is 'what every table that was looked at, and not released, was made of; no number of it but the largest';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table extracts.shown_table');
  }
}
