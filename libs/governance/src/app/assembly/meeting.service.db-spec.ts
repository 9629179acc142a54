import { Assembly } from '../../../test/assembly';
import { Cooperative, preset } from '../../../test/meeting';
import { MeetingService } from './meeting.service';

const PEOPLE = ['Ada', 'Ben', 'Cleo', 'Dino', 'Eva', 'Ferro'];
const ORDINARY = 'art. 2368 co. 1 c.c., sui voti (art. 2538 co. 5 c.c.)';
const SECOND = 'art. 2369 co. 3 c.c., sui voti (art. 2538 co. 5 c.c.)';

describe('a meeting under s.p.a. rules: at least half of the votes on first call, however many on second', () => {
  let hall: Assembly;
  let coop: Cooperative;
  beforeAll(async () => {
    hall = await Assembly.start();
  });
  afterAll(() => hall.stop());
  beforeEach(async () => {
    hall.clock.offsetMs = 0;
    coop = await Cooperative.found(hall, preset('cooperativeSpa'), PEOPLE);
  });

  const started = async (...there: string[]) => coop.meet([await coop.decision()], there);

  describe('calls', () => {
    it('are not opened before their time, nor by anybody but the chair', async () => {
      const meeting = await coop.convene([await coop.decision()]);
      const open = async (name: string, call: 1 | 2) =>
        hall.get(MeetingService).openCall(await coop.actor(name), meeting.id, call);
      const { firstCallAt } = await meeting.read();
      await expect(open('Ada', 1)).rejects.toMatchObject({
        code: 'ASSEMBLY.TOO_EARLY',
        message: `This call is convened for ${firstCallAt.toISOString()}; it cannot be opened before.`,
      });
      await meeting.waitFor(1);
      await expect(open('Ben', 1)).rejects.toMatchObject({ code: 'BODY.NOT_AN_OFFICER' });
      await expect(open('Ada', 2)).rejects.toMatchObject({ code: 'ASSEMBLY.TOO_EARLY' });
      await expect(open('Ada', 1)).resolves.toMatchObject({
        ...{ state: 'sitting', chair: coop.id('Ada'), secretary: coop.id('Ben') },
      });
      await expect(open('Ada', 1)).rejects.toMatchObject({ code: 'ASSEMBLY.STATE' });
    });

    it('are adjourned when the first had no quorum; the second has its own, and a round of its own', async () => {
      const meeting = await started('Ada', 'Ben');
      const first = await meeting.vote({ Ada: 'yes', Ben: 'yes' });
      expect(first).toMatchObject({ round: 1, result: { verdict: { outcome: 'inquorate' } } });
      expect(first.result?.verdict.reason).toEqual({
        it: `non approvata: presenti 2 voti su 6, ${ORDINARY} richiede almeno la metà; serviva 1 voto in più tra i presenti`,
        en: `not adopted: 2 of 6 votes present, ${ORDINARY} asks for at least one half; 1 more vote had to be present`,
      });
      expect(await meeting.adjourn()).toMatchObject({ state: 'adjourned' });
      await expect(meeting.arrive('Cleo')).rejects.toMatchObject({ code: 'ASSEMBLY.NOT_SITTING' });
      await expect(meeting.open()).rejects.toMatchObject({ code: 'ASSEMBLY.NOT_SITTING' });

      await meeting.openCall(2);
      await meeting.arrive('Ada', 'Ben');
      const second = await meeting.vote({ Ada: 'yes', Ben: 'yes' });
      expect(second).toMatchObject({ round: 2, rules: { callNumber: 2 }, result: { members: 2 } });
      expect(second.result?.verdict).toMatchObject({
        outcome: 'adopted',
        quorum: null,
        reason: {
          en: `adopted: 2 of 6 votes present, ${SECOND} asks for no quorum; 2 votes in favour out of 2 present, ${SECOND} asks for more than one half`,
        },
      });
      await expect(meeting.open()).rejects.toMatchObject({ code: 'AGENDA.DECIDED' });
    });

    it('are not adjourned where the first decided everything, nor without a second, nor twice', async () => {
      const meeting = await started('Ada', 'Ben', 'Cleo');
      await meeting.vote({ Ada: 'yes', Ben: 'yes', Cleo: 'yes' });
      await expect(meeting.adjourn()).rejects.toMatchObject({ code: 'ASSEMBLY.QUORUM_REACHED' });

      const single = await coop.convene([await coop.decision()], { second: false });
      await expect(single.openCall(2)).rejects.toMatchObject({ code: 'ASSEMBLY.NO_SECOND_CALL' });
      await single.openCall(1);
      await expect(single.adjourn()).rejects.toMatchObject({ code: 'ASSEMBLY.NO_SECOND_CALL' });
    });

    it('may open on the second where nobody came to the first, and end where nobody came at all', async () => {
      const meeting = await coop.convene([await coop.decision()]);
      const deserted = await coop.convene([await coop.decision('Altro')]);
      await meeting.openCall(2);
      await meeting.arrive('Ada');
      expect((await meeting.vote({ Ada: 'yes' })).result?.verdict.outcome).toBe('adopted');
      expect(await deserted.close()).toMatchObject({ state: 'closed', chair: coop.id('Ada') });
    });

    it('end with no vote under way, and not before the last of them', async () => {
      const waiting = await coop.convene([await coop.decision('Altro')]);
      await expect(waiting.close()).rejects.toMatchObject({ code: 'ASSEMBLY.TOO_EARLY' });
      const meeting = await started('Ada', 'Ben', 'Cleo');
      await meeting.open();
      await expect(meeting.adjourn()).rejects.toMatchObject({ code: 'ASSEMBLY.BALLOTS_OPEN' });
      await expect(meeting.close()).rejects.toMatchObject({ code: 'ASSEMBLY.BALLOTS_OPEN' });
    });
  });

  describe('who is there', () => {
    it('is noted by the officers for the room, and by everybody for themselves from afar', async () => {
      const meeting = await started();
      await expect(meeting.attend('Cleo', 'Cleo', 'room')).rejects.toMatchObject({ code: 'BODY.NOT_AN_OFFICER' });
      await expect(meeting.attend('Cleo', 'Dino', 'remote')).rejects.toMatchObject({ code: 'BODY.NOT_AN_OFFICER' });
      await meeting.attend('Cleo', 'Cleo', 'remote');
      await meeting.arrive('Dino');
      await meeting.arrive('Dino');
      await coop.join('Gino', 5);
      await expect(meeting.arrive('Gino')).rejects.toMatchObject({ code: 'ATTENDANCE.NOT_ENTITLED' });
      const there = await hall.get(MeetingService).attendance(await coop.actor('Ben'), meeting.id);
      expect(there.map(({ memberId, mode }) => [memberId, mode])).toEqual([
        [coop.id('Cleo'), 'remote'],
        [coop.id('Dino'), 'room'],
      ]);
      const seen = hall.get(MeetingService).attendance(await coop.actor('Cleo'), meeting.id);
      await expect(seen).rejects.toMatchObject({ code: 'BODY.NOT_AN_OFFICER' });
    });

    it('counts until they leave, which the officers note or they themselves', async () => {
      const meeting = await started('Ada', 'Ben', 'Cleo', 'Dino');
      await expect(meeting.leave('Dino', 'Cleo')).rejects.toMatchObject({ code: 'BODY.NOT_AN_OFFICER' });
      await meeting.leave('Dino');
      await meeting.leave('Cleo', 'Ben');
      await meeting.arrive('Cleo');
      expect((await meeting.vote({ Ada: 'yes', Ben: 'no' })).result).toMatchObject({ members: 3, present: '3' });
    });
  });

  describe('a vote', () => {
    it('is opened by the chair while a call is open, and ended by the chair', async () => {
      const meeting = await coop.convene([await coop.decision()]);
      await expect(meeting.open()).rejects.toMatchObject({ code: 'ASSEMBLY.NOT_SITTING' });
      await meeting.openCall(1);
      await expect(meeting.open(1, 'Ben')).rejects.toMatchObject({ code: 'BODY.NOT_AN_OFFICER' });
      const { id } = await meeting.open();
      await expect(meeting.open()).rejects.toMatchObject({ code: 'AGENDA.DECIDED' });
      await expect(hall.ballots.closeInMeeting(await coop.actor('Ben'), id)).rejects.toMatchObject({
        code: 'BODY.NOT_AN_OFFICER',
      });
      await meeting.count();
      await expect(meeting.cast('Ada', 'yes')).rejects.toMatchObject({ code: 'BALLOT.NOT_OPEN' });
    });

    it('ends by itself, should the chair forget it', async () => {
      const meeting = await started('Ada', 'Ben', 'Cleo');
      const { id } = await meeting.open();
      await meeting.cast('Ada', 'yes');
      hall.clock.advanceMinutes(12 * 60 + 1);
      expect(await hall.ballots.read(await coop.actor('Cleo'), id)).toMatchObject({ state: 'closed' });
    });

    it('is of those who are entitled when it opens, not of those who came into the book meanwhile', async () => {
      await coop.join('Gino', 75);
      const meeting = await started('Ada', 'Ben', 'Cleo', 'Gino');
      await coop.standing('Ferro', { isSuspended: true });
      expect(await meeting.open()).toMatchObject({ electorate: 6 });
      await expect(meeting.cast('Ferro', 'yes')).rejects.toMatchObject({ code: 'BALLOT.NOT_ENTITLED' });
      await meeting.cast('Gino', 'yes');
    });

    it('needs the meeting’s text, if one is said, and marks that are some', async () => {
      const meeting = await started('Ada');
      await meeting.open();
      await expect(meeting.cast('Ada', 'yes', { text: 'f'.repeat(64) })).rejects.toMatchObject({
        code: 'BALLOT.OTHER_TEXT',
      });
      await expect(meeting.cast('Ada', 'forse')).rejects.toMatchObject({ code: 'BALLOT.MARKS_INVALID' });
      await meeting.cast('Ada', 'abstain');
      await expect(meeting.cast('Ada', 'yes')).rejects.toMatchObject({ code: 'BALLOT.ALREADY_VOTED' });
    });
  });

  it('runs a choice among three to a runoff, and that to its end', async () => {
    const options = { method: { kind: 'choice' }, options: ['Torino', 'Asti', 'Alba'] };
    const meeting = await coop.meet([await coop.decision('Sede', options)], PEOPLE);
    const of = (option: number) => ({ option });
    const first = await meeting.vote({ Ada: of(0), Ben: of(0), Cleo: of(0), Dino: of(1), Eva: of(1), Ferro: of(2) });
    expect(first.result?.verdict.outcome).toBe('runoff');
    const runoff = await meeting.open();
    expect(runoff).toMatchObject({ round: 2, options: ['Torino', 'Asti'] });
    for (const name of PEOPLE) await meeting.cast(name, of(name < 'Cleo' ? 0 : 1));
    const { result } = await meeting.count();
    expect(result?.verdict.reason.en).toMatch(/^elected: Asti; rule: absolute majority of the valid votes/);
  });
});
