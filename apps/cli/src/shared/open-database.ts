import { join } from 'node:path';
import { type Config, type EmbeddedPostgres, startEmbeddedPostgres } from '#platform';

/** The configured database; or the embedded one, started or, where it runs already, adopted. */
export const openDatabase = (config: Config): Promise<EmbeddedPostgres> =>
  config.databaseUrl
    ? Promise.resolve({ url: config.databaseUrl, adopted: true, stop: () => Promise.resolve() })
    : startEmbeddedPostgres({ directory: join(config.dataDirectory, 'postgres') });
