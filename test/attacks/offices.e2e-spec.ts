import { dataCommittee } from '#governance';
import { MembersBook } from '#identity';
import type { BodyId, OrganisationId } from '#kernel';
import { UnitOfWork } from '#platform';
import { GQL, refused, told, type Id } from '../support/assembly-room';
import { bodyOf } from '../support/body-records';
import type { Member } from '../support/member';
import { membersMay } from '../support/policies';
import { World } from '../support/world';

const POLICY = membersMay('read', 'propose', 'vote');
const COMMITTEE = dataCommittee();
const OWN = {
  schema: 'granaio-policy/1',
  title: 'Nobody reads what is ours',
  permissions: [{ assignee: { type: 'members' }, actions: ['read'], subject: 'Dataset', where: 'everything' }],
  prohibitions: [],
  validUntil: null,
};
const SUSPEND = 'mutation ($id: ID!) { suspendPolicy(policyId: $id, reason: "Perché sì.") { state } }';
const APPOINT = 'mutation ($input: AppointRepresentativeInput!) { appointRepresentative(input: $input) { id } }';
const SYSTEM = { id: 'system:test' };

describe('attacks on offices', () => {
  let world: World;
  let dora: OrganisationId, elba: OrganisationId;
  let ada: Member, ben: Member, cleo: Member, dino: Member, rita: Member;
  let body: BodyId;

  beforeAll(async () => {
    const statute = dataCommittee({ voters: { ...COMMITTEE.voters, who: 'organisations' } });
    world = await World.start({ policy: POLICY, statute });
    [dora, elba] = [await world.organisation('Dora'), await world.organisation('Elba')];
    ada = await world.person('Ada', dora, 'member', 'steward');
    const member = (name: string) => world.person(name, dora, 'member');
    [ben, cleo, dino, rita] = [await member('Ben'), await member('Cleo'), await member('Dino'), await member('Rita')];
    const founding = { federationId: world.federationId, organisationId: dora, chair: ada.id, secretary: ben.id };
    body = (await told<{ id: BodyId }>(ada, GQL.FOUND, { input: { ...founding, statute: COMMITTEE } })).id;
  });
  afterAll(() => world.stop());

  const inTheBook = (
    change: (book: MembersBook, tx: Parameters<Parameters<UnitOfWork['run']>[1]>[0], day: string) => Promise<unknown>,
  ) =>
    world.app
      .get(UnitOfWork)
      .run(SYSTEM, async (tx) => change(world.app.get(MembersBook), tx, (await tx.now()).toISOString().slice(0, 10)));
  const moveToElba = ({ id: personId }: Member, ...roles: ('member' | 'steward')[]) =>
    inTheBook(async (book, tx, day) => {
      await book.enrol(tx, { personId, organisationId: elba, role: 'member', joinedOn: day });
      for (const role of roles) await book.leave(tx, { personId, organisationId: dora, role, leftOn: day });
    });
  const vote = (by: Member, ballotId: string, choice: string) => by.send(GQL.CAST, { input: { ballotId, choice } });
  const decide = async (title: string, bodyId: string = body, by = ada) => {
    const input = { bodyId, title, text: 'Deliberiamo.', method: { kind: 'YES_NO' } };
    return (await told<Id>(by, GQL.DECIDE, { input })).id;
  };
  const propose = async (title: string) =>
    (await told<Id>(ada, GQL.PROPOSE, { input: { bodyId: body, document: { ...OWN, title } } })).id;
  const code = async (attempt: Promise<unknown>): Promise<string> =>
    attempt.then(
      () => 'done',
      (error: unknown) => `${(error as { code: string }).code}: ${String(error)}`,
    );

  it('elects nobody under the name of somebody else', async () => {
    const candidates = [
      { personId: dino.id, name: 'Ada' },
      { personId: ben.id, name: 'Ben' },
    ];
    const input = { bodyId: body, title: 'Presidenza', office: 'CHAIR', method: { kind: 'SCHULZE' }, candidates };
    const query = 'mutation ($input: ProposeElectionInput!) { proposeElection(input: $input) { id sentences { it } } }';
    const { sentences } = await told<{ sentences: { it: string[] } }>(dino, query, { input });
    expect(sentences.it[0]).toContain('Dino (Ada), Ben.');
  });

  it('lets nobody but who proposed it, or an officer, move the end of a vote', async () => {
    const ballot = await world.openBallotOn(cleo, await decide('Da spostare', body, cleo), 20);
    const closesAt = new Date((await world.app.get(UnitOfWork).now()).getTime() + 10_000).toISOString();
    const move = 'mutation ($input: RescheduleBallotInput!) { rescheduleBallot(input: $input) { id } }';
    expect(await code(dino.send(move, { input: { ballotId: ballot, closesAt } }))).toContain(
      'BALLOT.NOT_YOURS_TO_MOVE',
    );
    await cleo.send(move, { input: { ballotId: ballot, closesAt } });
  });

  it('counts one delegate once, whoever elected them', async () => {
    const input = { federationId: world.federationId, organisationId: elba };
    const eva = await world.person('Eva', elba, 'member', 'steward');
    const statute = dataCommittee({ voters: { ...COMMITTEE.voters, who: 'delegates' } });
    const { id } = await told<{ id: BodyId }>(eva, GQL.FOUND, {
      input: { ...input, chair: eva.id, secretary: eva.id, statute },
    });
    for (const section of [body, id])
      await world.database.query(
        `insert into governance.seat (id, body_id, person_id, office, section_id, since)
         values (gen_random_uuid(), $1, $2, 'delegate', $3, now())`,
        [id, eva.id, section],
      );
    const ballot = await world.openBallotOn(eva, await decide('Delegata', id, eva));
    expect(await told(eva, 'query ($id: ID!) { ballot(id: $id) { electorate } }', { id: ballot })).toEqual({
      electorate: 1,
    });
  });

  it('lets nobody speak for an organisation that they left', async () => {
    const federation = await bodyOf(ada, world.federationId);
    await refused(
      cleo.send(APPOINT, { input: { bodyId: federation, organisationId: dora, personId: cleo.id } }),
      'BODY.NOT_A_STEWARD',
    );
    await ada.send(APPOINT, { input: { bodyId: federation, organisationId: dora, personId: rita.id } });
    const open = await world.openBallotOn(ada, await decide('Prima', federation));
    await moveToElba(rita, 'member');
    await refused(vote(rita, open, 'YES'), 'BALLOT.NOT_ENTITLED');
    await ada
      .send(APPOINT, { input: { bodyId: federation, organisationId: elba, personId: ada.id } })
      .catch(() => null);
    const later = await code(world.openBallotOn(ada, await decide('Dopo', federation)));
    expect(later).toContain('BALLOT.EMPTY_ELECTORATE');
  });

  it('gives no seat to who left while the vote was on, and leaves the body its chair', async () => {
    const gone = await world.person('Gino', dora, 'member');
    const candidates = [{ personId: gone.id, name: 'Gino' }];
    const input = { bodyId: body, title: 'Presidenza', office: 'CHAIR', method: { kind: 'SCHULZE' }, candidates };
    const query = 'mutation ($input: ProposeElectionInput!) { proposeElection(input: $input) { id } }';
    const ballot = await world.openBallotOn(ada, (await told<Id>(ada, query, { input })).id);
    for (const by of [ada, ben, cleo, dino]) await by.send(GQL.CAST, { input: { ballotId: ballot, ranking: [[0]] } });
    await moveToElba(gone, 'member');
    world.clock.advanceDays(2);
    const asked = 'query ($id: ID!) { ballot(id: $id) { outcome } }';
    expect(await told(ada, asked, { id: ballot })).toEqual({ outcome: 'ELECTED' });
    const seats = 'query ($id: ID!) { body(id: $id) { seats(office: CHAIR) { items { personId } } } }';
    expect(await told(ada, seats, { id: body })).toEqual({ seats: { items: [{ personId: ada.id }] } });
  });

  it('obeys no chair who has left, though they belong to the federation still', async () => {
    const proposal = await propose('Nostra');
    const ballot = await world.openBallotOn(ada, proposal);
    for (const by of [ada, ben, cleo]) await vote(by, ballot, 'YES');
    const amended = await propose('Da emendare');
    const amend = { proposalId: amended, clause: 'title', kind: 'REPLACE', text: 'Altro', reason: 'Meglio.' };
    await told<Id>(dino, GQL.AMEND, { input: amend });
    world.clock.advanceDays(2);
    await told(ada, 'query ($id: ID!) { ballot(id: $id) { outcome } }', { id: ballot });
    const { items } = await told<{ items: { id: string; title: string }[] }>(
      ada,
      '{ policies { items { id title } } }',
    );
    const policy = items.find(({ title }) => title === 'Nostra')?.id;
    expect(policy).toBeDefined();
    await moveToElba(ada, 'member', 'steward');
    await refused(ada.send(SUSPEND, { id: policy }), 'BODY.NOT_AN_OFFICER');
    await refused(
      ada.send(GQL.DRAFT, { input: { bodyId: body, title: 'Mia', place: 'Qui', firstCall: '2999-01-01T10:00' } }),
      'BODY.MISSING',
    );
  });
});
