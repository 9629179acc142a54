import { FoundingService } from '#governance';
import type { FederationId, OrganisationId } from '#kernel';
import type { Config } from '#platform';
import { publishExample, tryExample, type Founded } from './seed/example';
import { EXAMPLE_FEDERATION, SHARING } from './seed/founding';
import { onDatabase } from './shared/open-database';
import { say } from './shared/output';
import { withServices } from './shared/services';

/** Founds the example federation with its dataset, if there is none yet. */
export const seed = (): Promise<number> =>
  onDatabase(async (config) => {
    say((await seedWithExample(config)) ?? 'There is a federation already; nothing was added.');
    return 0;
  });

/** @returns what people should know of the seeded federation; nothing if there was one already */
export async function seedIfEmpty(config: Config): Promise<string | undefined> {
  return (await found(config)) ? welcome(config) : undefined;
}

/** The same with a dataset to try. */
export async function seedWithExample(config: Config): Promise<string | undefined> {
  const founded = await found(config);
  if (!founded) return undefined;
  const dataset = await publishExample(config, founded);
  return [
    welcome(config),
    '',
    `There is a dataset to try, “${dataset.title}”, with invented rows of three cooperatives and a policy in force:`,
    `  what anybody sees: ${config.http.publicUrl}/catalogue/datasets/${dataset.id}`,
    `  what a member may count, in the explorer as dario@aurora.example: ${tryExample(dataset)}`,
    '  (asked for the first time it is counted first: ask again until isReady is true)',
  ].join('\n');
}

/** @returns nothing if there was a federation already */
function found(config: Config): Promise<Founded | undefined> {
  return withServices(config, async (services) => {
    const founding = services.get(FoundingService);
    if (!(await founding.isFirst())) return undefined;
    const cooperatives = new Map<string, OrganisationId>();
    const federationId: FederationId = await founding.found(
      { id: 'system:seed' },
      {
        ...EXAMPLE_FEDERATION,
        policy: (idOf) => {
          for (const name of SHARING) cooperatives.set(name, idOf(name));
          return EXAMPLE_FEDERATION.policy(idOf);
        },
      },
    );
    return { federationId, cooperatives };
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
