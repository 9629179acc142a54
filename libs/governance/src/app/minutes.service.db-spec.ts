import { AuditService } from '#audit';
import { newId, type BallotId, type OutboxId, type PersonId } from '#kernel';
import { readMailbox } from '#platform';
import { join } from 'node:path';
import { Assembly, membersMay, SYSTEM } from '../../test/assembly';
import { MinutesService } from './minutes.service';

describe('MinutesService', () => {
  let assembly: Assembly;
  let ada: PersonId;
  let ballotId: BallotId;

  beforeAll(async () => {
    assembly = await Assembly.start();
    const { federationId, cooperativeId } = await assembly.found();
    ada = await assembly.person(cooperativeId);
    const { id } = await assembly.propose(ada, federationId, membersMay('Dataset', ['read']));
    ({ id: ballotId } = await assembly.open(ada, id));
    await assembly.cast(ada, ballotId, 'yes');
  });
  afterAll(() => assembly.stop());

  const mailbox = () => readMailbox(join(assembly.directory, 'mail'));

  it('has nothing to mail before a ballot is counted', async () => {
    await expect(assembly.get(MinutesService).mail(SYSTEM, ballotId, ada)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'BALLOT.STILL_OPEN',
    });
    await expect(assembly.get(MinutesService).mail(SYSTEM, newId<BallotId>(), ada)).rejects.toMatchObject({
      code: 'BALLOT.MISSING',
    });
    expect(await mailbox()).toEqual([]);
  });

  it('mails an elector the minutes with the head of the log, and keeps its promise', async () => {
    assembly.clock.advanceMinutes(61);
    await assembly.ballots.close(SYSTEM, ballotId);
    await assembly.get(AuditService).seal();
    const promises = await assembly.db.query<{ id: OutboxId }>(
      `select id from platform.outbox where queue = 'governance.mail-minutes'`,
    );
    expect(promises).toHaveLength(1);
    for (const { id } of promises) await assembly.get(MinutesService).mail({ ...SYSTEM, outboxId: id }, ballotId, ada);

    const head = await assembly.get(AuditService).head();
    expect(await mailbox()).toMatchObject([
      {
        subject: 'Regola su Dataset: approvata',
        text: expect.stringMatching(
          new RegExp(`Delibera: ${ballotId}[^]*Testa del registro sigillato: ${head?.number} ${head?.hash}$`),
        ) as string,
      },
    ]);
    expect(await assembly.count('platform.outbox', `queue = 'governance.mail-minutes' and done_at is null`)).toBe(0);
    expect((await assembly.journal()).at(-1)).toBe('minutes.mailed');
  });
});
