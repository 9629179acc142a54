import { documentHash, newId, type BodyId, type OrganisationId } from '#kernel';
import { Assembly, membersMay, SYSTEM } from '../../../test/assembly';
import { addDays } from '../../domain/statute/calendar';
import { dataCommittee } from '../../domain/statute/presets';
import { BodyRoll } from './body-roll';
import { BodyService } from './body.service';
import { FoundingService, type Founding } from './founding.service';
import { StatuteService } from './statute.service';

const STATUTE = dataCommittee({ title: 'Statuto torinese' });
const FOUNDING: Founding = {
  name: 'Federazione torinese',
  statute: STATUTE,
  organisations: [
    { name: 'Dora', kind: 'cooperative', affiliated: true },
    { name: 'Università', kind: 'enablingOrganisation', affiliated: false },
  ],
  people: [
    {
      name: 'Ada',
      email: 'ada@dora.example',
      language: 'it',
      organisation: 'Dora',
      roles: ['member', 'steward'],
      offices: ['chair'],
    },
    {
      name: 'Ben',
      email: 'ben@dora.example',
      language: 'it',
      organisation: 'Dora',
      roles: ['member'],
      offices: ['secretary'],
    },
    { name: 'Rita', email: 'rita@uni.example', language: 'en', organisation: 'Università', roles: ['researcher'] },
  ],
  policy: () => membersMay('Policy', ['read']),
};

const GOVERNANCE = ['governance.body', 'governance.statute_version', 'governance.seat'];

const FIRST_PAGE = { before: null, limit: 10 };

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
      { ...FOUNDING, statute: { ...STATUTE, sunset: { maxDays: 0, reviewDaysBefore: 180 } } },
      'STATUTE.INVALID',
    ],
    ['a policy that is none', { ...FOUNDING, policy: () => ({}) }, 'POLICY.INVALID'],
    ['a person twice', { ...FOUNDING, people: [...FOUNDING.people, ...FOUNDING.people] }, 'PERSON.EMAIL_TAKEN'],
  ])('founds nothing on %s', async (_, founding, code) => {
    await expect(found(founding)).rejects.toMatchObject({ code });
    for (const table of ['identity.federation', 'identity.person', ...GOVERNANCE, 'policy.version']) {
      expect(await assembly.count(table, 'true')).toBe(0);
    }
    expect(await assembly.get(FoundingService).isFirst()).toBe(true);
  });

  it('founds a federation with its book, its body, its statute and its first policy, without a vote', async () => {
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
    const [body, ...others] = await assembly.get(BodyService).page(by, null, 100);
    expect([body, others]).toMatchObject([{ kind: 'federation', federationId, organisationId: null, name: null }, []]);
    const bodyId = body?.id ?? ('' as BodyId);
    expect(await assembly.get(BodyService).statute(by, bodyId)).toMatchObject({
      ...{ bodyId, number: 1, document: STATUTE, hash: documentHash(STATUTE), resolution: null },
    });
    const seats = await assembly.get(BodyRoll).seats(by, { bodyId, office: null }, { after: null, limit: 10 });
    expect(seats.map(({ office, name, resolution }) => [office, name, resolution]).sort()).toEqual([
      ['chair', 'Ada', null],
      ['secretary', 'Ben', null],
    ]);
    expect(await assembly.policiesOf(member)).toMatchObject([{ federationId, number: 1, enactedBy: null }]);
    expect(await assembly.get(FoundingService).isFirst()).toBe(false);
  });

  it('gives the first policy an end, and promises its review before that', async () => {
    const { federationId, founding } = await assembly.found();
    expect(founding).toMatchObject({
      federationId,
      document: { validUntil: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string },
    });
    const due = addDays(founding.document.validUntil ?? '', -STATUTE.sunset.reviewDaysBefore);
    const promises = await assembly.db.query(
      `select not_before from platform.outbox where queue = 'governance.review-policy' and payload->>'policyId' = $1`,
      [founding.policyId],
    );
    expect(promises).toEqual([{ not_before: new Date(`${due}T00:00:00Z`) }]);
  });

  it('shows a statute to who belongs to the federation, and to nobody else', async () => {
    const [here, there] = [await assembly.found(), await assembly.found()];
    const by = await assembly.actor(await assembly.person(here.cooperativeId));
    await expect(assembly.get(BodyService).statute(by, here.bodyId)).resolves.toBeDefined();
    await expect(assembly.get(StatuteService).history(by, here.bodyId, FIRST_PAGE)).resolves.toHaveLength(1);
    for (const id of [there.bodyId, newId<BodyId>(), 'rubbish' as BodyId]) {
      const refused = { code: 'BODY.MISSING', message: `There is no body ${id} that you may see.` };
      await expect(assembly.get(BodyService).statute(by, id)).rejects.toMatchObject(refused);
      await expect(assembly.get(StatuteService).history(by, id, FIRST_PAGE)).rejects.toMatchObject(refused);
    }
  });
});
