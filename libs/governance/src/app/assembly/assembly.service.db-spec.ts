import { newId, type ProposalId } from '#kernel';
import { Assembly } from '../../../test/assembly';
import { Cooperative, everywhere, preset } from '../../../test/meeting';
import type { StatuteDocument } from '../../domain/statute/statute-document';
import { AssemblyService } from './assembly.service';
import { BodyService } from '../body/body.service';
import { DiscussionService } from '../motion/discussion.service';
import { MotionService } from '../motion/motion.service';
import { ProxyService } from './proxy.service';

const PEOPLE = ['Ada', 'Ben', 'Cleo'];
const SPA = preset('cooperativeSpa');

describe('an assembly until it sits', () => {
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

  const service = () => hall.get(AssemblyService);
  const under = (statute: StatuteDocument) => Cooperative.found(hall, statute, PEOPLE);
  const convene = async (at: string, of = coop) => {
    const { id } = await of.draft(at);
    await service().addItem(await of.actor(), id, (await of.decision()).id);
    return service().convene(await of.actor(), id);
  };

  describe('is prepared', () => {
    it('by the chair or the secretary, on the clock of the body', async () => {
      const { id } = await coop.draft('2027-07-01T18:00', '2027-07-02T18:00');
      expect(await service().read(await coop.actor('Cleo'), id)).toMatchObject({
        ...{ state: 'draft', title: 'Assemblea ordinaria', place: 'Torino, sala grande', statuteNumber: 1 },
        firstCallAt: new Date('2027-07-01T16:00:00Z'),
        secondCallAt: new Date('2027-07-02T16:00:00Z'),
      });
      const input = { title: 'Assemblea', text: '', place: 'Asti', firstCall: '2027-07-01T18:00', secondCall: null };
      const by = async (name: string) => service().draft(await coop.actor(name), coop.body.id, input);
      await expect(by('Ben')).resolves.toBeDefined();
      await expect(by('Cleo')).rejects.toMatchObject({ code: 'BODY.NOT_AN_OFFICER' });
    });

    it.each([
      ['2027-03-28T02:30', 'skipped', 'DATE.CLOCK_CHANGE'],
      ['2027-10-31T02:30', 'shown twice', 'DATE.CLOCK_CHANGE'],
      ['2027-02-30T18:00', 'of no calendar', 'DATE.INVALID'],
      ['domani', 'no date', 'DATE.INVALID'],
    ])('at no time that the clocks do not show once: %s is %s', async (at, _, code) => {
      await expect(coop.draft(at)).rejects.toMatchObject({ code });
      await expect(coop.draft('2027-01-10T18:00', at)).rejects.toMatchObject({ code });
    });

    it.each([
      ['on the same day', '2027-07-01T21:00'],
      ['before the first', '2027-06-30T18:00'],
      ['31 days later', '2027-08-01T18:00'],
    ])('with no second call %s', async (_, second) => {
      await expect(coop.draft('2027-07-01T18:00', second)).rejects.toMatchObject({
        ...{ code: 'ASSEMBLY.SECOND_CALL' },
        message: expect.stringContaining('2027-07-02') as string,
      });
      await expect(coop.draft('2027-07-01T18:00', '2027-07-31T18:00')).resolves.toBeDefined();
    });

    it('with an agenda in order, each proposal once', async () => {
      const { id } = await coop.draft('2027-07-01T18:00');
      const proposals = [await coop.decision('Uno'), await coop.decision('Due'), await coop.decision('Tre')];
      const by = await coop.actor();
      for (const proposal of proposals) await service().addItem(by, id, proposal.id);
      const twice = service().addItem(by, id, proposals[0]?.id ?? newId());
      await expect(twice).rejects.toMatchObject({ code: 'AGENDA.ALREADY' });
      const [first] = await service().agenda(id);
      await service().removeItem(by, first?.id ?? newId());
      const items = await service().agenda(id);
      expect(items.map(({ place, proposalId }) => [place, proposalId])).toEqual([
        [1, proposals[1]?.id],
        [2, proposals[2]?.id],
      ]);
      await expect(service().removeItem(by, newId())).rejects.toMatchObject({ code: 'AGENDAITEM.MISSING' });
    });

    it('with no proposal of another body, of which it is not even told where it may not know of it', async () => {
      const { id } = await coop.draft('2027-07-01T18:00');
      const theirs = await (await under(SPA)).decision();
      const reading = { type: 'members' };
      const ours = await hall.propose(coop.id('Ada'), coop.federationId, {
        ...{ schema: 'granaio-policy/1', title: 'Regola', validUntil: null, prohibitions: [] },
        permissions: [{ assignee: reading, actions: ['read'], subject: 'Dataset', where: 'everything' }],
      });
      const add = async (proposal: ProposalId) => service().addItem(await coop.actor(), id, proposal);
      await expect(add(ours.id)).rejects.toMatchObject({ code: 'AGENDA.OTHER_BODY' });
      for (const hidden of [theirs.id, newId<ProposalId>()])
        await expect(add(hidden)).rejects.toMatchObject({
          ...{ kind: 'missing', code: 'PROPOSAL.MISSING' },
          message: `There is no proposal ${hidden} that you may see.`,
        });
    });
  });

  describe('is convened', () => {
    it('with the days of notice that its matters ask for, which are free days', async () => {
      const at = await coop.on(15);
      const earliest = (await coop.on(16, '00:00')).slice(0, 10);
      await expect(convene(at)).rejects.toMatchObject({ code: 'ASSEMBLY.NOTICE_TOO_SHORT' });
      const convened = await convene(await coop.on(16));
      expect(convened).toMatchObject({ state: 'convened', noticeIsShort: false });
      const day = new Intl.DateTimeFormat('sv', { timeZone: 'Europe/Rome' });
      expect(day.format(convened.earliestCallAt ?? 0)).toBe(earliest);
    });

    it('too late, where the statute only marks it; but never for a time that is over', async () => {
      const sce = await under(preset('europeanCooperative'));
      expect(await convene(await sce.on(3), sce)).toMatchObject({ state: 'convened', noticeIsShort: true });
      const committee = await under(preset('dataCommittee'));
      await expect(convene(await committee.on(-1), committee)).rejects.toMatchObject({ code: 'ASSEMBLY.CALL_IS_OVER' });
      expect(await convene(await committee.on(1), committee)).toMatchObject({ noticeIsShort: false });
    });

    it('with something on the agenda', async () => {
      const { id } = await coop.draft(await coop.on(20));
      await expect(service().convene(await coop.actor(), id)).rejects.toMatchObject({ code: 'ASSEMBLY.EMPTY_AGENDA' });
    });

    it('once, and its agenda is frozen: at the hash of each text, under the hash of the whole notice', async () => {
      const [one, two] = [await coop.decision('Uno'), await coop.decision('Due')];
      const meeting = await coop.convene([one, two]);
      const items = await meeting.items();
      expect(items.map(({ noticeHash }) => noticeHash)).toEqual([one.hash, two.hash]);
      const { noticeHash } = await meeting.read();
      expect(noticeHash).toMatch(/^[0-9a-f]{64}$/);
      expect((await (await coop.convene([await coop.decision('Tre')])).read()).noticeHash).not.toBe(noticeHash);
      const by = await coop.actor();
      const frozen = { code: 'ASSEMBLY.CONVENED' };
      await expect(service().convene(by, meeting.id)).rejects.toMatchObject(frozen);
      const late = await coop.decision('Troppo tardi');
      await expect(service().addItem(by, meeting.id, late.id)).rejects.toMatchObject(frozen);
      await expect(service().removeItem(by, items[0]?.id ?? newId())).rejects.toMatchObject(frozen);
      const elsewhere = await coop.draft(await coop.on(30));
      await expect(service().addItem(by, elsewhere.id, one.id)).rejects.toMatchObject({ code: 'PROPOSAL.ON_BALLOT' });
    });

    it('by a notice to everybody entitled on its day, each told once', async () => {
      await coop.join('Dino', 75); // 95 days in the book on the day of the meeting
      await coop.join('Eva', 60);
      await coop.standing('Cleo', { isInArrears: true });
      const meeting = await coop.convene([await coop.decision()]);
      const notices = await service().notices(await coop.actor(), meeting.id);
      expect(new Set(notices.map(({ memberId }) => memberId))).toEqual(
        new Set(['Ada', 'Ben', 'Dino'].map((it) => coop.id(it))),
      );
      expect(notices.every(({ sentAt, messageId }) => sentAt === null && messageId === null)).toBe(true);
      const promised = await hall.db.query<{ person: string }>(
        `select payload->>'personId' as person from platform.outbox where queue = 'governance.mail-notice'
         and payload->>'assemblyId' = $1 order by 1`,
        [meeting.id],
      );
      expect(promised.map(({ person }) => person)).toEqual(notices.map(({ personId }) => personId).sort());
      await expect(service().notices(await coop.actor('Cleo'), meeting.id)).rejects.toMatchObject({
        code: 'BODY.NOT_AN_OFFICER',
      });
    });
  });

  describe('takes votes in advance', () => {
    const ADVANCE = { Ada: 'yes', Ben: 'yes', Cleo: 'no' } as const;

    it('on the text of the notice, which the voter names', async () => {
      const proposal = await coop.decision();
      const meeting = await coop.convene([proposal]);
      await expect(meeting.cast('Cleo', 'yes')).rejects.toMatchObject({ code: 'BALLOT.TEXT_NEEDED' });
      await expect(meeting.cast('Cleo', 'yes', { text: 'f'.repeat(64) })).rejects.toMatchObject({
        code: 'BALLOT.OTHER_TEXT',
      });
      for (const [name, marks] of Object.entries(ADVANCE)) await meeting.cast(name, marks, { text: proposal.hash });
      await expect(meeting.cast('Ada', 'no', { text: proposal.hash })).rejects.toMatchObject({
        code: 'BALLOT.ALREADY_VOTED',
      });
      await meeting.openCall(1);
      await meeting.open();
      const { result } = await meeting.count();
      expect(result).toMatchObject({ members: 3, count: { yes: '2', no: '1' }, verdict: { outcome: 'adopted' } });
    });

    it('that count on second call too, if the first had no quorum', async () => {
      const proposal = await coop.decision();
      const meeting = await coop.convene([proposal]);
      await meeting.cast('Cleo', 'no', { text: proposal.hash });
      await meeting.openCall(1);
      await meeting.open();
      expect((await meeting.count()).result?.verdict.outcome).toBe('inquorate');
      await meeting.adjourn();
      await meeting.openCall(2);
      await meeting.arrive('Ada');
      const { result } = await meeting.vote({ Ada: 'yes' });
      expect(result).toMatchObject({ members: 2, count: { yes: '1', no: '1' }, verdict: { outcome: 'rejected' } });
    });

    it('only where the statute allows votes from afar; then nobody is present from afar either', async () => {
      const roomOnly = await under(everywhere(SPA, { remote: false }));
      const proposal = await roomOnly.decision();
      const meeting = await roomOnly.convene([proposal]);
      await expect(meeting.cast('Cleo', 'yes', { text: proposal.hash })).rejects.toMatchObject({
        code: 'BALLOT.NO_REMOTE_VOTE',
      });
      await meeting.openCall(1);
      await expect(meeting.attend('Cleo', 'Cleo', 'remote')).rejects.toMatchObject({ code: 'ATTENDANCE.NOT_REMOTE' });
      await meeting.open();
      await expect(meeting.cast('Cleo', 'yes')).rejects.toMatchObject({ code: 'BALLOT.NOT_PRESENT' });
    });

    it('and forgets those on an item that the meeting never voted on, which another may', async () => {
      const [one, two] = [await coop.decision('Uno'), await coop.decision('Due')];
      const meeting = await coop.convene([one, two]);
      await meeting.cast('Cleo', 'no', { text: two.hash, item: 2 });
      await meeting.openCall(1);
      await meeting.arrive(...PEOPLE);
      await meeting.vote({ Ada: 'yes', Ben: 'yes' });
      await meeting.close();
      expect(await hall.count('governance.ballot', 'proposal_id = $1', two.id)).toBe(0);
      const next = await coop.convene([two]);
      await next.openCall(1);
      await next.arrive(...PEOPLE);
      expect((await next.vote({ Cleo: 'yes', Ada: 'yes' })).result?.verdict.outcome).toBe('adopted');
    });
  });

  it('is seen by the people of the cooperative only: to others, of the same federation, nothing of it exists', async () => {
    const meeting = await coop.convene([await coop.decision()]);
    const { proposalId } = await meeting.item();
    const { id: ballotId } = await meeting.ballot();
    const neighbour = await coop.neighbour();
    const gone = { kind: 'missing' };
    await expect(service().read(neighbour, meeting.id)).rejects.toMatchObject({ ...gone, code: 'ASSEMBLY.MISSING' });
    await expect(service().notices(neighbour, meeting.id)).rejects.toMatchObject({ ...gone, code: 'ASSEMBLY.MISSING' });
    await expect(hall.proposals.read(neighbour, proposalId)).rejects.toMatchObject({
      ...gone,
      code: 'PROPOSAL.MISSING',
    });
    await expect(hall.ballots.read(neighbour, ballotId)).rejects.toMatchObject({ ...gone, code: 'BALLOT.MISSING' });
    await expect(hall.ballots.cast(neighbour, ballotId, { marks: 'yes' })).rejects.toMatchObject(gone);
    const { id: itemId } = await meeting.item();
    for (const item of [itemId, newId<typeof itemId>()])
      await expect(service().removeItem(neighbour, item)).rejects.toMatchObject({
        ...gone,
        code: 'AGENDAITEM.MISSING',
      });
    await expect(hall.get(BodyService).read(neighbour, coop.body.id)).rejects.toMatchObject(gone);
    await expect(hall.get(MotionService).proposeDecision(neighbour, coop.body.id, DECISION)).rejects.toMatchObject(
      gone,
    );
    await expect(hall.get(DiscussionService).comments(neighbour, proposalId)).rejects.toMatchObject(gone);
    const grant = { assemblyId: meeting.id, itemId: null, holderId: coop.id('Ada'), principalId: null };
    await expect(hall.get(ProxyService).grant(neighbour, grant)).rejects.toMatchObject(gone);
    const seen = [service(), hall.proposals, hall.ballots].map((it) => it.page(neighbour, null, 100));
    expect(await Promise.all(seen)).toEqual([[], [], []]);
    expect(await hall.get(BodyService).page(neighbour, null, 100)).toMatchObject([{ kind: 'federation' }]);
    const mine = [service(), hall.proposals, hall.ballots].map(async (it) =>
      it.page(await coop.actor('Cleo'), null, 100),
    );
    expect((await Promise.all(mine)).map((page) => page.length)).toEqual([1, 1, 1]);
  });
});

const DECISION = { title: 'Altro', text: 'Altro ancora.', method: { kind: 'yesNo' }, options: [] };
