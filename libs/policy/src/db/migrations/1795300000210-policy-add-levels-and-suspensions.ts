import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PolicyAddLevelsAndSuspensions1795300000210 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table policy.policy add column organisation_id uuid;
      comment on column policy.policy.organisation_id is 'whose own policy it is, about what is its own; null: the federation''s';

      create table policy.delegation (
        federation_id uuid not null,
        organisation_id uuid not null,
        since timestamptz not null,
        resolution uuid,
        primary key (federation_id, organisation_id)
      );
      comment on table policy.delegation is 'organisations whose own policies bind nobody, because they gave that power to the federation';

      create table policy.suspension (
        id bigint generated always as identity primary key,
        version_id uuid not null references policy.version,
        since timestamptz not null,
        until timestamptz,
        reason text not null,
        decided_by uuid,
        ratified_at timestamptz,
        ratified_by uuid,
        ended_at timestamptz,
        check (until > since),
        check ((until is null) = (ratified_at is not null))
      );
      comment on column policy.suspension.until is 'when it lapses by itself; null: ratified, and so until further notice';
      comment on column policy.suspension.ended_at is 'when it was lifted, found lapsed, or its version ended';
      create unique index suspension_open on policy.suspension (version_id) where ended_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table policy.suspension;
      drop table policy.delegation;
      alter table policy.policy drop column organisation_id;
    `);
  }
}
