import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ExtractsRememberLeftRecords1795300000795 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table extracts.shown_table add column records text check (records in ('whole', 'inPart'));
      comment on column extracts.shown_table.records is
        'rows left one by one, by whose columns whoever has them can count: all of the rows, or not quite; null: a table left';

      -- Once, for what left row by row before: by every column of which anything is shown.
      insert into extracts.shown_table
          (dataset_id, hash, purpose, dimensions, terms, parts, largest, shown_at, measures, dataset_version, records)
        select e.dataset_id, 'records ' || r.extract_id || ' ' || r.number, e.purpose,
          array(select name from unnest(e.dimensions) name where name = any (shown.names)), r.permit -> 'terms',
          coalesce((select jsonb_agg(jsonb_build_object('contributionId', p.contribution_id, 'organisationId', p.organisation_id)
            order by p.contribution_id) from extracts.release_part p
            where p.extract_id = r.extract_id and p.number = r.number), '[]'),
          null, r.released_at, array(select name from unnest(e.measures) name where name = any (shown.names)),
          r.dataset_version, 'inPart'
        from extracts.release r join extracts.extract e on e.id = r.extract_id
        cross join lateral (select array(select c ->> 'name' from jsonb_array_elements(r.microdata -> 'columns') c
          where (c ->> 'isSensitive')::boolean or (c ->> 'level')::int < (c ->> 'levels')::int) as names) shown
        where r.microdata is not null and r.microdata <> 'null';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from extracts.shown_table where records is not null;
      alter table extracts.shown_table drop column records;
    `);
  }
}
