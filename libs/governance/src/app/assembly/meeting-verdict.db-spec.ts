import { Assembly } from '../../../test/assembly';
import { Cooperative, everywhere, preset } from '../../../test/meeting';
import type { StatuteDocument } from '../../domain/statute/statute-document';
import { MeetingService } from './meeting.service';
import { MotionService } from '../motion/motion.service';

const PEOPLE = ['Ada', 'Ben', 'Cleo', 'Dino', 'Eva', 'Ferro'];
const COMMITTEE = preset('dataCommittee');
const [SIX, SEVEN, NINE] = ['statuto art. 6', 'statuto art. 7', 'statuto art. 9'];

describe('what a vote in a meeting decides, and why', () => {
  let hall: Assembly;
  beforeAll(async () => {
    hall = await Assembly.start();
  });
  afterAll(() => hall.stop());
  beforeEach(() => {
    hall.clock.offsetMs = 0;
  });

  const found = (statute: StatuteDocument) => Cooperative.found(hall, statute, PEOPLE);
  const meet = async (statute: StatuteDocument, there: readonly string[] = PEOPLE) => {
    const coop = await found(statute);
    return coop.meet([await coop.decision()], there);
  };

  it('says how many votes were present, which article asks for how many, and how many were missing', async () => {
    const share = { part: 2, of: 3 };
    const coop = await found({
      ...everywhere(COMMITTEE, {
        calls: [
          {
            quorum: { share, reach: 'atLeast' },
            majority: { share: { part: 1, of: 2 }, reach: 'moreThan', base: 'yesNo' },
            article: SEVEN,
          },
        ],
      }),
      votes: {
        ...COMMITTEE.votes,
        financing: { basis: 'shares', unitsPerVote: 1, maxVotes: 100, article: SIX },
      },
    });
    const shares = { Cleo: 58, Dino: 42, Eva: 13, Ferro: 1 };
    for (const [name, held] of Object.entries(shares))
      await coop.standing(name, { category: 'financing', shares: held });
    const [one, two] = [await coop.decision('Uno'), await coop.decision('Due')];
    const meeting = await coop.meet([one, two], ['Ada', 'Ben', 'Cleo']);
    const { result } = await meeting.vote({ Ada: 'yes', Ben: 'yes', Cleo: 'yes' });
    expect(result?.verdict).toMatchObject({
      outcome: 'inquorate',
      reason: {
        it: `non approvata: presenti 61 voti su 120, ${SEVEN} richiede almeno due terzi; servivano 19 voti in più tra i presenti`,
        en: `not adopted: 61 of 120 votes present, ${SEVEN} asks for at least two thirds; 19 more votes had to be present`,
      },
    });
    await meeting.arrive('Dino');
    const second = await meeting.vote({ Ada: 'yes', Ben: 'yes', Cleo: 'no', Dino: 'abstain' }, 2);
    expect(second.result?.verdict.reason.en).toBe(
      `not adopted: 2 votes in favour out of 61 for and against, ${SEVEN} asks for more than one half; 29 more votes in favour were needed among these`,
    );
  });

  describe('who has a conflict of interest', () => {
    const EXCLUDED: StatuteDocument = { ...COMMITTEE, conflicts: { rule: 'excluded', article: NINE } };

    it('votes nevertheless where the statute only has it declared', async () => {
      const meeting = await meet(COMMITTEE);
      await meeting.conflict('Ferro');
      expect(await meeting.open()).toMatchObject({ electorate: 6 });
      await meeting.cast('Ferro', 'yes');
    });

    it('is out of the vote and of every base of it where the statute excludes them', async () => {
      const meeting = await meet(EXCLUDED);
      await meeting.conflict('Ferro');
      await meeting.conflict('Eva', 1, 'Ben');
      expect(await meeting.open()).toMatchObject({ electorate: 4 });
      await expect(meeting.cast('Ferro', 'yes')).rejects.toMatchObject({ code: 'BALLOT.NOT_ENTITLED' });
      await meeting.cast('Ada', 'yes');
      await meeting.cast('Ben', 'yes');
      expect((await meeting.count()).result).toMatchObject({ entitled: '4', present: '4', members: 4 });
    });

    it('loses the vote that they sent in before, and sends in no other', async () => {
      const coop = await found(EXCLUDED);
      const proposal = await coop.decision();
      const meeting = await coop.convene([proposal]);
      await meeting.cast('Ferro', 'no', { text: proposal.hash });
      await meeting.conflict('Ferro');
      const again = meeting.cast('Ferro', 'no', { text: proposal.hash });
      await expect(again).rejects.toMatchObject({ code: 'BALLOT.NOT_ENTITLED' });
      await meeting.openCall(1);
      await meeting.arrive('Ada', 'Ben', 'Cleo');
      expect((await meeting.vote({ Ada: 'yes' })).result?.count).toMatchObject({ yes: '1', no: '0' });
    });

    it('says so before the vote, for themselves; others have the officers say it', async () => {
      const meeting = await meet(EXCLUDED);
      await expect(meeting.conflict('Ferro', 1, 'Eva')).rejects.toMatchObject({ code: 'BODY.NOT_AN_OFFICER' });
      const { proposalId } = await meeting.item();
      const declare = async (statement: string, memberId = meeting.of.id('Ferro')) =>
        hall.get(MeetingService).declareConflict(await meeting.of.actor('Ferro'), proposalId, { memberId, statement });
      await expect(declare('')).rejects.toMatchObject({ code: 'CONFLICT.INVALID' });
      const stranger = await hall.person((await hall.found()).cooperativeId);
      await expect(declare('Mah.', stranger)).rejects.toMatchObject({ code: 'ATTENDANCE.NOT_ENTITLED' });
      await meeting.open();
      await expect(meeting.conflict('Ferro')).rejects.toMatchObject({ code: 'CONFLICT.TOO_LATE' });
      await meeting.count();
    });

    it('may still say so between a first call without a quorum and the second', async () => {
      const meeting = await meet(EXCLUDED, ['Ada', 'Ferro']);
      await meeting.vote({ Ada: 'yes', Ferro: 'yes' });
      await meeting.adjourn();
      await meeting.conflict('Ferro');
      await meeting.openCall(2);
      expect(await meeting.open()).toMatchObject({ round: 2, electorate: 5 });
    });

    it('cannot say so any more when their secret vote is in: nobody could find its paper', async () => {
      const coop = await found({ ...everywhere(EXCLUDED, { secrecy: 'secret' }) });
      const proposal = await coop.decision();
      const meeting = await coop.convene([proposal]);
      await meeting.cast('Ferro', 'no', { text: proposal.hash });
      await expect(meeting.conflict('Ferro')).rejects.toMatchObject({ code: 'CONFLICT.TOO_LATE' });
    });
  });

  describe('a tie', () => {
    const halves = { Ada: 'yes', Ben: 'no', Cleo: 'yes', Dino: 'no' };
    const simple = everywhere(COMMITTEE, {
      calls: [
        {
          quorum: null,
          majority: { share: { part: 1, of: 2 }, reach: 'moreThan', base: 'yesNo' },
          article: SEVEN,
        },
      ],
    });
    const chairDecides: StatuteDocument = { ...simple, ties: { rule: 'chairDecides', article: NINE } };

    it('rejects, where the statute says nothing else', async () => {
      const { result } = await (await meet(simple)).vote(halves);
      expect(result?.verdict.reason.en).toMatch(/^not adopted: 2 votes in favour and as many against; a tie rejects/);
    });

    it('is decided as the chair of the meeting voted, where the statute says so', async () => {
      const { result } = await (await meet(chairDecides)).vote(halves);
      expect(result?.verdict).toMatchObject({
        outcome: 'adopted',
        reason: {
          en: `adopted: 2 votes in favour and as many against; a tie is decided by the chair, who voted in favour (${NINE})`,
        },
      });
      const against = { Ada: 'no', Ben: 'yes' };
      expect((await (await meet(chairDecides)).vote(against)).result?.verdict.outcome).toBe('rejected');
      const silent = { Ben: 'yes', Cleo: 'no' };
      expect((await (await meet(chairDecides)).vote(silent)).result?.verdict.reason.en).toMatch(
        /no vote for or against/,
      );
    });

    it('outside of a meeting is decided as the chair in office voted', async () => {
      const coop = await found(chairDecides);
      const { id } = await hall.open(coop.id('Ada'), (await coop.decision()).id);
      for (const [name, marks] of Object.entries(halves)) await hall.cast(coop.id(name), id, marks);
      hall.clock.advanceMinutes(61);
      const { result } = await hall.ballots.read(await coop.actor(), id);
      expect(result?.verdict.outcome).toBe('adopted');
    });
  });

  describe('who takes part from afar', () => {
    it('is there by voting, or by saying so', async () => {
      const meeting = await meet(COMMITTEE, ['Ada', 'Ben']);
      await meeting.attend('Cleo', 'Cleo', 'remote');
      await meeting.open();
      await meeting.cast('Dino', 'yes');
      expect((await meeting.count()).result).toMatchObject({ members: 4, present: '4' });
    });

    it('is there for the matters only that may be voted on from afar', async () => {
      const { matters } = COMMITTEE;
      const inRoom = { ...matters.statuteChange, remote: false, standing: null };
      const coop = await found({ ...COMMITTEE, matters: { ...matters, statuteChange: inRoom } });
      const document = { ...COMMITTEE, matters, title: 'Regolamento nuovo' };
      const change = await hall
        .get(MotionService)
        .proposeStatute(await coop.actor(), coop.body.id, { document, base: 1 });
      const meeting = await coop.meet([await coop.decision(), change], ['Ada', 'Ben', 'Cleo']);
      await meeting.attend('Dino', 'Dino', 'remote');
      expect((await meeting.vote({ Ada: 'yes', Dino: 'yes' })).result?.members).toBe(4);
      await meeting.open(2);
      await expect(meeting.cast('Dino', 'yes', { item: 2 })).rejects.toMatchObject({ code: 'BALLOT.NOT_PRESENT' });
      expect((await meeting.count(2)).result?.members).toBe(3);
    });
  });
});
