import { acceptKeys, assertOwnKeys, placeOfKeys, UnitOfWork } from '#platform';
import { parseArgs } from 'node:util';
import { onDatabase } from './shared/open-database';
import { say } from './shared/output';
import { withServices } from './shared/services';

const OPERATOR = { id: 'system:keys' };

/** Says where the keys are and whether they are ours; with `--accept`, what is there is taken for ours from now on. */
export async function keys(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { accept: { type: 'boolean' } } });
  return onDatabase(async (config) => {
    if (values.accept) await withServices(config, (services) => acceptKeys(services.get(UnitOfWork), OPERATOR));
    await assertOwnKeys(config);
    say(`The keys of this installation are in ${placeOfKeys(config)}.`);
    return 0;
  });
}
