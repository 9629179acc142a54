import { parseArgs } from 'node:util';
import { migrate } from '#platform';
import { onDatabase } from './shared/open-database';
import { say } from './shared/output';

/** Migrates the configured database, or the embedded one, which is started for it where it is not running. */
export async function runMigrate(args: string[]): Promise<number> {
  parseArgs({ args, options: {} });
  return onDatabase(async ({ databaseUrl = '', redisUrl }) => {
    const names = await migrate(databaseUrl, !redisUrl);
    say(names.length > 0 ? `Migrated:\n  ${names.join('\n  ')}` : 'There was nothing to migrate.');
    return 0;
  });
}
