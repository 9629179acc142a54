import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExtractsRecallReleases1795300000740 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(RELEASES);
    await runner.query(RECALLS);
    await runner.query(OBLIGATIONS);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from extracts.evidence where obligation_id in (select id from extracts.obligation where grant_id is null);
      delete from extracts.obligation where grant_id is null;
      drop index extracts.obligation_of_holder;
      alter table extracts.obligation drop constraint obligation_of_grant_or_release,
        drop column extract_id, drop column release_number, drop column holder_id,
        alter column grant_id set not null, alter column application_id set not null;
      drop table extracts.recall;
      drop table extracts.release_part;
      delete from extracts.release where number > 1;
      alter table extracts.release drop constraint release_pkey, add primary key (extract_id),
        drop column number, drop column largest;
    `);
  }
}

const RELEASES = `
  alter table extracts.release drop constraint release_pkey,
    add column number integer not null default 1 check (number >= 1),
    add column largest numeric,
    add primary key (extract_id, number);
  alter table extracts.release alter column number drop default;
  comment on column extracts.release.number is 'of an extract: the first, and those made again without what was withdrawn';
  comment on column extracts.release.largest is 'the largest number shown, in whole units of its column; null: not known';

  create table extracts.release_part (
    extract_id uuid not null,
    number integer not null,
    contribution_id uuid not null,
    organisation_id uuid not null,
    primary key (extract_id, number, contribution_id),
    foreign key (extract_id, number) references extracts.release
  );
  comment on table extracts.release_part is 'whose rows, and which of their files, each release was made from';
  create index release_part_of_contribution on extracts.release_part (contribution_id);
  create index release_by_csv on extracts.release (csv_sha256);

  -- Once, for what was released before this was kept: only the catalogue knew of which files a version was made.
  insert into extracts.release_part
    select r.extract_id, 1, p.contribution_id, p.organisation_id
    from extracts.release r
    join extracts.extract e on e.id = r.extract_id
    join catalogue.dataset_version v on v.dataset_id = e.dataset_id and v.number = r.dataset_version
    join catalogue.version_part p on p.version_id = v.id and p.organisation_id = any(r.contributors);
`;

const RECALLS = `
  create table extracts.recall (
    extract_id uuid not null,
    number integer not null,
    since timestamptz not null,
    state text not null check (state in ('toRecompute', 'held', 'replaced', 'ended')),
    destroyed_at timestamptz,
    primary key (extract_id, number),
    foreign key (extract_id, number) references extracts.release
  );
  comment on table extracts.recall is 'what is done about releases that rows were taken back from; that they are stale needs no entry';
  create index recall_to_settle on extracts.recall (extract_id) where state in ('toRecompute', 'held');
`;

const OBLIGATIONS = `
  alter table extracts.obligation
    alter column grant_id drop not null, alter column application_id drop not null,
    add column extract_id uuid, add column release_number integer, add column holder_id uuid,
    add foreign key (extract_id, release_number) references extracts.release,
    add constraint obligation_of_grant_or_release check (
      (grant_id is null) = (extract_id is not null and release_number is not null and holder_id is not null)
      and (grant_id is null) = (application_id is null));
  create unique index obligation_of_holder on extracts.obligation (holder_id, extract_id, release_number)
    where grant_id is null;
`;
