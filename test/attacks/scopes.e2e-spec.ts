import { IdentityService, SCOPES, type ApiTokenId, type Scope } from '#identity';
import { newId } from '#kernel';
import { bodyOf, seat } from '../support/body-records';
import {
  CAST,
  FOUND,
  OPEN,
  PROPOSE,
  REQUEST,
  SUBMIT,
  SUSPEND,
  deeds,
  permitting,
  type Deed,
  type Facts,
} from '../support/deeds';
import { Member } from '../support/member';
import { adopt, contribute, publishServiceUsers, threeCooperatives, usersOf } from '../support/social-services';
import { EVERYTHING } from '../support/two-federations';
import { World } from '../support/world';

describe('an API token', () => {
  let world: World;
  let owner: Member;
  let facts: Facts;

  beforeAll(async () => {
    world = await World.start({ policy: EVERYTHING });
    const cooperatives = await threeCooperatives(world);
    const [aurora, dora] = cooperatives;
    owner = await world.person('Olga', aurora.id, 'member', 'steward', 'researcher');
    const dataset = await publishServiceUsers(world, aurora);
    for (const one of cooperatives) await contribute(world, one, dataset, usersOf(one.id, 300));
    await adopt(world, permitting(aurora.id, dora.id, dataset), [owner, ...cooperatives.map(({ steward }) => steward)]);
    const asked = await owner.send<{ requestExtract: { id: string } }>(REQUEST, {
      input: { datasetId: dataset, purpose: 'ACADEMIC_RESEARCH', dimensions: ['zone'] },
    });
    const rita = await world.person('Rita', dora.id, 'researcher');
    const checking = await rita.send<typeof asked>(REQUEST, {
      input: { datasetId: dataset, purpose: 'PUBLIC_BENEFIT', dimensions: ['sex'] },
    });
    await world.settle();
    const ballot = await world.openBallot(owner, EVERYTHING);
    const seen = await owner.send<{ ballot: { proposalId: string }; policies: { items: { id: string }[] } }>(
      'query ($id: ID!) { ballot(id: $id) { proposalId } policies { items { id } } }',
      { id: ballot },
    );
    const body = await bodyOf(owner, world.federationId);
    await seat(world, body, owner);
    const closesAt = new Date(Date.now() + world.clock.offsetMs + 2 * 86_400_000).toISOString();
    facts = {
      ...{
        body,
        closesAt,
        dataset,
        ballot,
        extract: asked.requestExtract.id,
        checking: checking.requestExtract.id,
        organisation: aurora.id,
        other: dora.id,
        federation: world.federationId,
      },
      ...{ proposal: seen.ballot.proposalId, policy: seen.policies.items[0]?.id ?? '' },
    };
  });
  afterAll(() => world.stop());

  /** A person may have fifty tokens, so those of a test end with it. */
  const made: ApiTokenId[] = [];
  afterEach(async () => {
    const identities = world.app.get(IdentityService);
    const by = await identities.identityOf(owner.id);
    for (const id of made.splice(0)) await identities.revokeApiToken(by, id);
  });

  const tokenFor = async (...scopes: Scope[]): Promise<Member> => {
    const identities = world.app.get(IdentityService);
    const { id, token } = await identities.createApiToken(await identities.identityOf(owner.id), {
      ...{ name: 'narrow', scopes, expiresAt: new Date(Date.now() + world.clock.offsetMs + 86_400_000) },
    });
    made.push(id);
    return new Member(owner.id, token, world.app);
  };
  const without = (...left: readonly Scope[]) => SCOPES.filter((scope) => !left.includes(scope));
  const works = (deed: Deed, by: Member) =>
    deed.run(by).then(
      () => true,
      () => false,
    );

  it.each(Object.keys(deeds({} as Facts)))(
    'is enough to %s with the scopes it takes, and with none of them less',
    async (name) => {
      const deed = deeds(facts)[name];
      if (!deed) throw new Error(name);
      expect(await works(deed, await tokenFor(...deed.needs))).toBe(true);
      for (const scope of deed.needs)
        expect([scope, await works(deed, await tokenFor(...without(scope)))]).toEqual([scope, false]);
    },
  );

  it('votes, opens ballots and uploads only where it was made for that', async () => {
    const { submitContribution } = await owner.send<{ submitContribution: { id: string; uploadUrl: string } }>(SUBMIT, {
      input: { datasetId: facts.dataset, organisationId: facts.organisation, fileName: 'a.csv' },
    });
    const bytes = Buffer.from('a,b');
    const { proposePolicy } = await owner.send<{ proposePolicy: { id: string } }>(PROPOSE, {
      input: { federationId: facts.federation, document: EVERYTHING },
    });
    const closesAt = new Date(Date.now() + world.clock.offsetMs + 86_400_000).toISOString();
    const opening = { input: { proposalId: proposePolicy.id, closesAt } };
    await expect((await tokenFor(...without('vote'))).send(CAST, { id: facts.ballot })).rejects.toMatchObject({
      code: 'POLICY.FORBIDDEN',
    });
    await expect((await tokenFor(...without('propose'))).send(OPEN, opening)).rejects.toMatchObject({
      code: 'POLICY.FORBIDDEN',
    });
    for (const scope of ['contribute', 'read'] as const) {
      const { status } = await (await tokenFor(...without(scope))).upload(submitContribution.uploadUrl, bytes);
      expect(status).toBe(403);
    }
    expect(await (await tokenFor('vote')).send(CAST, { id: facts.ballot })).toEqual({
      castVote: { ballot: { id: facts.ballot } },
    });
    expect(await (await tokenFor('propose')).send(OPEN, opening)).toMatchObject({ openBallot: {} });
    expect((await (await tokenFor('read', 'contribute')).upload(submitContribution.uploadUrl, bytes)).status).toBe(202);
  });

  it('for reading changes nothing, whatever it is used for', async () => {
    const reader = await tokenFor('read');
    const counted = async () =>
      world.database.query(`select (select count(*) from governance.vote) as votes,
        (select count(*) from governance.proposal) as proposals, (select count(*) from governance.ballot) as ballots,
        (select count(*) from contributions.contribution) as contributions, (select count(*) from catalogue.dataset) as datasets,
        (select count(*) from governance.seat) as seats, (select count(*) from governance.standing) as standings,
        (select count(*) from governance.assembly) as assemblies, (select count(*) from governance.comment) as comments,
        (select count(*) from platform.outbox) as promises,
        (select count(*) from platform.event where type = 'release.downloaded') as downloads`);
    await world.settle();
    const before = await counted();
    for (const { needs, run } of Object.values(deeds(facts))) {
      if (needs.some((scope) => scope !== 'read')) await expect(run(reader)).rejects.toThrow();
    }
    await expect(reader.send(CAST, { id: facts.ballot })).rejects.toMatchObject({ code: 'POLICY.FORBIDDEN' });
    const founding = { federationId: facts.federation, organisationId: facts.organisation, statute: {} };
    for (const [query, variables] of [
      [FOUND, { input: { ...founding, chair: owner.id, secretary: owner.id } }],
      [SUSPEND, { id: facts.policy }],
    ] as const) {
      await expect(reader.send(query, variables)).rejects.toMatchObject({ code: 'TOKEN.SCOPE_NEEDED' });
    }
    expect(await counted()).toEqual(before);
  });

  it('of any scope neither makes tokens nor ends sessions', async () => {
    const input = { name: 'child', scopes: ['READ'], expiresAt: new Date(Date.now() + 86_400_000).toISOString() };
    for (const query of [
      'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret } }',
      'mutation ($id: ID!) { revokeApiToken(id: $id) { id } }',
      '{ apiTokens { id } }',
      'mutation { signOut }',
      '{ sessions { id } }',
      'mutation ($id: ID!) { revokeSession(id: $id) { id } }',
      'mutation { revokeAllSessions { id } }',
      '{ linkedIdentities { id } }',
      'mutation ($id: ID!) { linkIdentity(providerId: $id) }',
      'mutation ($id: ID!) { unlinkIdentity(id: $id) { id } }',
    ]) {
      await expect(owner.send(query, { input, id: newId() })).rejects.toMatchObject({ code: 'TOKEN.SESSION_NEEDED' });
    }
  });

  it('says of itself what it may be used for', async () => {
    expect(await (await tokenFor('vote')).send('{ me { scopes } }')).toEqual({ me: { scopes: ['VOTE'] } });
  });
});
