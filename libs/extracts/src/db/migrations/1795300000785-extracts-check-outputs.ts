import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExtractsCheckOutputs1795300000785 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table extracts.extract drop constraint extract_state_check;
      alter table extracts.extract add constraint extract_state_check
        check (state in ('granted', 'checking', 'refused', 'released', 'failed'));
    `);
    await runner.query(CHECKS);
  }

  /** What people were looking at has not left, and does not leave unseen. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop table extracts.output_check_answer;
      drop table extracts.output_check;
      update extracts.extract set state = 'failed',
        refusal = '{"code": "EXTRACT.NOT_MADE", "message": "This table could not be made. Ask for it again."}'
        where state = 'checking';
      alter table extracts.extract drop constraint extract_state_check;
      alter table extracts.extract add constraint extract_state_check
        check (state in ('granted', 'refused', 'released', 'failed'));
    `);
  }
}

const CHECKS = `
  create table extracts.output_check (
    extract_id uuid not null references extracts.extract,
    round integer not null check (round >= 1),
    number integer not null check (number >= 1),
    reviewers integer not null check (reviewers >= 1),
    terms jsonb not null,
    csv_sha256 text not null,
    parquet_sha256 text not null,
    cells jsonb not null,
    parts jsonb not null,
    chosen_at timestamptz not null,
    findings jsonb not null,
    microdata jsonb,
    opened_at timestamptz not null,
    closes_at timestamptz not null,
    outcome text check (outcome in ('released', 'withheld', 'unanswered', 'outdated')),
    settled_at timestamptz,
    primary key (extract_id, round),
    check ((outcome is null) = (settled_at is null))
  );
  comment on table extracts.output_check is 'tables that people look at before they leave; what is made anew is looked at anew';
  comment on column extracts.output_check.number is 'which of the releases of the extract it would be';
  comment on column extracts.output_check.chosen_at is 'when its rows were found to be usable';
  comment on column extracts.output_check.findings is 'what disclosure control has to say of single cells; no hidden number';
  create unique index output_check_open on extracts.output_check (extract_id) where outcome is null;

  create table extracts.output_check_answer (
    extract_id uuid not null,
    round integer not null,
    reviewer_id uuid not null,
    verdict text not null check (verdict in ('release', 'withhold')),
    reasons text not null,
    at timestamptz not null,
    primary key (extract_id, round, reviewer_id),
    foreign key (extract_id, round) references extracts.output_check
  );
`;
