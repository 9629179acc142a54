import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PolicyCreatePolicies1795300000200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create schema policy;

      create table policy.policy (
        id uuid primary key,
        federation_id uuid not null,
        created_at timestamptz not null
      );
      create index policy_of_federation on policy.policy (federation_id, id);

      create table policy.version (
        id uuid primary key,
        policy_id uuid not null references policy.policy,
        number integer not null check (number >= 1),
        document text not null,
        hash text not null,
        enacted_at timestamptz not null,
        enacted_by uuid,
        ended_at timestamptz,
        ended_by uuid,
        unique (policy_id, number)
      );
      comment on column policy.version.document is 'canonical JSON (RFC 8785): the text that was voted, and that hash is of';
      comment on column policy.version.enacted_by is 'the ballot that adopted it; null: founded with the federation';
      create unique index version_in_force on policy.version (policy_id) where ended_at is null;

      create table policy.revision (
        only_row boolean primary key default true check (only_row),
        number bigint not null
      );
      insert into policy.revision (number) values (0);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema policy cascade');
  }
}
