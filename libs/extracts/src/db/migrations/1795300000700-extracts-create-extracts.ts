import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExtractsCreateExtracts1795300000700 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema extracts;

      create table extracts.extract (
        id uuid primary key,
        dataset_id uuid not null,
        federation_id uuid not null,
        requested_by uuid not null,
        requested_at timestamptz not null,
        purpose text not null,
        dimensions text[] not null,
        measures text[] not null,
        state text not null check (state in ('granted', 'refused', 'released', 'failed')),
        refusal jsonb,
        permit jsonb
      );
      create index extract_of_person on extracts.extract (requested_by, id);

      create table extracts.release (
        extract_id uuid primary key references extracts.extract,
        dataset_version integer not null,
        permit jsonb not null,
        csv_sha256 text not null,
        csv_bytes bigint not null,
        parquet_sha256 text not null,
        parquet_bytes bigint not null,
        published_cells integer not null,
        primary_cells integer not null,
        secondary_cells integer not null,
        released_at timestamptz not null
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema extracts cascade');
  }
}
