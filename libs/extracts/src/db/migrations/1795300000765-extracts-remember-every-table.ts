import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExtractsRememberEveryTable1795300000765 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table extracts.shown_table
        add column measures text[] not null default '{}',
        add column dataset_version integer,
        add column pattern jsonb,
        add column height bigserial,
        drop constraint shown_table_pkey,
        add primary key (dataset_id, hash, purpose);
      comment on table extracts.shown_table is
        'what every table that left the commons was made of, released or looked at, and which of its cells were shown; no number of it but the largest';
      comment on column extracts.shown_table.pattern is 'null: not known, because it left before this was kept';
      comment on column extracts.shown_table.height is 'grows with each table that leaves a dataset';

      -- Once, for what was released before every table was kept here.
      insert into extracts.shown_table
          (dataset_id, hash, purpose, dimensions, terms, parts, largest, shown_at, measures, dataset_version)
        select e.dataset_id, 'release ' || r.extract_id || ' ' || r.number, e.purpose, e.dimensions, r.permit -> 'terms',
          coalesce((select jsonb_agg(jsonb_build_object('contributionId', p.contribution_id, 'organisationId', p.organisation_id)
            order by p.contribution_id) from extracts.release_part p
            where p.extract_id = r.extract_id and p.number = r.number), '[]'),
          r.largest, r.released_at, e.measures, r.dataset_version
        from extracts.release r join extracts.extract e on e.id = r.extract_id;

      alter table extracts.release add column newest_version integer;
      comment on column extracts.release.newest_version is
        'of the dataset when it was made; null: not known. Newer than its own where that could not stand beside earlier tables';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table extracts.release drop column newest_version;
      delete from extracts.shown_table where hash like 'release %';
      delete from extracts.shown_table s using extracts.shown_table o
        where o.dataset_id = s.dataset_id and o.hash = s.hash and o.purpose < s.purpose;
      alter table extracts.shown_table drop constraint shown_table_pkey, add primary key (dataset_id, hash),
        drop column measures, drop column dataset_version, drop column pattern, drop column height;
    `);
  }
}
