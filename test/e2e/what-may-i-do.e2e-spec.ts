import type { BodyId } from '#kernel';
import { bodyOf, seat } from '../support/body-records';
import type { Member } from '../support/member';
import { membersMay } from '../support/policies';
import { World } from '../support/world';

type Action = {
  readonly action: string;
  readonly possible: boolean;
  readonly code: string | null;
  readonly reason: { readonly en: string } | null;
};

const ASK = 'actions { action possible code reason { en } }';
const ON_BODY = `query ($id: ID!) { body(id: $id) { ${ASK} } }`;
const ON_PROPOSALS = `{ proposals { items { id ${ASK} ballot { state ${ASK} } } } }`;
const ON_BALLOT = `query ($id: ID!) { ballot(id: $id) { ${ASK} } }`;
const RESISTANCE =
  'query ($id: ID!, $sectionId: ID!) { ballot(id: $id) { resistance(sectionId: $sectionId) { standing } } }';
const CAST = 'mutation ($input: CastVoteInput!) { castVote(input: $input) { ballot { id } } }';
const POLICY = membersMay('read', 'propose', 'vote');

const of = (actions: readonly Action[], name: string) => actions.find(({ action }) => action === name);

describe('what may I do next', () => {
  let world: World;
  let body: BodyId;
  let ada: Member;
  let ben: Member;
  let ballotId: string;

  beforeAll(async () => {
    world = await World.start({ policy: POLICY });
    [ada, ben] = [await world.member('Ada'), await world.member('Ben')];
    body = await bodyOf(ada, world.federationId);
    await seat(world, body, ada);
    ballotId = await world.openBallot(ada, { ...POLICY, title: 'Una regola' });
  });
  afterAll(() => world.stop());

  const onBody = async (by: Member) =>
    (await by.send<{ body: { actions: Action[] } }>(ON_BODY, { id: body })).body.actions;
  const onBallot = async (by: Member) =>
    (await by.send<{ ballot: { actions: Action[] } }>(ON_BALLOT, { id: ballotId })).ballot.actions;

  it('is answered for a body: officers convene, and others are told who does', async () => {
    expect(of(await onBody(ada), 'DRAFT_ASSEMBLY')).toMatchObject({ possible: true, reason: null });
    const refused = of(await onBody(ben), 'DRAFT_ASSEMBLY');
    expect(refused).toMatchObject({ possible: false, code: 'BODY.NOT_AN_OFFICER' });
    expect(refused?.reason?.en).toContain('Only the chair or secretary of this body');
  });

  it('is answered for a list of proposals and their ballots', async () => {
    const { proposals } = await ben.send<{
      proposals: { items: { actions: Action[]; ballot: { actions: Action[] } }[] };
    }>(ON_PROPOSALS);
    const [proposal] = proposals.items;
    expect(of(proposal?.actions ?? [], 'OPEN_BALLOT')).toMatchObject({ possible: false, code: 'PROPOSAL.ON_BALLOT' });
    expect(of(proposal?.ballot.actions ?? [], 'CAST_VOTE')).toMatchObject({ possible: true });
  });

  it('changes with what was done: a vote is cast once', async () => {
    await ben.send(CAST, { input: { ballotId, choice: 'YES' } });
    expect(of(await onBallot(ben), 'CAST_VOTE')).toMatchObject({ possible: false, code: 'BALLOT.ALREADY_VOTED' });
    expect(of(await onBallot(ada), 'CAST_VOTE')).toMatchObject({ possible: true });
  });

  it('tells why a resolution has no resistance test', async () => {
    await expect(ada.send(RESISTANCE, { id: ballotId, sectionId: body })).rejects.toMatchObject({
      code: 'BALLOT.NOT_COUNTED',
    });
  });
});
