import { MembersBook } from '#identity';
import { newId, type DatasetId, type FederationId, type OrganisationId, type PersonId } from '#kernel';
import { allows, NO_SERIES, PolicyService } from '#policy';
import { Assembly, membersMay } from '../../../test/assembly';
import type { Body } from '../../domain/body/body';
import { dataCommittee } from '../../domain/statute/presets';
import { BodyService } from '../body/body.service';
import { MotionService } from './motion.service';

const NAMES = { organisation: (id: string) => id, dataset: (id: string) => id };

describe('an organisation that decides on its own data', () => {
  let assembly: Assembly;
  let federationId: FederationId;
  let cooperativeId: OrganisationId;
  let people: PersonId[];
  let ada: PersonId, ben: PersonId;

  beforeAll(async () => {
    assembly = await Assembly.start();
  });
  afterAll(() => assembly.stop());
  beforeEach(async () => {
    assembly.clock.offsetMs = 0;
    ({ federationId, cooperativeId } = await assembly.found());
    people = await assembly.people(cooperativeId, 3);
    [ada, ben] = people as [PersonId, PersonId];
    const { id } = await assembly.propose(ada, federationId, membersMay('Dataset', ['read']));
    await assembly.resolve(ada, id, people);
  });

  /** Whether a member of the organisation may read what it publishes. */
  const mayRead = async () =>
    allows((await assembly.actor(ada)).ability, 'read', 'Dataset', {
      ...{
        id: newId<DatasetId>(),
        federationId,
        publisherId: cooperativeId,
        seriesId: NO_SERIES,
        needCategory: 'socialNeeds',
      },
      ...{ accessRights: 'RESTRICTED', contributors: 3 },
    });

  const motions = () => assembly.get(MotionService);
  let own: Body;

  const foundOwn = async (changes: object = {}) => {
    const steward = await assembly.person(cooperativeId, 'steward');
    const body = {
      federationId,
      organisationId: cooperativeId,
      statute: dataCommittee(changes),
      chair: ada,
      secretary: ben,
    };
    own = await assembly.get(BodyService).found(await assembly.actor(steward), body);
  };
  const narrow = {
    ...membersMay('Dataset', ['read']),
    permissions: [
      {
        assignee: { type: 'role', role: 'steward', organisations: 'federation' },
        actions: ['read'],
        subject: 'Dataset',
        where: 'everything',
      },
    ],
  };
  const adoptOwn = async (document: unknown = narrow) => {
    const input = { bodyId: own.id, document, policyId: null };
    const { id } = await motions().proposePolicy(await assembly.actor(ada), input, NAMES);
    return assembly.resolve(ada, id, people);
  };
  const composition = async () =>
    assembly
      .get(PolicyService)
      .composition(await assembly.actor(ada), federationId, cooperativeId, () => Promise.resolve(NAMES));
  const levels = async () => (await composition()).clauses.map(({ level, effective }) => `${level} ${effective}`);

  it('enacts a policy beside the federation’s, which its own people only know of', async () => {
    await foundOwn();
    expect(await mayRead()).toBe(true);
    expect(own).toMatchObject({ kind: 'organisation', organisationId: cooperativeId });
    const ballot = await adoptOwn();
    expect(ballot).toMatchObject({ organisationId: cooperativeId, result: { verdict: { outcome: 'adopted' } } });
    expect([await mayRead(), await levels()]).toEqual([false, expect.arrayContaining(['organisation true'])]);
    const rosa = await assembly.work(async (tx) => {
      const { id } = await assembly.get(MembersBook).addOrganisation(tx, { name: 'Rosa', kind: 'cooperative' });
      await assembly.get(MembersBook).affiliate(tx, { organisationId: id, federationId, since: '2026-01-01' });
      return id;
    });
    const neighbour = await assembly.actor(await assembly.person(rosa));
    await expect(assembly.ballots.read(neighbour, ballot.id)).rejects.toMatchObject({ code: 'BALLOT.MISSING' });
    const seen = [
      ...(await assembly.ballots.page(neighbour, null, 10)),
      ...(await assembly.proposals.page(neighbour, null, 10)),
    ];
    expect(seen.map(({ organisationId }) => organisationId)).toEqual([null, null]);
  });

  it('cannot decide on what is the federation’s', async () => {
    await foundOwn();
    await expect(adoptOwn(membersMay('Policy', ['read']))).rejects.toMatchObject({ code: 'POLICY.NOT_ITS_OWN' });
  });

  it('leaves the power to the federation where its statute says so, from the founding on, until it takes it back', async () => {
    await foundOwn({ delegatesAccessPolicy: true });
    await adoptOwn();
    expect([await mayRead(), (await composition()).delegated]).toEqual([true, true]);
    expect(await levels()).not.toContain('organisation true');
    const back = { document: dataCommittee(), base: 1 };
    const { id } = await motions().proposeStatute(await assembly.actor(ada), own.id, back);
    await assembly.resolve(ada, id, people);
    expect([await mayRead(), (await composition()).delegated]).toEqual([false, false]);
    expect(await levels()).toContain('organisation true');
  });

  it('begins once, by one of its stewards', async () => {
    await foundOwn();
    await expect(foundOwn()).rejects.toMatchObject({ code: 'BODY.FOUNDED' });
    const body = {
      federationId,
      organisationId: cooperativeId,
      statute: dataCommittee(),
      chair: ada,
      secretary: ben,
    };
    await expect(assembly.get(BodyService).found(await assembly.actor(ada), body)).rejects.toMatchObject({
      code: 'BODY.NOT_A_STEWARD',
    });
  });
});
