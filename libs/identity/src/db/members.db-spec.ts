import { newId, type FederationId, type OrganisationId, type PersonId } from '#kernel';
import { readConfig, type Database, type Queryable } from '#platform';
import { testPlatform, type TestPlatform } from '../../../../test/support/test-database';
import { Bearers } from '../app/bearers';
import { MembersBook } from '../app/members-book';
import { TokenMint } from '../app/token-mint';
import type { Identity, Role, SessionId } from '../domain/identity';
import { BearerStore } from './bearer.store';
import { MembersStore } from './members.store';
import { SessionStore } from './session.store';

const SYSTEM = { id: 'system:test' };
const DAY = '2020-01-01';

describe('the members’ book', () => {
  let platform: TestPlatform;
  let database: Database;
  const book = new MembersBook(new MembersStore());

  beforeAll(async () => {
    platform = await testPlatform();
    database = platform.db;
  });
  afterAll(() => platform.stop());

  let people = 0;
  const addPerson = () => {
    people += 1;
    const person = { name: `Person ${people}`, email: `person${people}@coop.example`, language: 'it' as const };
    return platform.work.run(SYSTEM, (tx) => book.addPerson(tx, person));
  };
  const holder = async (personId: PersonId): Promise<Identity> => {
    const { hash } = new TokenMint(readConfig({ NODE_ENV: 'test' })).mint('session');
    const [id, createdAt, expiresAt] = [newId<SessionId>(), new Date('2020-01-01'), new Date('2099-01-01')];
    const held = { id, personId, tokenHash: hash, createdAt, expiresAt, refreshableUntil: null, vouched: null };
    await new SessionStore().add(database, held);
    const bearers = new Bearers(database, new BearerStore(), platform.clock);
    const found = await bearers.holderOf(hash);
    if (!found) throw new Error('Nobody holds this session.');
    expect(await bearers.person(personId)).toEqual({ ...found, sessionId: null });
    expect(found.sessionId).toBe(id);
    return found;
  };
  const add = (kind: 'cooperative' | 'association' = 'cooperative') =>
    platform.work.run(SYSTEM, (tx) => book.addOrganisation(tx, { name: 'Coop', kind }));
  const enrol = (personId: PersonId, organisationId: OrganisationId, role: Role, joinedOn = DAY) =>
    platform.work.run(SYSTEM, (tx) => book.enrol(tx, { personId, organisationId, role, joinedOn }));
  const federate = async (...organisationIds: OrganisationId[]) =>
    platform.work.run(SYSTEM, async (tx) => {
      const federation = await book.addFederation(tx, { name: 'Federation' });
      for (const organisationId of organisationIds) {
        await book.affiliate(tx, { organisationId, federationId: federation.id, since: DAY });
      }
      return federation;
    });
  const entries = (federationId: FederationId, at: string, on: Queryable = database) =>
    book.membersOfFederation(on, federationId, new Date(at));
  const voters = async (federationId: FederationId, at: string, on?: Queryable) =>
    (await entries(federationId, at, on)).map(({ personId }) => personId);

  it('gives one head one vote, whatever number of memberships it has', async () => {
    const [one, two, outside] = [await add(), await add(), await add()];
    const [ada, ben, cleo, dora] = [await addPerson(), await addPerson(), await addPerson(), await addPerson()];
    await enrol(ada.id, one.id, 'member');
    await enrol(ada.id, two.id, 'member');
    await enrol(ada.id, one.id, 'steward');
    await enrol(ben.id, two.id, 'member');
    await enrol(cleo.id, outside.id, 'member');
    await enrol(dora.id, one.id, 'researcher');
    const { id } = await federate(one.id, two.id);
    expect(await voters(id, '2026-11-22T12:00:00Z')).toEqual([ada.id, ben.id].sort());
  });

  it('counts by the day in Rome, from the first day to before the day of leaving', async () => {
    const coop = await add();
    const ada = await addPerson();
    const seat = { personId: ada.id, organisationId: coop.id, role: 'member' as const };
    await enrol(ada.id, coop.id, 'member', '2026-06-01');
    await platform.work.run(SYSTEM, (tx) => book.leave(tx, { ...seat, leftOn: '2026-06-03' }));
    const { id } = await federate(coop.id);
    expect(await voters(id, '2026-05-31T21:59:59Z')).toEqual([]);
    expect(await voters(id, '2026-05-31T22:00:00Z')).toEqual([ada.id]);
    expect(await voters(id, '2026-06-02T21:59:59Z')).toEqual([ada.id]);
    expect(await voters(id, '2026-06-02T22:00:00Z')).toEqual([]);

    await enrol(ada.id, coop.id, 'member', '2026-07-01');
    await platform.work.run(SYSTEM, (tx) =>
      book.disaffiliate(tx, { organisationId: coop.id, federationId: id, until: '2026-07-05' }),
    );
    expect(await voters(id, '2026-07-04T12:00:00Z')).toEqual([ada.id]);
    expect(await voters(id, '2026-07-05T12:00:00Z')).toEqual([]);
  });

  it('has every member since the oldest entry, and no longer than the organisation is affiliated', async () => {
    const [old, young] = [await add(), await add()];
    const [ada, ben] = [await addPerson(), await addPerson()];
    await enrol(ada.id, old.id, 'member', '2010-05-01');
    await enrol(ada.id, young.id, 'member', '2024-01-01');
    await enrol(ben.id, young.id, 'member', '2024-02-29');
    const { id } = await federate(old.id, young.id);
    expect(await entries(id, '2026-11-22T12:00:00Z')).toEqual([
      { personId: ada.id, since: DAY },
      { personId: ben.id, since: '2024-02-29' },
    ]);
    const of = (organisationId: OrganisationId, at: string) =>
      book.membersOfOrganisation(database, organisationId, new Date(at));
    expect(await of(old.id, '2026-11-22T12:00:00Z')).toEqual([{ personId: ada.id, since: '2010-05-01' }]);
    expect(await of(young.id, '2024-02-28T12:00:00Z')).toEqual([{ personId: ada.id, since: '2024-01-01' }]);
    expect(await of(newId(), '2026-11-22T12:00:00Z')).toEqual([]);
  });

  it('knows the organisations of a federation, each with its own members of that day', async () => {
    const [full, empty] = [await add(), await add('association')];
    const [ada, ben] = [await addPerson(), await addPerson()];
    await enrol(ada.id, full.id, 'member');
    await enrol(ada.id, full.id, 'steward');
    await enrol(ben.id, full.id, 'member', '2026-11-01');
    const { id } = await federate(full.id, empty.id);
    const on = (at: string) => book.affiliates(database, id, new Date(at));
    expect(await book.peopleIn(database, [full.id, empty.id], new Date('2026-11-22T12:00:00Z'))).toBe(2);
    expect(await book.peopleIn(database, [full.id], new Date('2026-10-31T12:00:00Z'))).toBe(1);
    expect(await book.peopleIn(database, [], new Date('2026-11-22T12:00:00Z'))).toBe(0);
    expect(await on('2026-11-22T12:00:00Z')).toEqual([
      { organisationId: full.id, since: DAY, members: 2 },
      { organisationId: empty.id, since: DAY, members: 0 },
    ]);
    expect((await on('2026-10-31T12:00:00Z')).map(({ members }) => members)).toEqual([1, 0]);
    await platform.work.run(SYSTEM, (tx) =>
      book.disaffiliate(tx, { organisationId: full.id, federationId: id, until: '2026-11-22' }),
    );
    expect(await on('2026-11-22T12:00:00Z')).toEqual([{ organisationId: empty.id, since: DAY, members: 0 }]);
  });

  it('gives an identity the memberships of today, with the federations of today', async () => {
    const [coop, club] = [await add(), await add('association')];
    const ada = await addPerson();
    await enrol(ada.id, coop.id, 'member');
    await enrol(ada.id, coop.id, 'steward', '2099-01-01');
    await enrol(ada.id, club.id, 'researcher');
    const { id } = await federate(coop.id);
    const { memberships } = await holder(ada.id);
    expect(memberships).toHaveLength(2);
    expect(memberships).toEqual(
      expect.arrayContaining([
        { organisationId: coop.id, kind: 'cooperative', role: 'member', federationIds: [id] },
        { organisationId: club.id, kind: 'association', role: 'researcher', federationIds: [] },
      ]),
    );
  });

  it('has every address once, whatever its case, and every open role once', async () => {
    const ada = await addPerson();
    const again = { name: 'Other', email: ada.email.toUpperCase(), language: 'en' as const };
    const addAgain = platform.work.run(SYSTEM, (tx) => book.addPerson(tx, again));
    await expect(addAgain).rejects.toMatchObject({ code: 'PERSON.EMAIL_TAKEN' });
    const coop = await add();
    await enrol(ada.id, coop.id, 'member');
    await expect(enrol(ada.id, coop.id, 'member')).rejects.toMatchObject({ code: 'MEMBERSHIP.ALREADY' });
  });

  it('tells names and addresses by id, and that something is missing', async () => {
    const [coop, ada] = [await add(), await addPerson()];
    expect(await book.organisation(database, coop.id)).toEqual(coop);
    expect(await book.person(database, ada.id)).toEqual(ada);
    expect(await book.emailsOf(database, [ada.id, newId()])).toEqual(new Map([[ada.id, ada.email]]));
    await expect(book.organisation(database, newId())).rejects.toMatchObject({ code: 'ORGANISATION.MISSING' });
    await expect(book.person(database, 'x' as PersonId)).rejects.toMatchObject({ code: 'PERSON.MISSING' });
  });
});
