import { AuditService } from '#audit';
import { parseArgs } from 'node:util';
import { onDatabase } from './shared/open-database';
import { say } from './shared/output';
import { withServices } from './shared/services';
import { verifyBallot } from './verify-ballot';
import { verifyRelease } from './verify-release';

/**
 * Recomputes the sealed log and says whether it is whole, or where it broke.
 *
 * `--head 12:3f…` compares with a head that was published earlier, in minutes for instance: a log that was cut short
 * before it is not whole.
 *
 * `--ballot FILE` recounts an exported ballot instead, `--receipt "SIX WORDS"` finds a paper in it; that takes the file and
 * nothing else, neither a database nor a configuration.
 *
 * `--release ID` counts a release again from its rows and checks that what it hides cannot be worked out.
 */
export async function verify(args: string[]): Promise<number> {
  const { values } = parseArgs({
    args,
    options: {
      ...{ head: { type: 'string' }, ballot: { type: 'string' }, receipt: { type: 'string' } },
      release: { type: 'string' },
    },
  });
  if (values.ballot !== undefined) return verifyBallot(values.ballot, values.receipt);
  if (values.receipt !== undefined) throw new Error('A receipt is looked up in a ballot: name its file with --ballot.');
  return values.release === undefined ? verifyLog(values.head) : verifyRelease(values.release);
}

const verifyLog = (head: string | undefined): Promise<number> =>
  onDatabase((config) =>
    withServices(config, async (services) => {
      const verdict = await services.get(AuditService).verify({ published: publishedHead(head) });
      if (verdict.whole) {
        say(
          `The log is whole: ${verdict.events} events in ${verdict.seals} seals, ${verdict.unsealed} not sealed yet.`,
        );
        if (verdict.head) say(`Head: ${verdict.head.number}:${verdict.head.hash}`);
        return 0;
      }
      say(`The log is broken: ${verdict.message}`);
      return 1;
    }),
  );

function publishedHead(text: string | undefined): { number: number; hash: string } | undefined {
  if (text === undefined) return undefined;
  const [number, hash] = text.split(':');
  if (!/^\d+$/.test(number ?? '') || !/^[0-9a-f]{64}$/.test(hash ?? '')) {
    throw new Error('A head is written as its number, a colon and 64 hexadecimal digits.');
  }
  return { number: Number(number), hash: hash ?? '' };
}
