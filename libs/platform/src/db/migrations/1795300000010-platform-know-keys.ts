import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PlatformKnowKeys1795300000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table platform.installation (
        id uuid not null,
        at timestamptz not null default clock_timestamp(),
        alone boolean primary key default true check (alone)
      );
      comment on table platform.installation is 'which keys are ours: their place has the same id in a mark';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table platform.installation');
  }
}
