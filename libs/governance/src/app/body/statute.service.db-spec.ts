import { newId, type BodyId } from '#kernel';
import { Assembly } from '../../../test/assembly';
import { Cooperative, preset, type Meeting } from '../../../test/meeting';
import { PRESETS } from '../../domain/statute/presets';
import type { StatuteDocument } from '../../domain/statute/statute-document';
import { BodyService } from './body.service';
import { MotionService } from '../motion/motion.service';
import { StatuteService } from './statute.service';

const PEOPLE = ['Ada', 'Ben', 'Cleo', 'Dino', 'Eva', 'Ferro'];
const SPA = preset('cooperativeSpa');
const EXTRAORDINARY = 'art. 2368 co. 2 c.c., sui voti (art. 2538 co. 5 c.c.)';
const PAGE = { before: null, limit: 10 };
const everybody = (marks: string) => Object.fromEntries(PEOPLE.map((name) => [name, marks]));

describe('a statute', () => {
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

  const service = () => hall.get(StatuteService);
  const current = async () => hall.get(BodyService).statute(await coop.actor(), coop.body.id);
  const propose = async (change: Partial<StatuteDocument>, base = 1) =>
    hall.get(MotionService).proposeStatute(await coop.actor(), coop.body.id, { document: { ...SPA, ...change }, base });
  const proxies = (maxPerHolder: number) => ({ proxies: { maxPerHolder, large: null, article: 'statuto, art. 8' } });

  it.each(PRESETS.map(({ key, document }) => [key, document] as const))(
    'can be the preset %s: a body founded with it meets and decides',
    async (_, document) => {
      const founded = await Cooperative.found(hall, document, PEOPLE);
      const proposal = await founded.decision();
      const meeting = await founded.convene([proposal], { days: 40 });
      await meeting.openCall(1);
      await meeting.arrive(...PEOPLE);
      expect((await meeting.vote(everybody('yes'))).result?.verdict.outcome).toBe('adopted');
      expect(await meeting.close()).toMatchObject({ state: 'closed', statuteNumber: 1 });
    },
  );

  it('that contradicts itself or the law founds nothing, and is proposed to nobody; what is wrong is named', async () => {
    const tooMany = { ...SPA, ...proxies(11) };
    await expect(Cooperative.found(hall, tooMany, PEOPLE)).rejects.toMatchObject({
      code: 'STATUTE.INVALID',
      message: expect.stringContaining('art. 2539 co. 1 c.c.') as string,
    });
    await expect(propose(proxies(11))).rejects.toMatchObject({ code: 'STATUTE.INVALID' });
    await expect(Cooperative.found(hall, { ...SPA, surprise: true }, PEOPLE)).rejects.toMatchObject({
      code: 'STATUTE.INVALID',
    });
  });

  describe('is changed', () => {
    it('by the majority that it asks for itself, here of all who are entitled', async () => {
      const meeting = await coop.meet([await propose(proxies(3)), await propose(proxies(5))], PEOPLE.slice(0, 5));
      const short = await meeting.vote({ Ada: 'yes', Ben: 'yes', Cleo: 'yes', Dino: 'abstain', Eva: 'abstain' });
      expect(short.result?.verdict.reason.en).toBe(
        `not adopted: 3 votes in favour out of 6 entitled, ${EXTRAORDINARY} asks for more than one half; 1 more vote in favour was needed among these`,
      );
      expect(await current()).toMatchObject({ number: 1, resolution: null });
      const enough = await meeting.vote({ Ada: 'yes', Ben: 'yes', Cleo: 'yes', Dino: 'yes' }, 2);
      expect(await current()).toMatchObject({
        ...{ number: 2, resolution: enough.id },
        document: { proxies: { maxPerHolder: 5 } },
      });
      const versions = await service().history(await coop.actor('Cleo'), coop.body.id, PAGE);
      expect(versions.map(({ number }) => number)).toEqual([2, 1]);
    });

    it('in sentences that say what changes', async () => {
      const { sentences } = await propose(proxies(3));
      expect(sentences.it.join(' ')).toContain('statuto, art. 8');
    });

    it('against the version in force only', async () => {
      await expect(propose(proxies(3), 2)).rejects.toMatchObject({ code: 'PROPOSAL.OTHER_STATUTE' });
      await expect(propose({})).rejects.toMatchObject({ code: 'PROPOSAL.NOTHING_NEW' });
    });

    it('once, where two texts written against the same version are both adopted', async () => {
      const meeting = await coop.meet([await propose(proxies(3)), await propose(proxies(5))], PEOPLE);
      await meeting.vote(everybody('yes'), 1);
      const second = await meeting.vote(everybody('yes'), 2);
      expect(second.result?.verdict.outcome).toBe('adopted');
      expect(await current()).toMatchObject({ number: 2, document: { proxies: { maxPerHolder: 3 } } });
      expect(
        await hall.count('platform.event', `type = 'statute.left-unchanged' and facts like $1`, `%${coop.body.id}%`),
      ).toBe(1);
    });

    it('for the next meetings: one that was convened before goes on under the old one', async () => {
      const other = await coop.convene([await coop.decision('Bilancio'), await coop.decision('Sede')], { days: 40 });
      const stricter: StatuteDocument['matters'] = {
        ...SPA.matters,
        other: { ...SPA.matters.other, calls: [SPA.matters.statuteChange.calls[0]] },
      };
      const meeting = await coop.meet([await propose({ matters: stricter })], PEOPLE);
      await meeting.vote(everybody('yes'));
      await meeting.close();
      expect((await current()).number).toBe(2);

      await other.openCall(1);
      await other.arrive('Ada', 'Ben');
      await other.vote({ Ada: 'yes', Ben: 'yes' });
      await other.adjourn();
      await other.openCall(2);
      await other.arrive('Ada', 'Ben');
      const again = await other.vote({ Ada: 'yes', Ben: 'yes' });
      expect(again).toMatchObject({ round: 2, statuteNumber: 1, result: { verdict: { outcome: 'adopted' } } });
      const next: Meeting = await coop.meet([await coop.decision('Altro')], ['Ada', 'Ben', 'Cleo']);
      expect(await next.vote({ Ada: 'yes', Ben: 'yes', Cleo: 'yes' })).toMatchObject({
        ...{ statuteNumber: 2, result: { verdict: { outcome: 'inquorate' } } },
      });
    });
  });

  it('is read by who may know of the body, and by nobody else', async () => {
    const neighbour = await coop.neighbour();
    for (const id of [coop.body.id, newId<BodyId>()]) {
      await expect(service().history(neighbour, id, PAGE)).rejects.toMatchObject({
        kind: 'missing',
        code: 'BODY.MISSING',
      });
      await expect(hall.get(BodyService).statute(neighbour, id)).rejects.toMatchObject({ code: 'BODY.MISSING' });
    }
  });

  it('that was changed in the database behind our back decides nothing', async () => {
    const [stored] = await hall.db.query<{ document: string }>(
      'select document from governance.statute_version where body_id = $1',
      [coop.body.id],
    );
    const forged = (stored?.document ?? '').replace('"maxPerHolder":10', '"maxPerHolder":9');
    await hall.db.query('update governance.statute_version set document = $2 where body_id = $1', [
      coop.body.id,
      forged,
    ]);
    await expect(current()).rejects.toThrow(`The statute of body ${coop.body.id} was changed.`);
  });
});
