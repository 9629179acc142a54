import { createEmptyDatabase } from '../../../../test/support/test-database';
import { createDataSource } from './data-source';
import { findMigrations, migrate } from './migrate';

const TABLES = `select table_schema || '.' || table_name || '.' || column_name || ' ' || data_type as line
  from information_schema.columns
  where table_schema not in ('pg_catalog', 'information_schema', 'public', 'bullmq') order by 1`;

describe('migrating', () => {
  let database: Awaited<ReturnType<typeof createEmptyDatabase>>;

  beforeEach(async () => {
    database = await createEmptyDatabase();
  });
  afterEach(() => database.drop());

  it('brings an empty database up, once, whoever comes first', async () => {
    const ran = await Promise.all([migrate(database.url), migrate(database.url)]);

    expect(ran.flat()).toHaveLength(findMigrations().length);
    expect(ran.flat()[0]).toBe('PlatformCreateJournalAndOutbox1795300000000');
    expect(await migrate(database.url)).toEqual([]);
  });

  it('leaves the queue out of the database where Redis has it', async () => {
    await migrate(database.url, false);
    const source = await createDataSource(database.url, 1).initialize();

    expect(await source.query(`select 1 from pg_namespace where nspname = 'bullmq'`)).toEqual([]);
    await source.destroy();
  });

  it('can be undone in reverse, step by step, and done again to the same end', async () => {
    await migrate(database.url);
    const source = await createDataSource(database.url, 2, findMigrations()).initialize();
    const migrated = await source.query<object[]>(TABLES);

    for (let left = findMigrations().length; left > 0; left -= 1) await source.undoLastMigration();
    expect(await source.query(TABLES)).toEqual([]);

    await source.runMigrations();
    expect(await source.query(TABLES)).toEqual(migrated);
    await source.destroy();
  });
});
