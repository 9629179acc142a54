import { MembersBook } from '#identity';
import type { OrganisationId, PersonId } from '#kernel';
import { Assembly } from '../../../test/assembly';
import { Cooperative, enrol, everywhere, preset } from '../../../test/meeting';
import { dataCommittee } from '../../domain/statute/presets';
import type { StatuteDocument } from '../../domain/statute/statute-document';
import { BodyRoll } from './body-roll';
import { BodyService } from './body.service';
import { MotionService } from '../motion/motion.service';

const SPA = preset('cooperativeSpa');
const PEOPLE = ['Ada', 'Ben', 'Cleo', 'Dino', 'Eva', 'Ferro', 'Gino', 'Ida'];
const [EXCHANGE, FINANCING] = ['art. 2538 co. 4 c.c.', 'art. 2526 co. 2 c.c.'];

/** A consortium: votes by mutual exchange and of financing members, each under its ceilings. */
const CONSORTIUM: StatuteDocument = {
  ...SPA,
  votes: {
    legalPersons: null,
    exchange: { basis: 'exchange', unitsPerVote: 1_000, maxVotes: 20, article: EXCHANGE },
    financing: { basis: 'shares', unitsPerVote: 10, maxVotes: 20, article: 'art. 2526 co. 2 c.c.' },
  },
  caps: {
    exchangeMember: { share: { part: 1, of: 10 }, article: EXCHANGE },
    exchangeCategory: { share: { part: 1, of: 3 }, article: EXCHANGE },
    financingCategory: { share: { part: 1, of: 3 }, article: FINANCING },
  },
};

describe('the electorate', () => {
  let hall: Assembly;
  beforeAll(async () => {
    hall = await Assembly.start();
  });
  afterAll(() => hall.stop());
  beforeEach(() => {
    hall.clock.offsetMs = 0;
  });

  describe('of people', () => {
    const rollOf = async (coop: Cooperative) => hall.get(BodyRoll).roll(await coop.actor('Ben'), coop.body.id);

    it('is of who is in the book for ninety days, not suspended and not in arrears, as the statute says', async () => {
      const coop = await Cooperative.found(hall, SPA, ['Ada', 'Ben', 'Cleo', 'Dino']);
      await coop.join('Eva', 90);
      await coop.join('Ferro', 89);
      await coop.standing('Cleo', { isSuspended: true });
      await coop.standing('Dino', { isInArrears: true });
      const { electors, excluded, members } = await rollOf(coop);
      expect(members).toBe(6);
      expect(electors.map(({ name, votes }) => [name, votes])).toEqual([
        ['Ada', 1],
        ['Ben', 1],
        ['Eva', 1],
      ]);
      const { article } = SPA.voters;
      expect(excluded.map(({ name, reason, article: by }) => [name, reason, by])).toEqual([
        ['Cleo', 'suspended', article],
        ['Dino', 'inArrears', article],
        ['Ferro', 'tooNew', article],
      ]);
    });

    it('is another under other statutes: in the third sector who is in arrears votes', async () => {
      const coop = await Cooperative.found(hall, preset('thirdSector'), ['Ada', 'Ben', 'Cleo']);
      await coop.standing('Cleo', { isInArrears: true });
      expect((await rollOf(coop)).electors.map(({ name }) => name)).toEqual(['Ada', 'Ben', 'Cleo']);
    });
  });

  describe('with plural votes', () => {
    const consortium = async () => {
      const coop = await Cooperative.found(hall, CONSORTIUM, PEOPLE);
      await coop.standing('Gino', { category: 'exchange', exchange: 4_999 });
      await coop.standing('Ida', { category: 'exchange', exchange: 999 });
      await coop.standing('Ferro', { category: 'financing', shares: 50 });
      return coop;
    };

    it('gives one more for every whole unit of what its members exchanged or hold', async () => {
      const coop = await consortium();
      const { electors } = await hall.get(BodyRoll).roll(await coop.actor('Ben'), coop.body.id);
      const votes = electors.map(({ name, category, votes: each }) => [name, category, each]).slice(-3);
      expect(votes).toEqual([
        ['Ferro', 'financing', 6],
        ['Gino', 'exchange', 5],
        ['Ida', 'exchange', 1],
      ]);
    });

    it('counts them under ceilings that are shares of what they leave, exactly, and says how', async () => {
      const coop = await consortium();
      const meeting = await coop.meet([await coop.decision()], PEOPLE);
      const votes = {
        Ada: 'yes',
        Ben: 'yes',
        Cleo: 'yes',
        Dino: 'no',
        Eva: 'no',
        Gino: 'yes',
        Ida: 'yes',
        Ferro: 'no',
      };
      const { result } = await meeting.vote(votes);
      // Of P votes Gino has P/10 and Ferro P/3: P = 5 + 1 + P/10 + P/3 = 180/17.
      expect(result).toMatchObject({ unit: '17', members: 8, present: '180/17', entitled: '180/17' });
      expect(result?.count).toEqual({ method: 'yesNo', yes: '86', no: '94', abstain: '0', blank: '0' });
      expect(result?.steps.en).toEqual([
        `Of a total of 17: the strongest exchange member has 5, more than 1/10 of it, which is 17/10, so no exchange member counts more than 1/10 (${EXCHANGE}); financing members together have 6, more than 1/3 of it, which is 17/3, so together they count 1/3 (${FINANCING}). The votes not cut, 6, are then 17/30 of the total, which is therefore 180/17.`,
        'Of a total of 180/17 every ceiling is kept, and no larger total keeps them all.',
      ]);
      expect(result?.steps.it).toHaveLength(2);
      expect(result?.verdict).toMatchObject({
        outcome: 'rejected',
        majority: { have: '86/17', of: '180/17', need: '90/17', met: false },
      });
      expect(result?.verdict.reason.en).toMatch(/^not adopted: 5 1\/17 votes in favour out of 10 10\/17 present/);
    });

    it('counts them under the ceilings of those who are there: where exchange members come alone, nothing can pass', async () => {
      const coop = await consortium();
      const meeting = await coop.convene([await coop.decision()]);
      await meeting.openCall(2);
      await meeting.arrive('Gino', 'Ida');
      const { result } = await meeting.vote({ Gino: 'yes', Ida: 'yes' });
      expect(result).toMatchObject({ present: '0', verdict: { outcome: 'rejected' } });
      expect(result?.steps.en.at(-1)).toMatch(/nothing can be resolved/);
    });
  });

  describe('of a secret ballot with votes in advance', () => {
    const secret = everywhere(
      { ...CONSORTIUM, conflicts: { rule: 'excluded', article: 'statuto, art. 9' } },
      { secrecy: 'secret' },
    );

    it('keeps who has voted as they were, for their paper says in which class it is', async () => {
      const coop = await Cooperative.found(hall, secret, PEOPLE);
      const proposal = await coop.decision();
      const meeting = await coop.convene([proposal]);
      for (const name of ['Eva', 'Ferro']) await meeting.cast(name, 'no', { text: proposal.hash });
      await coop.standing('Eva', { category: 'financing', shares: 20 });
      await coop.standing('Ferro', { isSuspended: true });
      await coop.standing('Gino', { category: 'financing', shares: 20 });
      await meeting.openCall(1);
      await meeting.arrive('Ada', 'Ben', 'Gino');
      const { electorate, votes, result } = await meeting.vote({ Ada: 'yes', Ben: 'yes', Gino: 'yes' });
      expect([electorate, votes]).toEqual([8, 10]);
      expect(result).toMatchObject({ members: 5, unit: '1', count: { yes: '4', no: '2' } });
    });
  });

  describe('of organisations', () => {
    it('votes by who represents each; one that named nobody does not vote, and legal persons have up to five votes', async () => {
      const article = 'art. 2538 co. 3 c.c.';
      const statute = dataCommittee({
        voters: { ...dataCommittee().voters, who: 'organisations' },
        votes: {
          exchange: null,
          financing: null,
          legalPersons: { basis: 'ownMembers', unitsPerVote: 2, maxVotes: 5, article },
        },
      });
      const { federationId, cooperativeId, bodyId } = await hall.found(statute);
      const person = (organisationId: OrganisationId, name: string) => enrol(hall, organisationId, { name });
      const enter = (name: string) =>
        hall.work(async (tx) => {
          const book = hall.get(MembersBook);
          const { id: organisationId } = await book.addOrganisation(tx, { name, kind: 'cooperative' });
          await book.affiliate(tx, { organisationId, federationId, since: '2026-01-01' });
          return organisationId;
        });
      const [sangone, stura] = [await enter('Sangone'), await enter('Stura')];
      const [ada, ben, cleo] = [
        await person(cooperativeId, 'Ada'),
        await person(sangone, 'Ben'),
        await person(sangone, 'Cleo'),
      ];
      await hall.work(async (tx) => {
        await hall.enrol(tx, ada, cooperativeId, 'steward');
        await hall.enrol(tx, ben, sangone, 'steward');
      });
      await hall.seat(bodyId, 'secretary', ada);
      const appoint = async (by: PersonId, organisationId: OrganisationId, personId: PersonId) =>
        hall.get(BodyService).appointRepresentative(await hall.actor(by), bodyId, { organisationId, personId });
      await appoint(ada, cooperativeId, ada);
      await appoint(ben, sangone, ben);
      await appoint(ben, sangone, cleo);
      await expect(appoint(ben, stura, ben)).rejects.toMatchObject({ code: 'BODY.NOT_A_STEWARD' });
      const outsider = await person((await hall.found()).cooperativeId, 'Zoe');
      await expect(appoint(ben, sangone, outsider)).rejects.toMatchObject({ code: 'BODY.NOT_IN_BOOK' });

      const { electors, excluded } = await hall.get(BodyRoll).roll(await hall.actor(ada), bodyId);
      expect(new Map(electors.map(({ name, voterId, votes }) => [name, [voterId, votes]]))).toEqual(
        new Map([
          ['Dora', [ada, 1]],
          ['Sangone', [cleo, 2]],
        ]),
      );
      expect(excluded).toMatchObject([{ memberId: stura, reason: 'noRepresentative' }]);

      const decision = { title: 'Statistica', text: 'Si pubblica.', method: { kind: 'yesNo' }, options: [] };
      const { id } = await hall.get(MotionService).proposeDecision(await hall.actor(ada), bodyId, decision);
      const ballot = await hall.open(ada, id);
      await hall.cast(cleo, ballot.id, 'no');
      await hall.cast(ada, ballot.id, 'yes');
      await expect(hall.cast(ben, ballot.id, 'yes')).rejects.toMatchObject({ code: 'BALLOT.NOT_ENTITLED' });
      hall.clock.advanceMinutes(61);
      const { result } = await hall.ballots.read(await hall.actor(ada), ballot.id);
      expect(result).toMatchObject({ members: 2, count: { yes: '1', no: '2' } });
    });
  });
});
