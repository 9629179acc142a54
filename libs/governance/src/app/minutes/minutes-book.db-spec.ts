import { AuditService } from '#audit';
import { sha256 } from '#kernel';
import { Readable } from 'node:stream';
import { Assembly } from '../../../test/assembly';
import { Cooperative, preset, type Meeting } from '../../../test/meeting';
import { minutesHash, type MinutesRecord } from '../../domain/minutes/minutes-record';
import { addDays, civilDay } from '../../domain/statute/calendar';
import type { StatuteDocument } from '../../domain/statute/statute-document';
import { DiscussionService } from '../motion/discussion.service';
import { DocumentService } from '../assembly/document.service';
import { MinutesService } from './minutes.service';
import { MotionService } from '../motion/motion.service';

const PEOPLE = ['Ada', 'Ben', 'Cleo', 'Dino', 'Eva', 'Ferro'];
const STATUTE: StatuteDocument = preset('thirdSector', { conflicts: { rule: 'excluded', article: 'statuto art. 9' } });

describe('the minutes', () => {
  let hall: Assembly;
  let coop: Cooperative;
  beforeAll(async () => {
    hall = await Assembly.start();
  });
  afterAll(() => hall.stop());
  beforeEach(async () => {
    hall.clock.offsetMs = 0;
    coop = await Cooperative.found(hall, STATUTE, PEOPLE);
  });

  const minutes = () => hall.get(MinutesService);
  const read = async ({ id }: Meeting, by = 'Cleo') => minutes().read(await coop.actor(by), id);
  const sign = async ({ id }: Meeting, by: string, hash: string) => minutes().sign(await coop.actor(by), id, hash);

  /** A budget that Eva opposes and wants that said, and a board elected in secret. */
  async function sit(): Promise<Meeting> {
    const candidates = ['Ada', 'Dino', 'Eva'].map((name) => ({ name, personId: coop.id(name) }));
    const election = { title: 'Consiglio', office: 'board', method: { kind: 'approval', seats: 2 }, candidates };
    const board = await hall.get(MotionService).proposeElection(await coop.actor(), coop.body.id, election);
    const meeting = await coop.convene([await coop.decision('Bilancio'), board]);
    const budget = Readable.from(['entrate,uscite\n1,1\n']);
    await hall.get(DocumentService).attach(await coop.actor(), meeting.id, 'Bilancio 2026.csv', budget);
    await meeting.grant('Cleo', 'Ben');
    await meeting.conflict('Ferro');
    await meeting.cast('Dino', 'yes', { text: (await meeting.ballot()).textHash });
    await meeting.openCall(1);
    await meeting.arrive('Ada', 'Ben', 'Eva');
    await meeting.open();
    await meeting.cast('Ada', 'yes');
    await meeting.cast('Ben', 'yes', { of: 'Cleo' });
    await meeting.cast('Eva', 'no');
    await meeting.count();
    const dissent = { kind: 'dissent', clause: null, text: 'Mancano gli investimenti.', answers: null };
    const { proposalId } = await meeting.item();
    await hall.get(DiscussionService).comment(await coop.actor('Eva'), proposalId, dissent);
    await meeting.vote({ Ada: { options: [0, 1] }, Ben: { options: [1] }, Eva: { options: [1, 2] } }, 2);
    await meeting.leave('Eva');
    return meeting;
  }

  it('are written when the assembly is closed, from its record: who, when, how many, what was decided and why', async () => {
    await hall.get(AuditService).seal();
    const meeting = await sit();
    await expect(read(meeting)).rejects.toMatchObject({ code: 'MINUTES.NOT_WRITTEN' });
    hall.clock.advanceMinutes(5);
    const closed = await meeting.close();
    const record = await read(meeting);
    expect(closed).toMatchObject({ state: 'closed', minutesHash: minutesHash(record), chairSignedAt: null });
    const { number, hash } = (await hall.get(AuditService).head()) ?? { number: 0, hash: '' };
    const instants = [closed.convenedAt, closed.firstCallAt, closed.secondCallAt, closed.closedAt];
    const [sentAt, first, second, closedAt] = instants.map((at) => at?.toISOString());
    expect(record).toMatchObject({
      body: { name: 'Dora', kind: 'cooperative', timeZone: 'Europe/Rome', statute: { version: 1 } },
      assembly: { title: 'Assemblea ordinaria', place: 'Torino, sala grande' },
      notice: { recipients: 6, hash: closed.noticeHash, problem: null, sentAt },
      calls: { first, second, opened: { call: 'first' }, closedAt },
      ...{ chair: 'Ada', secretary: 'Ben', logHead: { number, hash } },
      ...{ entitled: { members: 6, votes: '6' }, present: { members: 5, votes: '5' } },
      proxies: [{ principal: 'Cleo', holder: 'Ben' }],
      attachments: [{ title: 'Bilancio 2026.csv', sha256: sha256('entrate,uscite\n1,1\n') }],
      signatures: [
        { role: 'chair', name: 'Ada', signedAt: null },
        { role: 'secretary', name: 'Ben', signedAt: null },
      ],
    });
    const today = civilDay(await coop.now(), 'Europe/Rome');
    expect(record.challenge).toEqual({ until: addDays(today, 90), article: STATUTE.challenge.article });
    expect(new Set(record.attendance.map(({ name, how }) => `${name} ${how.kind}`))).toEqual(
      new Set(['Ada room', 'Ben room', 'Eva room', 'Cleo represented', 'Dino advance']),
    );
    expect(record.attendance.find(({ name }) => name === 'Eva')?.leftAt).not.toBeNull();
  });

  it('say of each item its text, who had an interest, who voted how, and who dissents; of a secret one not who', async () => {
    const meeting = await sit();
    await meeting.close();
    const { agenda } = await read(meeting);
    const votes = agenda.map(({ vote }) => vote);
    const { textHash, result } = await meeting.ballot();
    expect(agenda[0]).toMatchObject({
      ...{ title: 'Bilancio', matter: 'other', textHash },
      conflicts: [{ name: 'Ferro', excluded: true }],
      dissents: [{ name: 'Eva', statement: 'Mancano gli investimenti.' }],
      vote: { outcome: 'adopted', count: { yes: '3', no: '1' }, boxRoot: result?.root },
    });
    const roll = ['Ada', 'Cleo', 'Dino'].map((name) => ({ name, votes: '1', marks: 'yes' }));
    expect(votes[0]?.disclosure).toEqual({
      secrecy: 'open',
      rollCall: expect.arrayContaining([...roll, { name: 'Eva', votes: '1', marks: 'no' }]) as unknown,
    });
    expect(votes[1]).toMatchObject({ outcome: 'elected', reason: { it: expect.stringMatching(/Dino/) as string } });
    expect(votes[1]?.disclosure).toEqual({ secrecy: 'secret' });
  });

  it('are signed by chair and secretary, each once, under the hash that they read', async () => {
    const meeting = await sit();
    await expect(sign(meeting, 'Ada', 'f'.repeat(64))).rejects.toMatchObject({ code: 'MINUTES.NOT_WRITTEN' });
    const { minutesHash: hash } = await meeting.close();
    await expect(sign(meeting, 'Ada', 'f'.repeat(64))).rejects.toMatchObject({
      ...{ code: 'MINUTES.OTHER_TEXT', details: { hash } },
    });
    await expect(sign(meeting, 'Cleo', hash ?? '')).rejects.toMatchObject({ code: 'BODY.NOT_AN_OFFICER' });
    await sign(meeting, 'Ada', hash ?? '');
    await expect(sign(meeting, 'Ada', hash ?? '')).rejects.toMatchObject({ code: 'MINUTES.SIGNED' });
    const signed = await sign(meeting, 'Ben', hash ?? '');
    expect([signed.minutesHash, signed.chairSignedAt, signed.secretarySignedAt]).toEqual([
      hash,
      expect.any(Date),
      expect.any(Date),
    ]);
    const record = await read(meeting);
    expect(record.signatures.map(({ signedAt }) => signedAt)).toEqual([
      signed.chairSignedAt?.toISOString(),
      signed.secretarySignedAt?.toISOString(),
    ]);
    expect(minutesHash(record)).toBe(hash);
  });

  it('stay signed by who led and who wrote, also when others are elected afterwards', async () => {
    const meeting = await sit();
    const { minutesHash: hash } = await meeting.close();
    const candidates = [{ name: 'Dino', personId: coop.id('Dino') }];
    const election = { title: 'Presidente', office: 'chair', method: { kind: 'approval', seats: 1 }, candidates };
    const proposal = await hall.get(MotionService).proposeElection(await coop.actor(), coop.body.id, election);
    const next = await coop.meet([proposal], PEOPLE);
    await next.vote({ Ada: { options: [0] }, Ben: { options: [0] }, Cleo: { options: [0] } });
    await expect(next.close()).rejects.toMatchObject({ code: 'BODY.NOT_AN_OFFICER' });
    await expect(sign(meeting, 'Dino', hash ?? '')).rejects.toMatchObject({ code: 'BODY.NOT_AN_OFFICER' });
    await sign(meeting, 'Ada', hash ?? '');
  });

  it('are read in the language of the body, as a page and as a file, by who may know of it only', async () => {
    const meeting = await sit();
    await meeting.close();
    const html = await minutes().html(await coop.actor('Eva'), meeting.id);
    expect(html).toContain('<html lang="it"');
    expect(html).toContain('Mancano gli investimenti.');
    const pdf = await minutes().pdf(await coop.actor('Eva'), meeting.id);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await expect(minutes().html(await coop.neighbour(), meeting.id)).rejects.toMatchObject({
      code: 'ASSEMBLY.MISSING',
    });
  });

  it('say which call it was, and what was decided on second call after a first without quorum', async () => {
    const meeting = await coop.meet([await coop.decision('Bilancio')], ['Ada', 'Ben']);
    await meeting.vote({ Ada: 'yes', Ben: 'yes' });
    await meeting.adjourn();
    await meeting.openCall(2);
    await meeting.arrive('Ada', 'Ben', 'Cleo');
    await meeting.vote({ Ada: 'yes', Ben: 'yes', Cleo: 'no' });
    await meeting.close();
    const record: MinutesRecord = await read(meeting);
    expect(record).toMatchObject({ calls: { opened: { call: 'second' } }, present: { members: 3 } });
    expect(record.agenda).toMatchObject([{ vote: { outcome: 'adopted', count: { yes: '2', no: '1' } } }]);
  });

  it('say nothing of the vote of another assembly on the same text', async () => {
    const proposal = await coop.decision('Bilancio');
    const first = await coop.meet([proposal], ['Ada', 'Ben']);
    await first.vote({ Ada: 'yes', Ben: 'yes' });
    await first.close();
    const second = await coop.convene([proposal]);
    await second.openCall(2);
    await second.close();
    expect((await read(first)).agenda).toMatchObject([{ vote: { outcome: 'inquorate' } }]);
    expect((await read(second)).agenda).toMatchObject([{ title: 'Bilancio', vote: null }]);
  });

  it('that were changed in the database behind our back are not shown', async () => {
    const meeting = await sit();
    await meeting.close();
    const sql = `update governance.assembly set minutes = replace(minutes, 'Mancano', 'Abbondano') where id = $1`;
    await hall.db.query(sql, [meeting.id]);
    await expect(read(meeting)).rejects.toThrow(`The minutes of assembly ${meeting.id} were changed.`);
  });
});
