import { parseArgs } from 'node:util';
import { configFromEnvironment, migrate } from '#platform';
import { openDatabase } from './shared/open-database';
import { say } from './shared/output';

/** Migrates the configured database, or the embedded one, which is started for it where it is not running. */
export async function runMigrate(args: string[]): Promise<number> {
  parseArgs({ args, options: {} });
  const config = configFromEnvironment();
  const database = await openDatabase(config);
  try {
    const names = await migrate(database.url, !config.redisUrl);
    say(names.length > 0 ? `Migrated:\n  ${names.join('\n  ')}` : 'There was nothing to migrate.');
    return 0;
  } finally {
    await database.stop();
  }
}
