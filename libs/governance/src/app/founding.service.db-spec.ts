import { newId, type FederationId, type OrganisationId } from '#kernel';
import { Assembly, membersMay, SYSTEM } from '../../test/assembly';
import { FoundingService, type Founding } from './founding.service';
import { StatuteService } from './statute.service';

const FOUNDING: Founding = {
  name: 'Federazione torinese',
  statute: {
    rule: { quorum: { part: 1, of: 2 }, majority: { part: 2, of: 3 } },
    minSeconds: 60,
    maxSeconds: 3_600,
  },
  organisations: [
    { name: 'Dora', kind: 'cooperative', affiliated: true },
    { name: 'Università', kind: 'enablingOrganisation', affiliated: false },
  ],
  people: [
    { name: 'Ada', email: 'ada@dora.example', language: 'it', organisation: 'Dora', roles: ['member', 'steward'] },
    { name: 'Rita', email: 'rita@uni.example', language: 'en', organisation: 'Università', roles: ['researcher'] },
  ],
  policy: () => membersMay('Policy', ['read']),
};

describe('FoundingService', () => {
  let assembly: Assembly;
  beforeAll(async () => {
    assembly = await Assembly.start();
  });
  afterAll(() => assembly.stop());

  const found = (founding: Founding) => assembly.get(FoundingService).found(SYSTEM, founding);

  it.each<[string, Founding, string]>([
    [
      'a statute that contradicts itself',
      { ...FOUNDING, statute: { ...FOUNDING.statute, minSeconds: 0 } },
      'STATUTE.INVALID',
    ],
    ['a policy that is none', { ...FOUNDING, policy: () => ({}) }, 'POLICY.INVALID'],
    ['a person twice', { ...FOUNDING, people: [...FOUNDING.people, ...FOUNDING.people] }, 'PERSON.EMAIL_TAKEN'],
  ])('founds nothing on %s', async (_, founding, code) => {
    await expect(found(founding)).rejects.toMatchObject({ code });
    for (const table of ['identity.federation', 'identity.person', 'governance.statute', 'policy.version']) {
      expect(await assembly.count(table, 'true')).toBe(0);
    }
    expect(await assembly.get(FoundingService).isFirst()).toBe(true);
  });

  it('founds a federation with its book, its statute and its first policy, without a vote', async () => {
    let dora: OrganisationId | undefined;
    const federationId = await found({
      ...FOUNDING,
      policy: (idOf) => {
        dora = idOf('Dora');
        return membersMay('Policy', ['read']);
      },
    });
    const member = await assembly.person(dora ?? ('' as OrganisationId));
    const by = await assembly.actor(member);
    expect(await assembly.get(StatuteService).read(by, federationId)).toEqual({ ...FOUNDING.statute, federationId });
    expect(await assembly.policiesOf(member)).toMatchObject([{ federationId, number: 1, enactedBy: null }]);
    expect(await assembly.get(FoundingService).isFirst()).toBe(false);
  });

  it('shows a statute to who belongs to the federation, and to nobody else', async () => {
    const [here, there] = [await assembly.found(), await assembly.found()];
    const by = await assembly.actor(await assembly.person(here.cooperativeId));
    await expect(assembly.get(StatuteService).read(by, here.federationId)).resolves.toBeDefined();
    for (const id of [there.federationId, newId<FederationId>(), 'rubbish' as FederationId]) {
      await expect(assembly.get(StatuteService).read(by, id)).rejects.toMatchObject({ code: 'STATUTE.MISSING' });
    }
  });
});
