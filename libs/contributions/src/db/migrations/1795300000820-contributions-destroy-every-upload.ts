import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ContributionsDestroyEveryUpload1795300000820 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contributions.destruction add column upload_sha256s text[] not null default '{}';
      comment on column contributions.destruction.upload_sha256s is
        'the sealed files as they were sent; empty: they were destroyed before, or never came';
      update contributions.destruction d set upload_sha256s = array(
        select d.upload_sha256 where d.upload_sha256 is not null
        union select u.sha256 from contributions.upload u where u.contribution_id = d.contribution_id);
      alter table contributions.destruction drop column upload_sha256;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contributions.destruction add column upload_sha256 text;
      update contributions.destruction set upload_sha256 = upload_sha256s[1];
      alter table contributions.destruction drop column upload_sha256s;
    `);
  }
}
