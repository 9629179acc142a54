import { MembersBook } from '#identity';
import type { OrganisationId, PolicyId } from '#kernel';
import { UnitOfWork, type Transaction } from '#platform';
import { PolicyService } from '#policy';
import { stdSerializers } from 'pino';
import { errorForLog, log } from '../../apps/api/src/shared/log';
import type { Member } from '../support/member';
import {
  adopt,
  contribute,
  publishServiceUsers,
  researchersMay,
  threeCooperatives,
  usersOf,
  type Cooperative,
} from '../support/social-services';
import { EVERYTHING } from '../support/two-federations';
import { World } from '../support/world';

const CAST =
  'mutation ($id: ID!, $choice: Choice!) { castVote(input: { ballotId: $id, choice: $choice }) { ballot { id } } }';
const REQUEST = 'mutation ($input: RequestExtractInput!) { requestExtract(input: $input) { id } }';
const EXTRACT = 'query ($id: ID!) { extract(id: $id) { state refusal { code } release { csv { url } } } }';
const BALLOTS = `query ($id: ID!) { ballot(id: $id) { outcome counts { yes no abstain } closedAt result { members } }
  ballots { items { outcome counts { yes no abstain } } } proposals { items { ballot { outcome counts { yes no abstain } } } } }`;
/** A vote, however often it is quoted. */
const SAYS_NO = /\\?"no\\*"/;
const SYSTEM = { id: 'system:test' };

type Seen = { extract: { state: string; refusal: object | null; release: { csv: { url: string } } | null } };

describe('between asking and getting', () => {
  let world: World;
  let cooperatives: [Cooperative, Cooperative, Cooperative];
  let datasetId: string;
  let university: OrganisationId;

  beforeAll(async () => {
    world = await World.start({ policy: EVERYTHING });
    cooperatives = await threeCooperatives(world);
    datasetId = await publishServiceUsers(world, cooperatives[0]);
    for (const one of cooperatives) await contribute(world, one, datasetId, usersOf(one.id, 300));
    university = await world.organisation('Università', { affiliated: false });
  });
  afterAll(() => world.stop());
  afterEach(() => jest.restoreAllMocks());

  const voters = () => cooperatives.map(({ steward }) => steward);
  const work = <T>(todo: (tx: Transaction) => Promise<T>) => world.app.get(UnitOfWork).run(SYSTEM, todo);
  const request = async (by: Member) => {
    const input = { datasetId, purpose: 'ACADEMIC_RESEARCH', dimensions: ['zone'] };
    return (await by.send<{ requestExtract: { id: string } }>(REQUEST, { input })).requestExtract.id;
  };
  const seen = async (by: Member, id: string) => (await by.send<Seen>(EXTRACT, { id })).extract;
  const resign = ({ id: personId }: Member) =>
    work(async (tx) => {
      const leftOn = (await tx.now()).toISOString().slice(0, 10);
      await world.app.get(MembersBook).leave(tx, { personId, organisationId: university, role: 'researcher', leftOn });
    });
  /** Ends whatever lets researchers ask, as a ballot that closes this moment would. */
  const endResearch = async () => {
    const policies = await world.database.query<{ id: PolicyId }>(
      `select policy_id as id from policy.version where ended_at is null and document like '%requestExtract%'`,
    );
    const { federationId } = world;
    for (const { id: policyId } of policies) {
      await work((tx) => world.app.get(PolicyService).end(tx, { policyId, federationId, resolution: null }));
    }
  };

  it('a vote cast ten times at once counts once, and nobody else’s is lost', async () => {
    const [aurora, dora] = voters();
    if (!aurora || !dora) throw new Error('no voters');
    const id = await world.openBallot(aurora, EVERYTHING);
    const casts = await Promise.allSettled([
      ...Array.from({ length: 10 }, (_, i) => aurora.send(CAST, { id, choice: i % 2 ? 'YES' : 'NO' })),
      dora.send(CAST, { id, choice: 'ABSTAIN' }),
    ]);
    const refused = casts.flatMap((cast) => (cast.status === 'rejected' ? [cast.reason as { code: string }] : []));
    expect(refused.map(({ code }) => code)).toEqual(Array.from({ length: 9 }, () => 'BALLOT.ALREADY_VOTED'));
    expect(await world.database.query('select 1 from governance.vote where ballot_id = $1', [id])).toHaveLength(2);
  });

  it('nobody sees a vote before the end: not the voter, not the lists, not the journal', async () => {
    const [aurora] = voters();
    if (!aurora) throw new Error('no voter');
    const id = await world.openBallot(aurora, EVERYTHING);
    for (const voter of voters()) await voter.send(CAST, { id, choice: 'NO' });
    expect(JSON.stringify(await aurora.send(BALLOTS, { id }))).not.toMatch(/"(yes|no|abstain|members)":/);
    const events = await world.database.query<{ type: string; facts: string }>(
      `select type, facts from platform.event where strpos(facts, $1) > 0 and type like 'ballot.%' order by seq`,
      [id],
    );
    expect(events.map(({ type }) => type)).toEqual([
      'ballot.opened',
      ...Array.from({ length: 3 }, () => 'ballot.vote-cast'),
    ]);
    for (const { facts } of events.slice(1)) expect(facts).toBe(JSON.stringify({ ballotId: id }));
    world.clock.advanceDays(2);
    await world.settle();
    expect(JSON.stringify(await aurora.send(BALLOTS, { id }))).toMatch(/"no":3/);
  });

  it('a policy that ends before the job comes lets nothing out', async () => {
    const rita = await world.person('Rita', university, 'researcher');
    await adopt(world, researchersMay(university, datasetId), voters());
    const id = await request(rita);
    expect(await seen(rita, id)).toMatchObject({ state: 'GRANTED' });
    await endResearch();
    await world.settle();
    expect(await seen(rita, id)).toEqual({ state: 'REFUSED', refusal: { code: 'EXTRACT.NO_POLICY' }, release: null });
  });

  it('a seat given up before the job comes lets nothing out, and one given up later closes the download', async () => {
    const [early, late] = [
      await world.person('Elio', university, 'researcher'),
      await world.person('Lia', university, 'researcher'),
    ];
    await adopt(world, researchersMay(university, datasetId), voters());
    const [first, second] = [await request(early), await request(late)];
    await resign(early);
    await world.settle();
    expect(await seen(early, first)).toMatchObject({ state: 'REFUSED', release: null });

    const url = (await seen(late, second)).release?.csv.url ?? '';
    expect((await late.download(url)).status).toBe(200);
    await resign(late);
    const { status, bytes } = await late.download(url);
    expect([status, bytes.toString()]).toEqual([404, expect.stringContaining('DATASET.MISSING')]);
  });

  it('stricter terms close an old release until it is made anew', async () => {
    const nora = await world.person('Nora', university, 'researcher');
    await endResearch();
    await adopt(world, researchersMay(university, datasetId, { minPeople: 5 }), voters());
    const id = await request(nora);
    await world.settle();
    const url = (await seen(nora, id)).release?.csv.url ?? '';
    expect((await nora.download(url)).status).toBe(200);
    await adopt(world, researchersMay(university, datasetId, { minPeople: 20 }), voters());
    const { status, bytes } = await nora.download(url);
    expect([status, bytes.toString()]).toEqual([422, expect.stringContaining('EXTRACT.TERMS_CHANGED')]);
  });

  it('no defect writes into the log who voted what, or anybody’s address', async () => {
    await world.database.query(
      `alter table governance.vote add constraint nobody_says_no check (marks <> '"no"') not valid`,
    );
    const [aurora] = voters();
    if (!aurora) throw new Error('no voter');
    const id = await world.openBallot(aurora, EVERYTHING);
    const defects = jest.spyOn(log, 'error').mockImplementation(() => undefined);
    await expect(aurora.send(CAST, { id, choice: 'NO' })).rejects.toMatchObject({ code: 'INTERNAL' });
    const [{ err }] = defects.mock.calls[0] as unknown as [{ err: Error }];

    const whole = JSON.stringify(stdSerializers.err(err));
    expect(whole).toContain(aurora.id);
    expect(whole).toMatch(SAYS_NO);
    const logged = JSON.stringify(errorForLog(err));
    expect(logged).toContain('nobody_says_no');
    expect(logged).not.toContain(aurora.id);
    expect(logged).not.toMatch(SAYS_NO);
  });
});
