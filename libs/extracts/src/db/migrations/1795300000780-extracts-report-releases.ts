import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExtractsReportReleases1795300000780 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table extracts.release add column report jsonb;
      comment on column extracts.release.report is
        'how its table was protected: what was checked, and what it tells; no number of it; null: it was made before there were reports';
      create index release_by_certificate on extracts.release ((report->'certificate'->>'sha256'));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table extracts.release drop column report');
  }
}
