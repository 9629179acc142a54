import { FoundingService } from '#governance';
import { configFromEnvironment, configWith, type Config } from '#platform';
import { EXAMPLE_FEDERATION } from './seed/founding';
import { openDatabase } from './shared/open-database';
import { say } from './shared/output';
import { withServices } from './shared/services';

/** Founds the example federation, if there is none yet. */
export async function seed(): Promise<number> {
  const config = configFromEnvironment();
  const database = await openDatabase(config);
  try {
    const told = await seedIfEmpty(configWith(config, { databaseUrl: database.url }));
    say(told ?? 'There is a federation already; nothing was added.');
    return 0;
  } finally {
    await database.stop();
  }
}

/** @returns what people should know of the seeded federation; nothing if there was one already */
export function seedIfEmpty(config: Config): Promise<string | undefined> {
  return withServices(config, async (services) => {
    const founding = services.get(FoundingService);
    if (!(await founding.isFirst())) return undefined;
    await founding.found({ id: 'system:seed' }, EXAMPLE_FEDERATION);
    return welcome(config);
  });
}

function welcome({ http: { publicUrl } }: Config): string {
  const people = EXAMPLE_FEDERATION.people.map(
    ({ name, email, organisation, roles, offices = [] }) =>
      `  ${email.padEnd(24)} ${name}, ${roles.join(' and ')} of ${organisation}${offices.map((it) => `; ${it}`).join('')}`,
  );
  return [
    `“${EXAMPLE_FEDERATION.name}” has been founded, with people to try it as:`,
    ...people,
    '',
    `Sign in: open ${publicUrl}/sign-in and ask for a link; the mail lands at ${publicUrl}/dev/mailbox.`,
    `Try next: put the token into the explorer at ${publicUrl}/ and ask { me { name } }, or run the whole story with`,
    '`npm run demo`.',
  ].join('\n');
}
