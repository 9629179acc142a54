import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { runMigrations } from 'bullmq';
import { Client } from 'pg';
import { createDataSource, type MigrationClass } from './data-source';

/** `libs/`, of the sources or of dist: whichever this file was loaded from. */
const LIBS = join(__dirname, '..', '..', '..');
const MIGRATION = /^\d{13}-[a-z0-9-]+\.(?:ts|js)$/;

/**
 * Brings a database up to this version of the software, and its queue tables with it. Servers that start together take
 * turns; whoever comes second finds nothing to do.
 *
 * @param queueInDatabase whether jobs are queued in PostgreSQL (and not in Redis)
 * @returns the names of the migrations that ran now, in their order
 */
export async function migrate(databaseUrl: string, queueInDatabase = true): Promise<string[]> {
  const client = new Client({ connectionString: databaseUrl, application_name: 'granaio-migrate' });
  client.on('error', () => undefined); // whoever waits for an answer hears of it
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(hashtext('granaio.migrate'))`);
    const names = await runOwn(databaseUrl);
    if (queueInDatabase) await runMigrations(client);
    return names;
  } finally {
    await client.end();
  }
}

/** Every slice's migrations; TypeORM orders them by the time in their class names. */
export const findMigrations = (): MigrationClass[] => migrationFiles().map(classOf);

const migrationFiles = (): string[] =>
  readdirSync(LIBS).flatMap((lib) => {
    const folder = join(LIBS, lib, 'src', 'db', 'migrations');
    return namesIn(folder)
      .filter((name) => MIGRATION.test(name))
      .map((name) => join(folder, name));
  });

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // not every lib remembers something
  }
}

/** @throws Error if the file does not hold exactly one class, named after the file's time */
function classOf(file: string): MigrationClass {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which slices there are is known at run time only
  const exported = Object.values(require(file) as Record<string, unknown>);
  const [migration] = exported;
  const time = /(\d{13})-[^/\\]*$/.exec(file)?.[1] ?? '';
  if (exported.length !== 1 || typeof migration !== 'function' || !migration.name.endsWith(time)) {
    throw new Error(`${file} must export one class whose name ends in ${time}.`);
  }
  return migration;
}

async function runOwn(databaseUrl: string): Promise<string[]> {
  const source = await createDataSource(databaseUrl, 1, findMigrations()).initialize();
  try {
    const ran = await source.runMigrations();
    return ran.map(({ name }) => name);
  } finally {
    await source.destroy();
  }
}
