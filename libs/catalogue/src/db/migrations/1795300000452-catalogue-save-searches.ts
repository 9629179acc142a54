import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CatalogueSaveSearches1795300000452 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table catalogue.saved_search (
        id uuid primary key,
        person_id uuid not null,
        name text not null,
        search jsonb not null,
        notify text not null check (notify in ('none', 'daily', 'atOnce')),
        saved_at timestamptz not null,
        next_at timestamptz,
        check ((notify = 'daily') = (next_at is not null))
      );
      comment on column catalogue.saved_search.next_at is 'when it is looked at next; null: not once a day';
      create index saved_search_of_person on catalogue.saved_search (person_id, id);
      create index saved_search_at_once on catalogue.saved_search (id) where notify = 'atOnce';

      create table catalogue.saved_search_told (
        saved_search_id uuid not null references catalogue.saved_search on delete cascade,
        dataset_id uuid not null references catalogue.dataset on delete cascade,
        version integer not null,
        primary key (saved_search_id, dataset_id, version)
      );
      comment on table catalogue.saved_search_told is 'what its owner was told of, so that nobody is told twice';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table catalogue.saved_search_told, catalogue.saved_search');
  }
}
