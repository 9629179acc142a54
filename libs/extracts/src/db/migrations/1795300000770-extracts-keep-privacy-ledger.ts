import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExtractsKeepPrivacyLedger1795300000770 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table extracts.privacy_charge (
        seq bigint generated always as identity unique,
        id uuid primary key,
        dataset_id uuid not null,
        question_hash text not null,
        question jsonb not null,
        noise jsonb not null,
        rho text not null,
        pure_epsilon text,
        lifetime_epsilon text not null,
        per_year_epsilon text,
        extract_id uuid,
        charged_at timestamptz(3) not null
      );
      comment on table extracts.privacy_charge is 'what questions with noise cost the people of a dataset: written before anything is drawn, never taken back';
      comment on column extracts.privacy_charge.noise is 'how its numbers are drawn, from the schema of that day';
      comment on column extracts.privacy_charge.rho is 'of zCDP, an exact fraction';
      comment on column extracts.privacy_charge.pure_epsilon is 'an exact fraction; null: Gaussian noise has none';
      create index privacy_charge_of_question on extracts.privacy_charge (dataset_id, question_hash, seq);

      create function extracts.refuse_change() returns trigger language plpgsql as $$
      begin
        raise exception 'The privacy ledger is only ever added to.' using errcode = 'restrict_violation';
      end $$;
      create trigger privacy_charge_is_final before update or delete or truncate on extracts.privacy_charge
        for each statement execute function extracts.refuse_change();

      create table extracts.noisy_answer (
        charge_id uuid primary key references extracts.privacy_charge,
        drawn_at timestamptz(3) not null,
        answer bytea,
        destroyed_at timestamptz(3),
        check ((answer is null) = (destroyed_at is not null))
      );
      comment on table extracts.noisy_answer is 'what was drawn under a charge, once: everybody who asks the same sees these numbers';

      alter table extracts.release add column noise jsonb;
      comment on column extracts.release.noise is 'what accounts for its noise; null: it has none';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table extracts.release drop column noise;
      drop table extracts.noisy_answer;
      drop table extracts.privacy_charge;
      drop function extracts.refuse_change();
    `);
  }
}
