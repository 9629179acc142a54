import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CatalogueAddObjections1795300000420 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table catalogue.dataset add column personal_data boolean not null default true;
      comment on column catalogue.dataset.personal_data is 'whether its rows are about people';

      create table catalogue.objection (
        id uuid primary key,
        federation_id uuid not null,
        organisation_id uuid not null,
        dataset_id uuid references catalogue.dataset,
        kind text not null check (kind in ('veto', 'optOut')),
        purposes text[] check (purposes <> '{}'),
        reason text not null,
        since timestamptz not null,
        withdrawn_at timestamptz check (withdrawn_at >= since)
      );
      comment on column catalogue.objection.dataset_id is 'null: every dataset of the federation';
      comment on column catalogue.objection.purposes is 'null: whatever for';
      create index objection_of_organisation on catalogue.objection (organisation_id, id);
      create unique index objection_in_force on catalogue.objection
        (federation_id, dataset_id, organisation_id, kind, purposes) nulls not distinct where withdrawn_at is null;
      create index version_part_of_organisation on catalogue.version_part (organisation_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index catalogue.version_part_of_organisation;
      drop table catalogue.objection;
      alter table catalogue.dataset drop column personal_data;
    `);
  }
}
