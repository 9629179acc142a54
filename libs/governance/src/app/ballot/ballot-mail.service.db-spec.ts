import { AuditService } from '#audit';
import { newId, type BallotId, type OutboxId, type PersonId } from '#kernel';
import { readMailbox, type StoredMail } from '#platform';
import { join } from 'node:path';
import { Assembly, membersMay, SYSTEM } from '../../../test/assembly';
import { BallotMailService } from './ballot-mail.service';

describe('BallotMailService', () => {
  let assembly: Assembly;
  let ada: PersonId;
  let ballotId: BallotId;

  beforeAll(async () => {
    assembly = await Assembly.start();
    const { federationId, cooperativeId } = await assembly.found();
    ada = await assembly.person(cooperativeId);
    const { id } = await assembly.propose(ada, federationId, membersMay('Dataset', ['read']));
    ({ id: ballotId } = await assembly.open(ada, id));
  });
  afterAll(() => assembly.stop());

  const mailbox = () => readMailbox(join(assembly.directory, 'mail'));
  const newest = async (): Promise<StoredMail | undefined> => (await mailbox()).at(-1);
  const mails = () => assembly.get(BallotMailService);
  /** Does what was promised to Ada, as the worker does it. */
  const keep = async (queue: string, send: (by: typeof SYSTEM & { outboxId: OutboxId }) => Promise<void>) => {
    const promises = await assembly.db.query<{ id: OutboxId }>('select id from platform.outbox where queue = $1', [
      queue,
    ]);
    expect(promises).toHaveLength(1);
    for (const { id } of promises) await send({ ...SYSTEM, outboxId: id });
    expect(await assembly.count('platform.outbox', 'queue = $1 and done_at is null', queue)).toBe(0);
  };

  it('mails a voter the paper with a link that votes, and keeps its promise', async () => {
    await keep('governance.mail-ballot', (by) => mails().sendPaper(by, ballotId, ada));
    const paper = await newest();
    expect(paper?.subject).toBe('Si vota: Regola su Dataset');
    expect(paper?.text).toMatch(/possono vedere tutti i dataset della federazione/);
    expect(paper?.text).toMatch(/http\S+\/vote\?token=\S+$/m);
    expect((await assembly.journal()).at(-1)).toBe('ballot-paper.mailed');
  });

  it('has no result to mail before a ballot is counted', async () => {
    await expect(mails().sendResult(SYSTEM, ballotId, ada)).rejects.toMatchObject({
      kind: 'conflict',
      code: 'BALLOT.STILL_OPEN',
    });
    await expect(mails().sendResult(SYSTEM, newId<BallotId>(), ada)).rejects.toMatchObject({ code: 'BALLOT.MISSING' });
    expect(await mailbox()).toHaveLength(1);
  });

  it('mails an elector the result with the head of the log, and keeps its promise', async () => {
    await assembly.cast(ada, ballotId, 'yes');
    await assembly.close({ id: ballotId });
    await assembly.get(AuditService).seal();
    await keep('governance.mail-minutes', (by) => mails().sendResult(by, ballotId, ada));

    const head = await assembly.get(AuditService).head();
    expect(await newest()).toMatchObject({
      subject: 'Regola su Dataset: approvata',
      text: expect.stringMatching(
        new RegExp(`Delibera: ${ballotId}[^]*Testa del registro sigillato: ${head?.number} ${head?.hash}$`),
      ) as string,
    });
    expect((await assembly.journal()).at(-1)).toBe('minutes.mailed');
  });

  it('mails no paper of a ballot that was counted meanwhile', async () => {
    await mails().sendPaper(SYSTEM, ballotId, ada);
    expect(await mailbox()).toHaveLength(2);
    expect(await assembly.count('governance.vote_link', 'ballot_id = $1', ballotId)).toBe(0);
  });
});
