import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PlatformCreateJournalAndOutbox1795300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema platform;

      create table platform.event (
        seq bigint generated always as identity primary key,
        id uuid not null unique,
        at timestamptz(3) not null,
        by text not null,
        type text not null,
        facts text not null,
        sealed boolean not null default false
      );
      comment on column platform.event.facts is 'canonical JSON (RFC 8785), so that its hash can be computed again';
      create index event_unsealed on platform.event (seq) where not sealed;

      create function platform.refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'The journal is only ever added to.' using errcode = 'restrict_violation';
      end $$;
      create trigger event_is_final before delete or update of seq, id, at, by, type, facts on platform.event
        for each row execute function platform.refuse_change();
      create trigger event_stays before truncate on platform.event execute function platform.refuse_change();

      create table platform.outbox (
        id uuid primary key,
        queue text not null,
        payload jsonb not null,
        created_at timestamptz not null default clock_timestamp(),
        not_before timestamptz,
        published_at timestamptz,
        done_at timestamptz,
        failed_at timestamptz,
        failure text
      );
      comment on column platform.outbox.failed_at is 'given up after the last attempt; an operator decides what next';
      create index outbox_open on platform.outbox (coalesce(not_before, created_at))
        where done_at is null and failed_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema platform cascade');
  }
}
