import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { EmbeddedOptions, EmbeddedPostgres } from '#platform';

type Starter = { readonly startEmbeddedPostgres: (options: EmbeddedOptions) => Promise<EmbeddedPostgres> };

const FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '900' };

/** One PostgreSQL per run, whatever number of jest projects ask for it. Test files find it by GRANAIO_TEST_POSTGRES. */
const startPostgres = async (): Promise<void> => {
  if (process.env.GRANAIO_TEST_POSTGRES) return;
  const { startEmbeddedPostgres } = await loadStarter();
  const folder = mkdtempSync(join(tmpdir(), 'granaio-test-'));
  const server = await startEmbeddedPostgres({ directory: join(folder, 'postgres'), settings: FAST, auth: 'trust' });
  process.env.GRANAIO_TEST_POSTGRES = server.url;
  Object.assign(globalThis, { granaioTest: { server, folder } });
};

/**
 * Out here jest's resolver does not work yet and `#platform` would mean whatever was built last, so the one file that
 * is needed is loaded by its path. Migrating the template is left to the first test file that wants a database.
 */
async function loadStarter(): Promise<Starter> {
  const file = resolve(__dirname, '../../libs/platform/src/database/embedded-postgres');
  return (await import(file)) as Starter;
}

module.exports = startPostgres;
