import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExtractsNameTheAction1795300000750 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table extracts.extract add column action text not null default 'requestExtract'
        check (action in ('requestExtract', 'queryAggregates'));
      alter table extracts.extract alter column action drop default;
      comment on column extracts.extract.action is 'what policies were asked about: a table to take away, or one to look up';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table extracts.extract drop column action');
  }
}
