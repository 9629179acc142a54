import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ContributionsWithdrawContributions1795300000620 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table contributions.contribution
        add column withdrawn_at timestamptz,
        add column withdrawal_cause text check (withdrawal_cause in ('contributor', 'publisher', 'retention')),
        add column withdrawal_reason text,
        add constraint contribution_withdrawn check ((withdrawn_at is null) = (withdrawal_cause is null));
      comment on column contributions.contribution.withdrawn_at is
        'since when it is out, whatever state it had come to; null: it was not withdrawn';

      create table contributions.destruction (
        contribution_id uuid primary key references contributions.contribution,
        rows_sha256 text,
        upload_sha256 text,
        due_at timestamptz not null,
        destroyed_at timestamptz,
        verified_at timestamptz,
        check (verified_at is null or destroyed_at is not null)
      );
      comment on table contributions.destruction is 'what has to be destroyed of a contribution that was withdrawn, and when it was';
      comment on column contributions.destruction.rows_sha256 is 'the sealed file of its accepted rows; null: there never was one';
      comment on column contributions.destruction.verified_at is 'when it was last looked for, and nothing was found';
      create index destruction_to_do on contributions.destruction (due_at) where destroyed_at is null;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table contributions.destruction;
      alter table contributions.contribution drop constraint contribution_withdrawn,
        drop column withdrawn_at, drop column withdrawal_cause, drop column withdrawal_reason;
    `);
  }
}
