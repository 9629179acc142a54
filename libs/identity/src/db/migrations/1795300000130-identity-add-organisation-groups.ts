import type { MigrationInterface, QueryRunner } from 'typeorm';

export class IdentityAddOrganisationGroups1795300000130 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table identity.organisation_group (
        id uuid primary key,
        federation_id uuid not null references identity.federation,
        kind text not null check (kind in ('affiliated', 'coalition')),
        name text not null,
        recorded_at timestamptz not null,
        ended_at timestamptz check (ended_at >= recorded_at)
      );
      comment on table identity.organisation_group is
        'organisations that are under one control (affiliated), or that put together what they know (coalition)';
      comment on column identity.organisation_group.ended_at is 'null: it holds';
      create index organisation_group_of_federation on identity.organisation_group (federation_id, id);

      create table identity.organisation_group_member (
        group_id uuid not null references identity.organisation_group,
        organisation_id uuid not null references identity.organisation,
        primary key (group_id, organisation_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table identity.organisation_group_member, identity.organisation_group');
  }
}
