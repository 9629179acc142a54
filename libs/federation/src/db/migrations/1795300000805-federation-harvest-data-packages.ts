import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FederationHarvestDataPackages1795300000805 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(kinds('dcat', 'ckan', 'dataPackage'));
  }

  /** What data packages brought cannot be told of without their kind. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      delete from federation.harvested_dataset where source_id in (${PACKAGES});
      delete from federation.harvest_item i using federation.harvest_run r
        where r.id = i.run_id and r.source_id in (${PACKAGES});
      delete from federation.harvest_run where source_id in (${PACKAGES});
      delete from federation.harvest_source where id in (${PACKAGES});
      ${kinds('dcat', 'ckan')}
    `);
  }
}

const PACKAGES = `select id from federation.harvest_source where kind = 'dataPackage'`;

const kinds = (...names: readonly string[]) => `
  alter table federation.harvest_source
    drop constraint harvest_source_kind_check,
    add constraint harvest_source_kind_check check (kind in (${names.map((name) => `'${name}'`).join(', ')}));
`;
