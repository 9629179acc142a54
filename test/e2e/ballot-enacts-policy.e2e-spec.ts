import type { Member } from '../support/member';
import { membersMay } from '../support/policies';
import { World } from '../support/world';

const CAST =
  'mutation ($id: ID!, $choice: Choice!) { castVote(input: { ballotId: $id, choice: $choice }) { ballot { id } } }';
const READ = 'query ($id: ID!) { ballot(id: $id) { outcome counts { yes no abstain } } }';
const END = 'mutation ($policyId: ID!) { proposePolicyEnd(policyId: $policyId) { id } }';
const POLICIES = '{ policies { items { id title endedAt enactedBy hash } } }';

describe('a ballot on a policy', () => {
  let world: World;
  let ada: Member;
  let ben: Member;
  let cleo: Member;

  beforeAll(async () => {
    world = await World.start({ policy: membersMay('read', 'propose', 'vote') });
    [ada, ben, cleo] = [await world.member('Ada'), await world.member('Ben'), await world.member('Cleo')];
  });
  afterAll(() => world.stop());

  it('is counted by its job, enacts what it adopted, and mails minutes', async () => {
    const id = await world.openBallot(ada, membersMay('propose', 'vote'), 3);
    await world.settle();
    await ada.send(CAST, { id, choice: 'YES' });
    await ben.send(CAST, { id, choice: 'YES' });
    await expect(ben.send(CAST, { id, choice: 'NO' })).rejects.toMatchObject({ code: 'BALLOT.ALREADY_VOTED' });
    expect(await cleo.send(READ, { id })).toEqual({ ballot: { outcome: null, counts: null } });

    world.clock.advanceDays(4);
    await expect(cleo.send(CAST, { id, choice: 'NO' })).rejects.toMatchObject({ code: 'BALLOT.NOT_OPEN' });
    await world.settle();

    expect(await cleo.send(READ, { id })).toMatchObject({ ballot: { outcome: 'ADOPTED', counts: { yes: 2, no: 0 } } });
    expect(await world.auditTrail()).toMatch(
      /ballot.opened > (vote-link.made > |ballot-paper.mailed > ){6}ballot.vote-cast > ballot.vote-cast > ballot.closed > policy.enacted > minutes.mailed/,
    );
  });

  it('is counted by the next read if its job is lost', async () => {
    const { policies } = await ada.send<{ policies: { items: { id: string; enactedBy: string | null }[] } }>(POLICIES);
    const adopted = policies.items.find(({ enactedBy }) => enactedBy !== null);
    const { proposePolicyEnd } = await ada.send<{ proposePolicyEnd: { id: string } }>(END, { policyId: adopted?.id });
    const id = await world.openBallotOn(ada, proposePolicyEnd.id);
    for (const member of [ada, ben, cleo]) await member.send(CAST, { id, choice: 'YES' });
    await world.database.query(`delete from platform.outbox where queue = 'governance.close-ballot'`);

    world.clock.advanceDays(2);
    expect(await ben.send(READ, { id })).toMatchObject({ ballot: { outcome: 'ADOPTED', counts: { yes: 3 } } });
    expect(await world.auditTrail()).toMatch(/ballot.closed > policy.ended/);
  });

  it('takes the right to read away the moment the policy that gave it ends', async () => {
    const { policies } = await ada.send<{ policies: { items: { id: string; enactedBy: string | null }[] } }>(POLICIES);
    const founding = policies.items.find(({ enactedBy }) => enactedBy === null);
    const { proposePolicyEnd } = await ada.send<{ proposePolicyEnd: { id: string } }>(END, { policyId: founding?.id });
    const id = await world.openBallotOn(ada, proposePolicyEnd.id);
    for (const member of [ada, ben]) await member.send(CAST, { id, choice: 'YES' });
    world.clock.advanceDays(2);
    await world.settle();
    await expect(cleo.send(READ, { id })).rejects.toMatchObject({ code: 'POLICY.FORBIDDEN', kind: 'forbidden' });
  });
});
