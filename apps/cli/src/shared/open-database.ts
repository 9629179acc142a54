import { join } from 'node:path';
import {
  type Config,
  configFromEnvironment,
  configWith,
  type EmbeddedPostgres,
  startEmbeddedPostgres,
} from '#platform';

/** The configured database; or the embedded one, started or, where it runs already, adopted. */
export const openDatabase = (config: Config): Promise<EmbeddedPostgres> =>
  config.databaseUrl
    ? Promise.resolve({ url: config.databaseUrl, adopted: true, stop: () => Promise.resolve() })
    : startEmbeddedPostgres({ directory: join(config.dataDirectory, 'postgres') });

/** Runs a command on the configured database, and stops it after that where it was started for it. */
export async function onDatabase<T>(work: (config: Config) => Promise<T>): Promise<T> {
  const config = configFromEnvironment();
  const database = await openDatabase(config);
  try {
    return await work(configWith(config, { databaseUrl: database.url }));
  } finally {
    await database.stop();
  }
}
