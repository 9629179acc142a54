import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CatalogueRememberWithdrawnRows1795300000470 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table catalogue.withdrawn_part (
        contribution_id uuid primary key,
        dataset_id uuid not null references catalogue.dataset,
        organisation_id uuid not null,
        cause text not null check (cause in ('contributor', 'publisher', 'retention')),
        withdrawn_at timestamptz not null
      );
      comment on table catalogue.withdrawn_part is 'contributions that are never drawn again, whatever versions they are in';
      create index withdrawn_part_of_dataset on catalogue.withdrawn_part (dataset_id);
      create index version_part_of_contribution on catalogue.version_part (contribution_id);

      alter table catalogue.objection drop constraint objection_kind_check,
        add constraint objection_kind_check check (kind in ('veto', 'optOut', 'withdrawal')),
        add constraint objection_withdraws_purposes check (kind <> 'withdrawal' or purposes is not null);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from catalogue.objection where kind = 'withdrawal';
      alter table catalogue.objection drop constraint objection_withdraws_purposes,
        drop constraint objection_kind_check,
        add constraint objection_kind_check check (kind in ('veto', 'optOut'));
      drop index catalogue.version_part_of_contribution;
      drop table catalogue.withdrawn_part;
    `);
  }
}
