import { DataSource, type DataSourceOptions } from 'typeorm';

const SETTINGS = {
  type: 'postgres',
  synchronize: false,
  entities: [],
  installExtensions: false,
  logging: false,
} as const satisfies Partial<DataSourceOptions>;

/** Statements that were prepared, one for each set of rules that people have, take memory until their connection ends. */
const MAX_USES = 2_000;

/**
 * Connections to one database; `initialize()` opens them. There are no entities: stores write SQL.
 *
 * @param poolSize the most connections this process may hold, ≥ 1
 * @param migrations classes, where the data source is to run them
 */
export function createDataSource(url: string, poolSize: number, migrations: MigrationClass[] = []): DataSource {
  return new DataSource({
    ...SETTINGS,
    url,
    applicationName: 'granaio',
    extra: { max: poolSize, maxUses: MAX_USES },
    migrations,
    migrationsTableName: 'granaio_migration',
    migrationsTransactionMode: 'each',
  });
}

export type MigrationClass = Extract<NonNullable<DataSourceOptions['migrations']>, unknown[]>[number];
