import { AuditService, type Verdict } from '#audit';
import { Database, type Config } from '#platform';
import { withServices } from '../shared/services';
import { narrator } from './narrator';

export async function verifyChapter(config: Config): Promise<void> {
  narrator.chapter('The sealed log is verified, tampered with, and verified again', 12);
  const verdict = await verdictOn(config);
  if (!verdict.whole) throw new Error(`The log should be whole: ${verdict.message}`);
  narrator.sees('verify', `the log is whole: ${verdict.events} events in ${verdict.seals} seals`);
}

/** Does what only the owner of the tables can do: switches their guards off and changes one byte. */
export async function tamperChapter(config: Config): Promise<void> {
  await withServices(config, async (services) => {
    await services.get(Database).query(`
      begin;
      alter table platform.event disable trigger user;
      update platform.event set facts = overlay(facts placing 'X' from 12 for 1)
        where seq = (select max(seq) from platform.event where sealed and type = 'ballot.closed');
      alter table platform.event enable trigger user;
      commit;
    `);
  });
  narrator.sees('an intruder', 'changes one byte of one sealed event');
  const verdict = await verdictOn(config);
  if (verdict.whole) throw new Error('The change should have been seen.');
  narrator.sees('verify', verdict.message);
}

const verdictOn = (config: Config): Promise<Verdict> =>
  withServices(config, (services) => services.get(AuditService).verify());
