import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FederationCreateHarvest1795300000800 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema federation;

      create table federation.harvest_source (
        id uuid primary key,
        federation_id uuid not null,
        title text not null,
        url text not null,
        kind text not null check (kind in ('dcat', 'ckan')),
        every_hours integer check (every_hours >= 1),
        is_public boolean not null,
        created_by uuid not null,
        created_at timestamptz not null,
        previewed_at timestamptz,
        ended_at timestamptz
      );
      create unique index harvest_source_in_use on federation.harvest_source (federation_id, url) where ended_at is null;
    `);
    await runner.query(RUNS);
    await runner.query(HARVESTED);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema federation cascade');
  }
}

const RUNS = `
  create table federation.harvest_run (
    id uuid primary key,
    source_id uuid not null references federation.harvest_source,
    state text not null check (state in ('waiting', 'running', 'complete', 'partial', 'failed')),
    created_at timestamptz not null,
    due_at timestamptz not null,
    started_at timestamptz,
    ended_at timestamptz,
    pages integer not null default 0,
    counts jsonb not null,
    defects jsonb not null default '[]',
    failure text,
    next text
  );
  comment on column federation.harvest_run.next is 'address of the page to go on with; null: the first, or none';
  create index harvest_run_of_source on federation.harvest_run (source_id, id);
  create unique index harvest_run_open on federation.harvest_run (source_id) where state in ('waiting', 'running');

  create table federation.harvest_item (
    id uuid primary key,
    run_id uuid not null references federation.harvest_run,
    identity text not null,
    title text,
    outcome text not null,
    reason text,
    at timestamptz not null
  );
  create index harvest_item_of_run on federation.harvest_item (run_id, id);
`;

const HARVESTED = `
  create table federation.harvested_dataset (
    id uuid primary key,
    source_id uuid not null references federation.harvest_source,
    federation_id uuid not null,
    identity text not null,
    keys text[] not null,
    hash text not null,
    entry jsonb not null,
    title text not null,
    first_seen timestamptz not null,
    changed_at timestamptz not null,
    seen_in uuid not null,
    removed_at timestamptz,
    words tsvector not null
  );
  comment on column federation.harvested_dataset.removed_at is 'since when its source has it no more; null: it has';
  create unique index harvested_dataset_of_source on federation.harvested_dataset (source_id, md5(identity));
  create index harvested_dataset_of_federation on federation.harvested_dataset (federation_id, id) where removed_at is null;
  create index harvested_dataset_keys on federation.harvested_dataset using gin (keys) where removed_at is null;
  create index harvested_dataset_words on federation.harvested_dataset using gin (words) where removed_at is null;
`;
