import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CatalogueWithdrawDatasets1795300000430 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table catalogue.dataset add column withdrawn_at timestamptz, add column withdrawn_reason text,
        add check ((withdrawn_at is null) = (withdrawn_reason is null));
      comment on column catalogue.dataset.withdrawn_at is 'since when nothing is drawn out of it or put into it; null: it was not';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table catalogue.dataset drop column withdrawn_at, drop column withdrawn_reason');
  }
}
