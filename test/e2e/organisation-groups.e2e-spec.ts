import type { OrganisationId } from '#kernel';
import { bodyOf, seat } from '../support/body-records';
import type { Member } from '../support/member';
import { membersMay } from '../support/policies';
import { World } from '../support/world';

const RECORD = `mutation ($input: RecordOrganisationGroupInput!) { recordOrganisationGroup(input: $input) {
  id federationId kind name endedAt organisations { name } } }`;
const END = 'mutation ($id: ID!) { endOrganisationGroup(id: $id) { id endedAt } }';
const GROUPS = `query ($id: ID!, $first: Int, $after: String) { organisationGroups(federationId: $id, first: $first, after: $after) {
  items { id kind name endedAt organisations { id } } nextCursor } }`;

type Page = {
  organisationGroups: { items: { id: string; name: string; endedAt: string | null }[]; nextCursor: string | null };
};

describe('organisations under one control', () => {
  let world: World;
  let places: OrganisationId[];
  let ada: Member;
  let bruno: Member;
  let zoe: Member;

  beforeAll(async () => {
    world = await World.start({ policy: membersMay('read', 'propose', 'vote') });
    places = [await world.organisation('Cooperativa Aurora'), await world.organisation('Cooperativa Dora')];
    const outside = await world.organisation('Altrove', { affiliated: false });
    places.push(outside);
    ada = await world.person('Ada', places[0] ?? outside, 'member');
    bruno = await world.person('Bruno', places[1] ?? outside, 'member', 'steward');
    zoe = await world.person('Zoe', outside, 'member');
    await seat(world, await bodyOf(ada, world.federationId), ada);
  });
  afterAll(() => world.stop());

  const input = (change: object = {}) => ({
    input: {
      ...{ federationId: world.federationId, kind: 'AFFILIATED', name: 'Gruppo Aurora' },
      ...{ organisationIds: places.slice(0, 2), ...change },
    },
  });
  const groups = (by: Member, page: object = {}) => by.send<Page>(GROUPS, { id: world.federationId, ...page });

  it('are entered by who keeps the federation’s book, and read by everybody in it', async () => {
    await expect(bruno.send(RECORD, input())).rejects.toMatchObject({ code: 'BODY.NOT_AN_OFFICER' });
    await expect(zoe.send(RECORD, input())).rejects.toMatchObject({ code: 'FEDERATION.MISSING' });
    const { recordOrganisationGroup: made } = await ada.send<{ recordOrganisationGroup: { id: string } }>(
      RECORD,
      input(),
    );
    expect(made).toMatchObject({
      ...{ federationId: world.federationId, kind: 'AFFILIATED', name: 'Gruppo Aurora', endedAt: null },
      organisations: [{ name: 'Cooperativa Aurora' }, { name: 'Cooperativa Dora' }],
    });
    await ada.send(RECORD, input({ kind: 'COALITION', name: 'Patto' }));
    expect((await groups(bruno)).organisationGroups.items.map(({ name }) => name)).toEqual(['Patto', 'Gruppo Aurora']);
    const first = (await groups(bruno, { first: 1 })).organisationGroups;
    const next = (await groups(bruno, { first: 1, after: first.nextCursor })).organisationGroups;
    expect([first.items, next.items].map((items) => items.map(({ name }) => name))).toEqual([
      ['Patto'],
      ['Gruppo Aurora'],
    ]);
    await expect(groups(zoe)).rejects.toMatchObject({ code: 'FEDERATION.MISSING' });
  });

  it.each([
    ['one organisation', () => ({ organisationIds: [places[0], places[0]] }), 'ORGANISATIONGROUP.INVALID'],
    ['a stranger', () => ({ organisationIds: [places[0], places[2]] }), 'ORGANISATIONGROUP.MEMBER_UNKNOWN'],
    ['no name', () => ({ name: ' ' }), 'NAME.INVALID'],
    ['what is no id', () => ({ organisationIds: [places[0], 'x'] }), 'ORGANISATIONGROUP.MEMBER_UNKNOWN'],
  ])('are not of %s', async (_, change, code) => {
    await expect(ada.send(RECORD, input(change()))).rejects.toMatchObject({ code });
  });

  it('are so until the book says otherwise, once', async () => {
    const { items } = (await groups(ada)).organisationGroups;
    const id = items.find(({ name }) => name === 'Gruppo Aurora')?.id;
    await expect(bruno.send(END, { id })).rejects.toMatchObject({ code: 'BODY.NOT_AN_OFFICER' });
    await expect(zoe.send(END, { id })).rejects.toMatchObject({ code: 'ORGANISATIONGROUP.MISSING' });
    await expect(ada.send(END, { id: 'x' })).rejects.toMatchObject({ code: 'ORGANISATIONGROUP.MISSING' });
    const ended = await ada.send(END, { id });
    expect(ended).toMatchObject({ endOrganisationGroup: { id, endedAt: expect.any(String) as string } });
    expect(await ada.send(END, { id })).toEqual(ended);
    expect(await world.auditTrail()).toMatch(
      /organisation-group.recorded > organisation-group.recorded > organisation-group.ended$/,
    );
  });
});
