import { dataCommittee } from '#governance';
import type { BodyId, OrganisationId } from '#kernel';
import { bodyOf, seat } from '../support/body-records';
import type { Member } from '../support/member';
import { membersMay } from '../support/policies';
import { World } from '../support/world';

type Made = { readonly id: string };

const BODY = 'query ($id: ID!) { body(id: $id) { kind name parentId statute { number sentences { it } } } }';
const SEATS =
  'query ($id: ID!, $office: Office) { body(id: $id) { seats(office: $office) { items { office name personId } } } }';
const ELECTORATE = `query ($id: ID!) { body(id: $id) { electorate {
  members entitled electors(first: 2) { items { name votes } nextCursor } excluded { items { name reason article } } } } }`;
const FOUND = 'mutation ($input: FoundBodyInput!) { foundBody(input: $input) { id kind name } }';
const STAND = 'mutation ($input: RecordStandingInput!) { recordStanding(input: $input) { id } }';
const ELECT =
  'mutation ($input: ProposeElectionInput!) { proposeElection(input: $input) { id kind matter sentences { en } } }';
const SET_UP = 'mutation ($input: ProposeBodyInput!) { proposeBody(input: $input) { id } }';
const DECIDE = 'mutation ($input: ProposeDecisionInput!) { proposeDecision(input: $input) { id } }';
const AMEND = 'mutation ($input: ProposeStatuteInput!) { proposeStatute(input: $input) { id sentences { en } } }';
const CAST =
  'mutation ($input: CastVoteInput!) { castVote(input: $input) { receipt ballot { state result { outcome } } } }';
const RESULT = `query ($id: ID!) { ballot(id: $id) { state secrecy options method { kind seats } outcome counts { yes }
  rules { quorum { share { part of } reach } majority { share { part of } base } article ties { rule } }
  result { outcome reason { en } elected members present entitled root warnings { code }
    quorum { have need of met } majority { have need of article }
    count { __typename ... on YesNoCount { yes no } ... on OptionCount { rule winners rounds { totals } tieBreaks { by } } } } } }`;

const plain = dataCommittee();
const STATUTE = dataCommittee({
  matters: { ...plain.matters, election: { ...plain.matters.election, secrecy: 'secret' } },
});
const STORES = { title: 'Un magazzino', text: 'Dove lo apriamo?', options: ['Dora', 'Aurora', 'Sangone'] };

describe('bodies', () => {
  let world: World;
  let aurora: OrganisationId;
  let body: BodyId;
  let ada: Member;
  let bruno: Member;
  let carla: Member;

  beforeAll(async () => {
    world = await World.start({ policy: membersMay('read', 'propose', 'vote'), statute: STATUTE });
    aurora = await world.organisation('Cooperativa Aurora');
    ada = await world.person('Ada', aurora, 'member', 'steward');
    bruno = await world.person('Bruno', await world.organisation('Cooperativa Dora'), 'member');
    carla = await world.person('Carla', await world.organisation('Cooperativa Sangone'), 'member');
    body = await bodyOf(ada, world.federationId);
    await seat(world, body, ada);
  });
  afterAll(() => world.stop());

  const everyone = () => [ada, bruno, carla];
  /** Puts a proposal to the vote, has everyone mark their paper, and lets the days pass. */
  const decided = async (proposalId: string, ...marks: object[]) => {
    const ballotId = await world.openBallotOn(ada, proposalId);
    const cast: unknown[] = [];
    for (const [at, mark] of marks.entries()) {
      cast.push(await everyone()[at]?.send(CAST, { input: { ballotId, ...mark } }));
    }
    world.clock.advanceDays(2);
    await world.settle();
    return { ballotId, cast: cast as { castVote: { receipt: string | null; ballot: { state: string } } }[] };
  };
  const proposed = async (query: string, name: string, input: object) =>
    (await ada.send<Record<string, Made>>(query, { input: { bodyId: body, ...input } }))[name]?.id ?? '';

  it('are called as their federation, and say their rules in words', async () => {
    expect(await bruno.send(BODY, { id: body })).toMatchObject({
      body: { kind: 'FEDERATION', name: 'Federazione di prova', parentId: null, statute: { number: 1 } },
    });
    const { statutePresets } = await bruno.send<{ statutePresets: { key: string; sentences: { it: string[] } }[] }>(
      '{ statutePresets { key sources sentences { it } document } }',
    );
    expect(statutePresets.map(({ key }) => key)).toContain('cooperativeSpa');
    expect(await bruno.send(SEATS, { id: body, office: 'CHAIR' })).toMatchObject({
      body: { seats: { items: [{ office: 'CHAIR', name: 'Ada' }] } },
    });
  });

  it('keep to their own people what is an organisation’s own', async () => {
    const input = { federationId: world.federationId, organisationId: aurora, statute: STATUTE };
    await expect(ada.send(FOUND, { input: { ...input, chair: bruno.id, secretary: ada.id } })).rejects.toMatchObject({
      code: 'BODY.NOT_IN_BOOK',
    });
    await expect(
      bruno.send(FOUND, { input: { ...input, chair: bruno.id, secretary: bruno.id } }),
    ).rejects.toMatchObject({
      code: 'BODY.NOT_A_STEWARD',
    });
    const { foundBody } = await ada.send<{ foundBody: Made }>(FOUND, {
      input: { ...input, chair: ada.id, secretary: ada.id },
    });
    expect(foundBody).toMatchObject({ kind: 'ORGANISATION', name: 'Cooperativa Aurora' });
    await expect(bruno.send(BODY, { id: foundBody.id })).rejects.toMatchObject({ code: 'BODY.MISSING' });
    const { bodies } = await bruno.send<{ bodies: { items: Made[] } }>('{ bodies { items { id } } }');
    expect(bodies.items).toEqual([{ id: body }]);
  });

  it('tell their officers who may vote, and who may not and why', async () => {
    const standing = { bodyId: body, memberId: carla.id, category: 'ORDINARY' };
    await expect(bruno.send(STAND, { input: standing })).rejects.toMatchObject({ code: 'BODY.NOT_AN_OFFICER' });
    await expect(ada.send(STAND, { input: { ...standing, shares: -1 } })).rejects.toMatchObject({
      code: 'STANDING.INVALID',
    });
    await ada.send(STAND, { input: { ...standing, isSuspended: true } });
    expect(await ada.send(ELECTORATE, { id: body })).toEqual({
      body: {
        electorate: {
          members: 3,
          entitled: 2,
          electors: {
            items: [
              { name: 'Ada', votes: 1 },
              { name: 'Bruno', votes: 1 },
            ],
            nextCursor: null,
          },
          excluded: { items: [{ name: 'Carla', reason: 'SUSPENDED', article: STATUTE.voters.article }] },
        },
      },
    });
    await expect(bruno.send(ELECTORATE, { id: body })).rejects.toMatchObject({ code: 'BODY.NOT_AN_OFFICER' });
    await ada.send(STAND, { input: standing });
  });

  it('elect in secret: a receipt for each voter, nothing before the end, and the seats are filled', async () => {
    const candidates = everyone().map(({ id: personId }, at) => ({ personId, name: `Candidata ${at + 1}` }));
    const election = { title: 'Il consiglio', office: 'BOARD', method: { kind: 'APPROVAL', seats: 2 }, candidates };
    const id = await proposed(ELECT, 'proposeElection', election);
    const { ballotId, cast } = await decided(id, { options: [0, 1] }, { options: [1] }, { options: [0, 2, 1] });
    expect(new Set(cast.map(({ castVote }) => castVote.receipt)).size).toBe(3);
    expect(cast[0]?.castVote).toMatchObject({
      receipt: expect.any(String) as string,
      ballot: { state: 'OPEN', result: null },
    });
    expect(await bruno.send(RESULT, { id: ballotId })).toMatchObject({
      ballot: {
        ...{ secrecy: 'SECRET', outcome: 'ELECTED', counts: null, method: { kind: 'APPROVAL', seats: 2 } },
        result: {
          ...{
            elected: ['Candidata 2', 'Candidata 1'].map((label) => expect.stringContaining(`(${label})`) as string),
            members: 3,
            root: expect.any(String) as string,
          },
          count: { __typename: 'OptionCount', winners: [1, 0], rounds: [{ totals: ['2', '3', '1'] }] },
        },
      },
    });
    const { body: seen } = await bruno.send<{ body: { seats: { items: { name: string }[] } } }>(SEATS, {
      ...{ id: body, office: 'BOARD' },
    });
    expect(seen.seats.items.map(({ name }) => name).sort()).toEqual(['Ada', 'Bruno']);
  });

  it('say why a motion was not adopted', async () => {
    const motion = { title: 'Una sede', text: 'Affittiamo una sede.', method: { kind: 'YES_NO' } };
    const id = await proposed(DECIDE, 'proposeDecision', motion);
    const { ballotId } = await decided(id, { choice: 'YES' }, { choice: 'NO' }, { choice: 'BLANK' });
    expect(await carla.send(RESULT, { id: ballotId })).toMatchObject({
      ballot: {
        rules: { majority: { share: { part: 2, of: 3 }, base: 'YES_NO' }, ties: { rule: 'REJECTS' } },
        result: {
          ...{ outcome: 'REJECTED', reason: { en: expect.stringContaining('at least two thirds') as string } },
          quorum: { have: '3', of: '3', met: true },
          count: { yes: '1', no: '1' },
        },
      },
    });
  });

  it('rank options, and take no paper that is marked twice or not at all', async () => {
    const id = await proposed(DECIDE, 'proposeDecision', { ...STORES, method: { kind: 'SCHULZE' } });
    const ballotId = await world.openBallotOn(ada, id);
    for (const marks of [{}, { choice: 'ABSTAIN', ranking: [[0]] }]) {
      await expect(ada.send(CAST, { input: { ballotId, ...marks } })).rejects.toMatchObject({
        code: 'BALLOT.ONE_MARK_NEEDED',
      });
    }
    await expect(ada.send(CAST, { input: { ballotId, ranking: [[3]] } })).rejects.toMatchObject({
      code: 'BALLOT.MARKS_INVALID',
    });
    await ada.send(CAST, { input: { ballotId, ranking: [[2], [0, 1]] } });
    await bruno.send(CAST, { input: { ballotId, ranking: [[2], [1]] } });
    world.clock.advanceDays(2);
    await world.settle();
    expect(await carla.send(RESULT, { id: ballotId })).toMatchObject({
      ballot: { outcome: 'ELECTED', result: { elected: ['Sangone'], count: { winners: [2] } } },
    });
  });

  it('set up committees, and change their rules by resolution only', async () => {
    const committee = { title: 'Comitato etico', kind: 'COMMITTEE', members: [bruno.id], statute: plain };
    await decided(await proposed(SET_UP, 'proposeBody', committee), { choice: 'YES' }, { choice: 'YES' });
    const { bodies } = await bruno.send<{
      bodies: { items: (Made & { name: string; kind: string; parentId: string })[] };
    }>('{ bodies { items { id name kind parentId } } }');
    const made = bodies.items.find(({ kind }) => kind === 'COMMITTEE');
    expect(made).toMatchObject({ name: 'Comitato etico', parentId: body });
    expect(await carla.send(SEATS, { id: made?.id, office: 'MEMBER' })).toMatchObject({
      body: { seats: { items: [{ name: 'Bruno' }] } },
    });

    const document = { ...STATUTE, sunset: { ...STATUTE.sunset, maxDays: 365 } };
    await decided(await proposed(AMEND, 'proposeStatute', { base: 1, document }), { choice: 'YES' }, { choice: 'YES' });
    expect(
      await carla.send(
        'query ($id: ID!) { body(id: $id) { statuteHistory(first: 1) { items { number } nextCursor } } }',
        {
          id: body,
        },
      ),
    ).toEqual({ body: { statuteHistory: { items: [{ number: 2 }], nextCursor: expect.any(String) as string } } });
  });

  it('suspend a policy in an emergency, and are asked to ratify it', async () => {
    const { policies } = await ada.send<{ policies: { items: (Made & { document: { validUntil: string } })[] } }>(
      '{ policies { items { id document } } }',
    );
    const [founding] = policies.items;
    expect(founding?.document.validUntil).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    const suspend = 'mutation ($id: ID!) { suspendPolicy(policyId: $id, reason: "Un errore") { state calls needed } }';
    await expect(bruno.send(suspend, { id: founding?.id })).rejects.toMatchObject({ code: 'BODY.NOT_AN_OFFICER' });
    expect(await ada.send(suspend, { id: founding?.id })).toEqual({
      suspendPolicy: { state: 'SUSPENDED', calls: 1, needed: 1 },
    });
    const [ratification] = await world.database.query<{ by: string | null }>(
      `select proposed_by as by from governance.proposal where motion like '%ratifySuspension%'`,
    );
    expect(ratification).toEqual({ by: null });
  });
});
