import { newId, type BodyId, type FederationId, type PersonId } from '#kernel';
import { Assembly } from '../../../test/assembly';
import { Cooperative, ORDINARY, preset } from '../../../test/meeting';
import { BodyRoll } from './body-roll';
import { BodyService } from './body.service';
import { MotionService } from '../motion/motion.service';

const PEOPLE = ['Ada', 'Ben', 'Cleo', 'Dino'];
const SPA = preset('cooperativeSpa');
const all = { after: null, limit: 100 };

describe('a body', () => {
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

  const service = () => hall.get(BodyService);
  const seats = async (bodyId = coop.body.id) =>
    (await hall.get(BodyRoll).seats(await coop.actor(), { bodyId, office: null }, all)).map(({ office, name }) => [
      office,
      name,
    ]);

  describe('is founded', () => {
    it('with its statute, a chair and a secretary, and said to be so in the log', async () => {
      expect(coop.body).toMatchObject({ kind: 'organisation', organisationId: coop.organisationId, parentId: null });
      expect(await service().statute(await coop.actor('Dino'), coop.body.id)).toMatchObject({
        ...{ number: 1, document: SPA, resolution: null },
      });
      expect(new Set(await seats())).toEqual(
        new Set([
          ['chair', 'Ada'],
          ['secretary', 'Ben'],
        ]),
      );
      const told = await hall.db.query<{ type: string }>(
        `select type from platform.event where facts like $1 order by seq`,
        [`%${coop.body.id}%`],
      );
      expect(told.map(({ type }) => type)).toEqual(['body.founded', 'statute.founded', 'seats.filled', 'seats.filled']);
    });

    it('once, by a steward, in their own organisation and its federation, with officers of its own book', async () => {
      const place = { federationId: coop.federationId, organisationId: coop.organisationId };
      const found = async (by: PersonId, change: object = {}) => {
        const officers = { chair: coop.id('Ada'), secretary: coop.id('Ben') };
        return service().found(await hall.actor(by), { ...place, ...officers, statute: SPA, ...change });
      };
      await expect(found(coop.id('Ada'))).rejects.toMatchObject({ code: 'BODY.FOUNDED' });
      await expect(found(coop.id('Ben'))).rejects.toMatchObject({ code: 'BODY.NOT_A_STEWARD' });
      const abroad = await hall.found();
      const elsewhere = { federationId: abroad.federationId };
      await expect(found(coop.id('Ada'), elsewhere)).rejects.toMatchObject({ code: 'FEDERATION.MISSING' });
      await hall.work((tx) => hall.enrol(tx, coop.id('Ada'), abroad.cooperativeId, 'member'));
      await expect(found(coop.id('Ada'), elsewhere)).rejects.toMatchObject({ code: 'BODY.NOT_A_STEWARD' });
      const nowhere = { federationId: newId<FederationId>() };
      await expect(found(coop.id('Ada'), nowhere)).rejects.toMatchObject({ code: 'FEDERATION.MISSING' });

      const steward = await hall.person(abroad.cooperativeId, 'steward');
      const theirs = { federationId: abroad.federationId, organisationId: abroad.cooperativeId };
      await expect(found(steward, theirs)).rejects.toMatchObject({ code: 'BODY.NOT_IN_BOOK' });
      expect(await hall.count('governance.body', 'organisation_id = $1', abroad.cooperativeId)).toBe(0);
    });
  });

  it('is known to its people only, and the federation’s to all of its members', async () => {
    const kinds = async (by: Promise<Parameters<BodyService['page']>[0]>) =>
      (await service().page(await by, null, 100)).map(({ kind }) => kind);
    expect(await kinds(coop.actor('Dino'))).toEqual(['federation', 'organisation']);
    expect(await kinds(coop.neighbour())).toEqual(['federation']);
    const neighbour = await coop.neighbour();
    for (const id of [coop.body.id, newId<BodyId>(), 'rubbish' as BodyId]) {
      await expect(service().read(neighbour, id)).rejects.toMatchObject({
        ...{ kind: 'missing', code: 'BODY.MISSING', message: `There is no body ${id} that you may see.` },
      });
      await expect(hall.get(BodyRoll).roll(neighbour, id)).rejects.toMatchObject({ code: 'BODY.MISSING' });
    }
  });

  describe('records how its members stand', () => {
    it('as its secretary enters it, the last entry being the one that holds', async () => {
      await coop.standing('Dino', { isSuspended: true });
      await coop.standing('Dino', { category: 'financing', shares: 12 });
      const by = async (name: string, standing: object) =>
        service().recordStanding(await coop.actor(name), coop.body.id, {
          ...ORDINARY,
          memberId: coop.id('Cleo'),
          ...standing,
        });
      await expect(by('Ada', {})).rejects.toMatchObject({ code: 'BODY.NOT_AN_OFFICER' });
      for (const wrong of [{ shares: -1 }, { shares: 0.5 }, { category: 'nobility' }, { memberId: 'rubbish' }]) {
        await expect(by('Ben', wrong)).rejects.toMatchObject({ code: 'STANDING.INVALID' });
      }
      const stranger = await hall.person((await hall.found()).cooperativeId);
      await expect(by('Ben', { memberId: stranger })).rejects.toMatchObject({ code: 'STANDING.NOT_A_MEMBER' });
      const { electors } = await hall.get(BodyRoll).roll(await coop.actor(), coop.body.id);
      expect(electors.find(({ name }) => name === 'Dino')).toMatchObject({ category: 'financing' });
    });

    it('and who would vote today is for its officers to see', async () => {
      await expect(hall.get(BodyRoll).roll(await coop.actor('Cleo'), coop.body.id)).rejects.toMatchObject({
        code: 'BODY.NOT_AN_OFFICER',
      });
    });
  });

  it('fills its offices by election: who was elected replaces who held them', async () => {
    const candidates = ['Cleo', 'Dino'].map((name) => ({ name, personId: coop.id(name) }));
    const propose = async (office: string, method: object) =>
      hall
        .get(MotionService)
        .proposeElection(await coop.actor(), coop.body.id, { title: 'Cariche', office, method, candidates });
    const board = await propose('board', { kind: 'approval', seats: 2 });
    const chair = await propose('chair', { kind: 'schulze' });
    const meeting = await coop.meet([board, chair], PEOPLE);
    const both = { options: [0, 1] };
    await meeting.vote({ Ada: both, Ben: both, Cleo: both });
    const cleo = { ranking: [[0], [1]] };
    await meeting.vote({ Ada: cleo, Ben: cleo, Dino: cleo }, 2);
    expect((await seats()).map(String).sort()).toEqual(['board,Cleo', 'board,Dino', 'chair,Cleo', 'secretary,Ben']);
    await expect(meeting.close()).rejects.toMatchObject({ code: 'BODY.NOT_AN_OFFICER' });
  });

  it('admits a member by its resolution', async () => {
    const stranger = await hall.person((await hall.found()).cooperativeId);
    const admission = { title: 'Ammissione di Eva', organisationId: null, personId: stranger };
    const proposal = await hall.get(MotionService).proposeAdmission(await coop.actor(), coop.body.id, admission);
    const meeting = await coop.meet([proposal], PEOPLE);
    await meeting.vote({ Ada: 'yes', Ben: 'yes', Cleo: 'yes' });
    const { excluded } = await hall.get(BodyRoll).roll(await coop.actor(), coop.body.id);
    expect(excluded).toMatchObject([{ memberId: stranger, reason: 'tooNew' }]);
  });

  it('founds a committee, led at first by its own officers, that decides what is its own and no policy', async () => {
    const committee = { title: 'Comitato dati', body: 'committee', members: [coop.id('Cleo'), coop.id('Dino')] };
    const document = preset('dataCommittee');
    const motions = hall.get(MotionService);
    const founding = await motions.proposeBody(await coop.actor(), coop.body.id, { ...committee, document });
    const meeting = await coop.meet([founding], PEOPLE);
    await meeting.vote({ Ada: 'yes', Ben: 'yes', Cleo: 'yes' });
    const body = (await service().page(await coop.actor(), null, 10)).find(({ kind }) => kind === 'committee');
    expect(body).toMatchObject({ name: 'Comitato dati', parentId: coop.body.id, organisationId: coop.organisationId });
    expect((await seats(body?.id)).map(String).sort()).toEqual([
      'chair,Ada',
      'member,Cleo',
      'member,Dino',
      'secretary,Ben',
    ]);

    const decision = await coop.in(body ?? coop.body).decision('Metodo');
    const ballot = await hall.open(coop.id('Ada'), decision.id);
    expect(ballot.electorate).toBe(2);
    await expect(hall.cast(coop.id('Ada'), ballot.id, 'yes')).rejects.toMatchObject({ code: 'BALLOT.NOT_ENTITLED' });
    const policy = { schema: 'granaio-policy/1', title: 'Regola', permissions: [], prohibitions: [], validUntil: null };
    const reading = { assignee: { type: 'members' }, actions: ['read'], subject: 'Dataset', where: 'everything' };
    const input = { bodyId: body?.id ?? null, document: { ...policy, permissions: [reading] }, policyId: null };
    const names = { organisation: String, dataset: String };
    await expect(motions.proposePolicy(await coop.actor(), input, names)).rejects.toMatchObject({
      code: 'BODY.NOT_COMPETENT',
    });
    await expect(service().read(await coop.neighbour(), body?.id ?? newId())).rejects.toMatchObject({
      code: 'BODY.MISSING',
    });
  });
});
