import { Assembly } from '../../../test/assembly';
import { Cooperative, preset } from '../../../test/meeting';
import type { Body } from '../../domain/body/body';
import { BodyRoll } from './body-roll';
import { BodyService } from './body.service';
import { MotionService } from '../motion/motion.service';

const [NORTH, SOUTH] = [
  ['Ada', 'Ben', 'Cleo', 'Dino'],
  ['Eva', 'Ferro', 'Gino', 'Ida'],
];
const PEOPLE = [...NORTH, ...SOUTH];
const STATUTE = preset('thirdSector');
const SECTION = { ...STATUTE, delegates: { membersPerDelegate: 2, article: 'statuto, art. 12' } };
const GENERAL = { ...STATUTE, proxies: null, voters: { ...STATUTE.voters, who: 'delegates' } };

describe('separate assemblies', () => {
  let hall: Assembly;
  let coop: Cooperative;
  let sections: readonly Body[];
  beforeAll(async () => {
    hall = await Assembly.start();
    coop = await Cooperative.found(hall, STATUTE, PEOPLE);
    sections = await found();
  });
  afterAll(() => hall.stop());

  /** By resolutions of all members, the last of which leaves the general assembly to delegates. */
  async function found(): Promise<Body[]> {
    const [motions, by] = [hall.get(MotionService), await coop.actor()];
    const section = (title: string, names: readonly string[]) => ({
      ...{ title, body: 'section', members: names.map((name) => coop.id(name)), document: SECTION },
    });
    const meeting = await coop.meet(
      [
        await motions.proposeBody(by, coop.body.id, section('Sezione nord', NORTH)),
        await motions.proposeBody(by, coop.body.id, section('Sezione sud', SOUTH)),
        await motions.proposeStatute(by, coop.body.id, { document: GENERAL, base: 1 }),
      ],
      PEOPLE,
    );
    const all = Object.fromEntries(PEOPLE.map((name) => [name, 'yes']));
    for (const item of [1, 2, 3]) await meeting.vote(all, item);
    await meeting.close();
    return (await hall.get(BodyService).page(by, null, 10)).filter(({ kind }) => kind === 'section');
  }

  const section = (at: number): Body => sections[at] ?? coop.body;
  const propose = async (place: Body, names: readonly string[], method: object) => {
    const candidates = names.map((name) => ({ name, personId: coop.id(name) }));
    const election = { title: 'Delegati', office: 'delegate', method, candidates };
    return hall.get(MotionService).proposeElection(await coop.actor(names[0]), place.id, election);
  };

  /** The first two rank the first two candidates, the others the last two. */
  async function elect(place: Body, names: readonly string[]): Promise<unknown> {
    const proposal = await propose(place, names, { kind: 'stv', seats: 2 });
    const meeting = await coop.in(place).meet([proposal], names);
    const papers = names.map((name, i) => [name, { ranking: i < 2 ? [[0], [1]] : [[3], [2]] }]);
    const { result } = await meeting.vote(Object.fromEntries(papers));
    await meeting.close();
    return result?.count;
  }

  it('are founded by a resolution, each with its members, led at first by the officers of the body', () => {
    expect(sections).toMatchObject([
      { parentId: coop.body.id, name: 'Sezione nord', organisationId: coop.organisationId },
      { parentId: coop.body.id, name: 'Sezione sud', organisationId: coop.organisationId },
    ]);
  });

  it('leave a general assembly of delegates without electors until they have elected theirs', async () => {
    const { electors } = await hall.get(BodyRoll).roll(await coop.actor(), coop.body.id);
    expect(electors).toEqual([]);
    const proposal = await coop.decision('Troppo presto');
    const meeting = await coop.convene([proposal]);
    await meeting.openCall(1);
    await expect(meeting.open()).rejects.toMatchObject({ code: 'BALLOT.EMPTY_ELECTORATE' });
    await meeting.close();
  });

  it('elect as many delegates as their members are due, so that a minority has its own', async () => {
    const north = section(0);
    await expect(propose(north, NORTH, { kind: 'stv', seats: 3 })).rejects.toMatchObject({
      ...{ code: 'DELEGATES.OTHER_NUMBER', details: { due: 2 } },
    });
    await expect(propose(north, NORTH, { kind: 'approval', seats: 2 })).rejects.toMatchObject({
      code: 'DELEGATES.NOT_PROPORTIONAL',
    });
    await expect(propose(coop.body, NORTH, { kind: 'stv', seats: 2 })).rejects.toMatchObject({
      code: 'BODY.NOT_COMPETENT',
    });
    for (const [at, names] of [NORTH, SOUTH].entries()) {
      const { winners } = (await elect(section(at), names)) as { winners: readonly number[] };
      expect(winners.toSorted()).toEqual([0, 3]);
    }
  });

  it('send them to the general assembly, where they alone vote and it is known for whom', async () => {
    const by = await coop.actor();
    const { electors, excluded } = await hall.get(BodyRoll).roll(by, coop.body.id);
    expect(excluded).toEqual([]);
    expect(new Map(electors.map(({ name, sectionId }) => [name, sectionId]))).toEqual(
      new Map([
        ...['Ada', 'Dino'].map((name) => [name, section(0).id] as const),
        ...['Eva', 'Ida'].map((name) => [name, section(1).id] as const),
      ]),
    );
    const meeting = await coop.meet([await coop.decision()], ['Ada', 'Dino', 'Ida']);
    await expect(meeting.arrive('Ben')).rejects.toMatchObject({ code: 'ATTENDANCE.NOT_ENTITLED' });
    const { id, electorate, result } = await meeting.vote({ Ada: 'yes', Dino: 'yes', Ida: 'no' });
    expect([electorate, result?.verdict.outcome]).toEqual([4, 'adopted']);
    const ofSouth = 'section_id = $1 and ballot_id = $2';
    expect(await hall.count('governance.elector', ofSouth, section(1).id, id)).toBe(2);
  });

  it('replace their own delegates by another election, and nobody else’s', async () => {
    await elect(section(1), [...SOUTH].reverse());
    const { electors } = await hall.get(BodyRoll).roll(await coop.actor(), coop.body.id);
    expect(electors.map(({ name }) => name).sort()).toEqual(['Ada', 'Dino', 'Eva', 'Ida']);
    expect(await hall.count('governance.seat', `office = 'delegate' and until is not null`)).toBe(2);
  });
});
