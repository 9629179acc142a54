import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database';
import { claimInstallation } from './installation-claim';

describe('claiming an installation', () => {
  let database: TestDatabase;

  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(() => database.drop());

  it('succeeds for one process at a time', async () => {
    const first = await claimInstallation(database.url);
    expect(first).toBeDefined();
    expect(await claimInstallation(database.url)).toBeUndefined();

    await first?.release();
    const next = await claimInstallation(database.url);
    expect(next).toBeDefined();
    await next?.release();
  });

  it('ends, and says so, when the database goes away', async () => {
    const claim = await claimInstallation(database.url);
    await database.query(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'granaio-start'
      and datname = current_database()`);

    await expect(claim?.ended).resolves.toBeUndefined();
  });
});
