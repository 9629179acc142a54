import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CatalogueAddNeedBoard1795300000451 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table catalogue.need (
        id uuid primary key,
        federation_id uuid not null,
        organisation_id uuid not null,
        posted_by uuid not null,
        need_category text not null,
        territory text,
        period_start date, period_end date check (period_start <= period_end),
        title text not null,
        description text not null,
        people text check (people in ('fewerThan10', 'dozens', 'hundreds', 'thousands')),
        until date not null,
        posted_at timestamptz not null,
        closed_at timestamptz, closed_reason text,
        words tsvector not null,
        check ((closed_at is null) = (closed_reason is null))
      );
      comment on column catalogue.need.people is 'about how many people it concerns; null: not said';
      comment on column catalogue.need.until is 'the last day on which an answer is of use';
      create index need_of_federation on catalogue.need (federation_id, id);
      create index need_words on catalogue.need using gin (words);
      create index need_open on catalogue.need (organisation_id) where closed_at is null;

      create table catalogue.need_answer (
        id uuid primary key,
        need_id uuid not null references catalogue.need,
        kind text not null check (kind in ('dataset', 'application')),
        dataset_id uuid references catalogue.dataset,
        application_id uuid,
        note text not null,
        organisation_id uuid not null,
        answered_by uuid not null,
        answered_at timestamptz not null,
        check ((kind = 'dataset') = (dataset_id is not null)),
        check ((kind = 'application') = (application_id is not null)),
        unique nulls not distinct (need_id, dataset_id, application_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table catalogue.need_answer, catalogue.need');
  }
}
