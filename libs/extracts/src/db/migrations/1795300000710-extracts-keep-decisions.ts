import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExtractsKeepDecisions1795300000710 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table extracts.decision (
        id uuid primary key,
        at timestamptz not null,
        occasion text not null check (occasion in ('request', 'run', 'download', 'submit', 'approve')),
        person_id uuid not null,
        federation_id uuid not null,
        dataset_id uuid not null,
        action text not null,
        extract_id uuid references extracts.extract,
        application_id uuid,
        granted boolean not null,
        code text,
        policy_revision bigint not null,
        clauses jsonb not null,
        until date,
        alternative jsonb,
        check (granted = (code is null))
      );
      create index decision_of_extract on extracts.decision (extract_id, id);
      create index decision_of_application on extracts.decision (application_id, id);
      create index decision_of_person on extracts.decision (person_id, id);

      alter table extracts.extract add column grant_id uuid;
      comment on column extracts.extract.grant_id is 'the grant it was made under; null: the policy decided by itself';
      alter table extracts.release add column contributors uuid[] not null default '{}';
      comment on column extracts.release.contributors is 'whose rows it was made from';
      update extracts.release r set contributors = array(
        select p.organisation_id from extracts.extract e
        join catalogue.dataset_version v on v.dataset_id = e.dataset_id and v.number = r.dataset_version
        join catalogue.version_part p on p.version_id = v.id
        where e.id = r.extract_id order by p.organisation_id);
      create index extract_of_federation on extracts.extract (federation_id, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      drop index extracts.extract_of_federation;
      alter table extracts.release drop column contributors;
      alter table extracts.extract drop column grant_id;
      drop table extracts.decision;
    `);
  }
}
