import type { MigrationInterface, QueryRunner } from 'typeorm';

export class AuditCreateSealAndLeaf1795300000300 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema audit;

      create table audit.seal (
        number integer primary key check (number >= 1),
        previous_hash bytea check (octet_length(previous_hash) = 32),
        root bytea not null check (octet_length(root) = 32),
        first_position bigint not null unique check (first_position >= 1),
        leaf_count integer not null check (leaf_count between 1 and 10000),
        sealed_at timestamptz(3) not null,
        hash bytea not null check (octet_length(hash) = 32),
        check ((number = 1) = (previous_hash is null))
      );
      comment on table audit.seal is 'each covers a batch of events and names the seal before it by hash';

      create table audit.leaf (
        position bigint primary key check (position >= 1),
        event_id uuid not null unique,
        hash bytea not null check (octet_length(hash) = 32),
        seal integer not null references audit.seal
      );
      comment on column audit.leaf.event_id is 'platform.event.id; no foreign key, the journal is another slice';

      create function audit.refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'The sealed log is only ever added to.' using errcode = 'restrict_violation';
      end $$;
      create trigger seal_is_final before update or delete or truncate on audit.seal
        for each statement execute function audit.refuse_change();
      create trigger leaf_is_final before update or delete or truncate on audit.leaf
        for each statement execute function audit.refuse_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema audit cascade');
  }
}
