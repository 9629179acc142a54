import { MembersBook } from '#identity';
import { readMailbox } from '#platform';
import { join } from 'node:path';
import type { OutboxId, PersonId } from '#kernel';
import { Assembly } from '../../../test/assembly';
import { Cooperative, everywhere, preset, type Meeting } from '../../../test/meeting';
import { AssemblyService } from './assembly.service';
import { NoticeMailService } from './notice-mail.service';
import { VoteLinks } from '../ballot/vote-links';

const SYSTEM = 'system:governance.mail-notice';
const SPA = preset('cooperativeSpa');
const PEOPLE = ['Ada', 'Ben', 'Cleo'];

describe('the notice of an assembly', () => {
  let hall: Assembly;
  let coop: Cooperative;
  beforeAll(async () => {
    hall = await Assembly.start();
  });
  afterAll(() => hall.stop());
  beforeEach(async () => {
    hall.clock.offsetMs = 0;
    coop = await Cooperative.found(hall, SPA, PEOPLE);
  });

  const service = () => hall.get(NoticeMailService);
  const proofs = async ({ id }: Meeting) => hall.get(AssemblyService).notices(await coop.actor(), id);

  /** Keeps every promise of a notice, as the worker does. */
  async function deliver({ id }: Meeting): Promise<void> {
    const promises = await hall.db.query<{ id: OutboxId; person: PersonId }>(
      `select id, payload->>'personId' as person from platform.outbox
       where queue = 'governance.mail-notice' and payload->>'assemblyId' = $1 and done_at is null`,
      [id],
    );
    for (const { id: outboxId, person } of promises) await service().send({ id: SYSTEM, outboxId }, id, person);
  }
  async function mailOf(name: string): Promise<{ subject: string; text: string }> {
    const { email } = await hall.get(MembersBook).person(hall.db, coop.id(name));
    const mails = (await readMailbox(join(hall.directory, 'mail'))).filter(({ to }) => to === email);
    return mails.at(-1) ?? { subject: '', text: '' };
  }

  it('is mailed to everybody entitled, with the proof that it was sent: when, and under which id', async () => {
    const meeting = await coop.convene([await coop.decision()]);
    expect(await proofs(meeting)).toHaveLength(3);
    hall.clock.advanceMinutes(7);
    const before = await coop.now();
    await deliver(meeting);
    for (const { sentAt, messageId } of await proofs(meeting)) {
      expect(sentAt?.getTime()).toBeGreaterThanOrEqual(before.getTime());
      expect(messageId).toMatch(/^<[^@\s]+@[^@\s]+>$/);
    }
    expect(new Set((await proofs(meeting)).map(({ messageId }) => messageId)).size).toBe(3);
    const open = `queue = 'governance.mail-notice' and payload->>'assemblyId' = $1 and done_at is null`;
    expect(await hall.count('platform.outbox', open, meeting.id)).toBe(0);
    const told = `type = 'notice.sent' and facts like $1`;
    expect(await hall.count('platform.event', told, `%${meeting.id}%`)).toBe(3);
  });

  it('says when and where on the clock of the body, what is decided on which text, under the hash of the notice', async () => {
    await coop.join('Dino', 300, 'en');
    const proposal = await coop.decision('Bilancio');
    const meeting = await coop.convene([proposal]);
    await deliver(meeting);
    const { noticeHash } = await meeting.read();
    const { subject, text } = await mailOf('Cleo');
    expect(subject).toBe('Convocazione: Assemblea ordinaria');
    const first = (await coop.on(20)).replace('T', ' ');
    const second = (await coop.on(21)).replace('T', ' ');
    for (const said of [
      'Dora: Assemblea ordinaria',
      `Prima convocazione: ${first} (Europe/Rome)`,
      `Seconda convocazione: ${second} (Europe/Rome)`,
      'Luogo: Torino, sala grande',
      '1. Bilancio',
      `Impronta del testo: ${proposal.hash}`,
      `Impronta dell’avviso: ${noticeHash}`,
    ]) {
      expect(text).toContain(said);
    }
    expect((await mailOf('Dino')).subject).toBe('Notice of assembly: Assemblea ordinaria');
  });

  it('holds a link that votes before the meeting, for its reader alone', async () => {
    const proposal = await coop.decision('Bilancio');
    const meeting = await coop.convene([proposal]);
    await deliver(meeting);
    const token = /\/vote\?token=(\S+)/.exec((await mailOf('Cleo')).text)?.[1] ?? '';
    expect((await mailOf('Ben')).text).not.toContain(token);
    const links = hall.get(VoteLinks);
    expect(await links.read(token)).toMatchObject({
      ...{ ballot: { state: 'announced' }, proposal: { id: proposal.id } },
      electors: [{ memberId: coop.id('Cleo'), name: 'Cleo', hasVoted: false }],
    });
    await links.cast(token, { marks: 'yes', textHash: proposal.hash });
    expect(await links.read(token)).toMatchObject({ electors: [{ hasVoted: true }] });
    await meeting.openCall(1);
    await meeting.open();
    expect((await meeting.count()).result).toMatchObject({ members: 1, count: { yes: '1' } });
    await expect(links.read(token)).rejects.toMatchObject({ code: 'BALLOT.LINK_INVALID' });
  });

  it('holds none where the statute allows no votes from afar', async () => {
    coop = await Cooperative.found(hall, everywhere(SPA, { remote: false }), PEOPLE);
    const meeting = await coop.convene([await coop.decision('Bilancio')]);
    await deliver(meeting);
    expect((await mailOf('Cleo')).text).not.toContain('/vote?token=');
  });

  it('may be mailed twice, if its promise is; the first proof is kept, from which its days are counted', async () => {
    const meeting = await coop.convene([await coop.decision()]);
    await deliver(meeting);
    const first = await proofs(meeting);
    await service().send({ id: SYSTEM }, meeting.id, coop.id('Cleo'));
    expect(await proofs(meeting)).toEqual(first);
  });
});
