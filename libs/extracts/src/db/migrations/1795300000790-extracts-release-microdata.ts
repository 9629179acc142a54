import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExtractsReleaseMicrodata1795300000790 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table extracts.extract drop constraint extract_action_check;
      alter table extracts.extract add constraint extract_action_check
        check (action in ('requestExtract', 'queryAggregates', 'exportRecords'));
      alter table extracts.release add column microdata jsonb;
      comment on column extracts.release.microdata is
        'of rows that left one by one: what their groups keep, and how far columns were coarsened; null: it is a table';
    `);
  }

  /** Requests of that kind stay on record. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table extracts.release drop column microdata;
      alter table extracts.extract drop constraint extract_action_check;
      alter table extracts.extract add constraint extract_action_check
        check (action in ('requestExtract', 'queryAggregates')) not valid;
    `);
  }
}
