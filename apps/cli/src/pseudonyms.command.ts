import { DatasetService } from '#catalogue';
import { PseudonymRotation, type RotationState } from '#contributions';
import { Directory } from '#identity';
import type { FederationId } from '#kernel';
import type { INestApplicationContext } from '@nestjs/common';
import { parseArgs } from 'node:util';
import { onDatabase } from './shared/open-database';
import { say } from './shared/output';
import { withRows } from './shared/services';

const OPERATOR = { id: 'system:pseudonyms' };

/**
 * Says which pseudonym key each federation reads files with, and what has pseudonyms of an earlier one; `--rotate` makes the
 * next key of one federation, `--finish` destroys those before it.
 */
export async function pseudonyms(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    ...{ args, allowPositionals: true },
    options: { rotate: { type: 'boolean' }, finish: { type: 'boolean' } },
  });
  const { rotate = false, finish = false } = values;
  if (rotate && finish) throw new Error('Contributors send their rows again in between: say --rotate, or --finish.');
  if ((rotate || finish) && positionals.length !== 1) throw new Error('Say whose key: granaio pseudonyms FEDERATION.');
  return onDatabase((config) =>
    withRows(config, async (services) => {
      const rotation = services.get(PseudonymRotation);
      const asked = positionals.length > 0 ? (positionals as FederationId[]) : await rotation.federations();
      if (asked.length === 0) say('No federation has pseudonyms.');
      for (const id of asked) {
        if (rotate) await rotation.begin(OPERATOR, id);
        if (finish) await rotation.finish(OPERATOR, id);
        say(await told(services, id, await rotation.state(id)));
      }
      return 0;
    }),
  );
}

async function told(services: INestApplicationContext, id: FederationId, state: RotationState): Promise<string> {
  const { number, isThere, superseded } = state;
  const [federation] = await services.get(Directory).federations([id]);
  return [
    `${federation?.name ?? 'A federation'} (${id}) makes pseudonyms with key ${number}.`,
    ...(isThere ? [] : ['  This key is lost. Put its copy back, or make the next one with --rotate.']),
    ...(await openLines(services, state.open)),
    ...(superseded > 0
      ? [`  ${superseded} contributions in earlier versions alone have pseudonyms of an earlier key.`]
      : []),
    ...nextStep(state),
  ].join('\n');
}

/** What has pseudonyms of an earlier key, one line each. */
async function openLines(services: INestApplicationContext, open: RotationState['open']): Promise<string[]> {
  const names = await services.get(Directory).names(open.map(({ organisationId }) => organisationId));
  const lines = open.map(async ({ datasetId, organisationId, number, isAccepted }) => {
    const { title } = await services.get(DatasetService).find(datasetId);
    const how = isAccepted ? 'to be sent again' : 'not accepted yet: to be sent again, or declined';
    return `  “${title}” of ${names.get(organisationId) ?? organisationId}: key ${number}, ${how}`;
  });
  return Promise.all(lines);
}

function nextStep({ open, kept }: RotationState): string[] {
  if (open.length > 0) return ['  When nothing is left to be sent again, end this with --finish.'];
  if (kept.length === 0) return [];
  return [`  Nothing in use needs key ${kept.join(', ')} any more: destroy it with --finish.`];
}
