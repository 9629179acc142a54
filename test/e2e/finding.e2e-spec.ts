import { told } from '../support/assembly-room';
import { Member } from '../support/member';
import { membersMay } from '../support/policies';
import {
  contribute,
  publishServiceUsers,
  threeCooperatives,
  usersOf,
  type Cooperative,
} from '../support/social-services';
import { World } from '../support/world';
import type { PersonId } from '#kernel';

const SEARCH = `query ($text: String, $filter: DatasetSearchFilterInput, $first: Int = 20, $after: String) {
  searchDatasets(text: $text, filter: $filter, first: $first, after: $after) { nextCursor didYouMean
    items { dataset { id title publisher { name } } highlights { title { text ranges { start end } } description { text } } }
    counts { total facets { facet values { value label count } } } } }`;
const RELATED = 'query ($id: ID!) { relatedDatasets(id: $id) { title } }';
const CITE = `query ($id: ID!, $version: Int) { it: citation(datasetId: $id, version: $version) { identifier text bibtex cslJson }
  en: citation(datasetId: $id, version: $version, language: EN) { text } }`;
const SAVE = 'mutation ($input: SaveSearchInput!) { saveSearch(input: $input) { id } }';
const SAVED = '{ savedSearches { items { id name text facets notify } } }';
const FORGET = 'mutation ($id: ID!) { deleteSavedSearch(id: $id) }';
const TOLD = '{ notifications { items { kind subject { id } text } } }';
const POST = 'mutation ($input: PostNeedInput!) { postNeed(input: $input) { id closedAt } }';
const ANSWER = 'mutation ($input: AnswerNeedInput!) { answerNeed(input: $input) { answers { kind subjectId note } } }';
const CLOSE = 'mutation ($input: CloseNeedInput!) { closeNeed(input: $input) { closedReason } }';
const NEEDS = `query ($text: String, $open: Boolean) { needs(text: $text, open: $open) { total counts { facet value count }
  items { id title people answers { subjectId } } } }`;
const PREVIEW = `query ($id: ID!, $dimensions: [String!] = []) {
  datasetPreview(datasetId: $id, purpose: SERVICE_IMPROVEMENT, dimensions: $dimensions) {
    datasetVersion dimensions protectedCells cells { codes people } } }`;

const policy = membersMay('read', 'propose', 'vote');
const previews = {
  ...policy,
  permissions: [
    ...policy.permissions,
    {
      ...{ assignee: { type: 'members' }, actions: ['preview'], subject: 'Dataset', where: 'everything' },
      ...{ purposes: ['ServiceImprovement'], dimensions: ['zone', 'need'], measures: [] },
      terms: { minPeople: 10, minContributors: 2 },
    },
  ],
} as typeof policy;

type Found = {
  readonly searchDatasets: {
    readonly nextCursor: string | null;
    readonly didYouMean: string | null;
    readonly items: readonly { dataset: { id: string; title: string }; highlights: object }[];
    readonly counts: { total: number; facets: readonly { facet: string; values: readonly object[] }[] };
  };
};

describe('people find things in the catalogue', () => {
  let world: World;
  let aurora: Cooperative;
  let dora: Cooperative;
  let dataset: string;
  const stranger = async () =>
    world.person('Ugo', await world.organisation('Lontana', { affiliated: false }), 'member', 'researcher');
  const find = async (by: Member, variables: Record<string, unknown>) =>
    (await by.send<Found>(SEARCH, variables)).searchDatasets;

  beforeAll(async () => {
    world = await World.start({ policy: previews });
    [aurora, dora] = await threeCooperatives(world);
    dataset = await publishServiceUsers(world, aurora);
    await contribute(world, aurora, dataset, usersOf('aurora'));
    await contribute(world, dora, dataset, usersOf('dora'));
  });
  afterAll(() => world.stop());

  it('by words, by their publisher’s name, and in spite of typing errors', async () => {
    const by = dora.steward;
    for (const text of ['users', 'user person', 'cooperativa aurora', 'servce usres']) {
      const { items, counts } = await find(by, { text });
      expect(items.map(({ dataset: { id } }) => id)).toEqual([dataset]);
      expect(counts.total).toBe(1);
    }
    expect((await find(by, { text: 'servce' })).didYouMean).toBe('service');
    expect(await find(by, { text: 'nothing like it' })).toMatchObject({ items: [], counts: { total: 0, facets: [] } });
  });

  it('with what was found marked in plain text, and facets that can be asked for', async () => {
    const { items, counts } = await find(dora.steward, { text: 'services' });
    expect(items[0]?.highlights).toEqual({
      title: { text: 'Service users', ranges: [{ start: 0, end: 7 }] },
      description: null,
    });
    expect(counts.facets).toContainEqual({
      facet: 'PUBLISHER',
      values: [{ value: aurora.id, label: 'Cooperativa Aurora', count: 1 }],
    });
    const filter = { needCategories: ['SOCIAL_NEEDS'], publisherIds: [aurora.id], personalData: true };
    expect((await find(dora.steward, { filter })).items).toHaveLength(1);
    expect((await find(dora.steward, { filter: { ...filter, personalData: false } })).items).toEqual([]);
  });

  it('page after page, and by what they have in common', async () => {
    const others = [await publishServiceUsers(world, dora), await publishServiceUsers(world, dora)];
    const first = await find(dora.steward, { text: 'users', first: 2 });
    const second = await find(dora.steward, { text: 'users', first: 2, after: first.nextCursor });
    const ids = [...first.items, ...second.items].map(({ dataset: { id } }) => id);
    expect(ids.sort()).toEqual([dataset, ...others].sort());
    expect(second.nextCursor).toBeNull();
    await expect(find(dora.steward, { text: 'users', after: 'bm9uc2Vuc2U' })).rejects.toMatchObject({
      code: 'PAGE.CURSOR_INVALID',
    });
    expect(await told(dora.steward, RELATED, { id: dataset })).toEqual([]);
  });

  it('and strangers find, count and resolve nothing', async () => {
    const ugo = await stranger();
    expect(await find(ugo, { text: 'users' })).toMatchObject({ items: [], counts: { total: 0, facets: [] } });
    await expect(ugo.send(CITE, { id: dataset })).rejects.toMatchObject({ code: 'DATASET.MISSING' });
    await expect(ugo.send(PREVIEW, { id: dataset })).rejects.toMatchObject({ code: 'DATASET.MISSING' });
  });

  it('cites datasets and versions by addresses that resolve, the same for hidden and absent ones', async () => {
    const { it: italian, en } = await dora.steward.send<Record<string, Record<string, string>>>(CITE, {
      ...{ id: dataset, version: 1 },
    });
    const address = `${world.config.http.publicUrl}/datasets/${dataset}/versions/1`;
    const year = String(new Date().getUTCFullYear());
    expect(italian).toMatchObject({
      identifier: address,
      text: `Cooperativa Aurora (${year}): Service users. Versione 1. [Insieme di dati]. Granaio. ${address}`,
    });
    expect(en?.text).toContain('Version 1. [Dataset]');
    expect(italian?.bibtex).toContain(`url = {${address}}`);
    expect(JSON.parse(italian?.cslJson ?? '')).toMatchObject([{ type: 'dataset', version: '1', URL: address }]);
    await expect(dora.steward.send(CITE, { id: dataset, version: 99 })).rejects.toMatchObject({
      code: 'DATASETVERSION.MISSING',
    });

    const get = async (path: string, { token } = dora.steward) => {
      const headers = token ? { authorization: `Bearer ${token}` } : {};
      const { statusCode, headers: answered, body } = await world.app.inject({ method: 'GET', url: path, headers });
      return { status: statusCode, location: answered.location, body };
    };
    const page = `/catalogue/datasets/${dataset}`;
    for (const path of [`/datasets/${dataset}`, new URL(address).pathname]) {
      expect(await get(path)).toMatchObject({ status: 303, location: world.config.http.publicUrl + page });
    }
    const absent = '01939b00-0000-7000-8000-0000000000aa';
    const nobody = new Member('' as PersonId, '', world.app);
    const [hidden, missing] = [await get(page, nobody), await get(page.replace(dataset, absent), nobody)];
    expect(hidden.status).toBe(404);
    expect(hidden.body.replaceAll(dataset, '')).toBe(missing.body.replaceAll(absent, ''));
  });

  it('previews a protected table under the terms for previews, and keeps the decision', async () => {
    const { datasetPreview } = await dora.steward.send<{ datasetPreview: { cells: { people: string | null }[] } }>(
      ...[PREVIEW, { id: dataset, dimensions: ['need'] }],
    );
    expect(datasetPreview).toMatchObject({ datasetVersion: 2, dimensions: ['need'] });
    expect(datasetPreview.cells.every(({ people }) => people === null || Number(people) >= 10)).toBe(true);
    expect((await told<{ dimensions: string[] }>(dora.steward, PREVIEW, { id: dataset })).dimensions).toEqual(['zone']);
    for (const [dimensions, code] of [
      [['zone', 'need', 'sex'], 'EXTRACT.DIMENSION_COUNT'],
      [['none'], 'EXTRACT.UNKNOWN_COLUMN'],
      [['sex'], 'EXTRACT.OUTSIDE_POLICY'],
    ] as const) {
      await expect(dora.steward.send(PREVIEW, { id: dataset, dimensions })).rejects.toMatchObject({ code });
    }
    expect(await world.auditTrail()).toMatch(/preview.shown > preview.shown > preview.refused$/);
    const decisions = await world.database.query<{ granted: boolean }>(
      `select granted from extracts.decision where action = 'preview' order by id`,
    );
    expect(decisions.map(({ granted }) => granted)).toEqual([true, true, false]);
  });

  it('tells of what saved searches newly find, once, and as far as their owner may know', async () => {
    const ugo = await stranger();
    const input = { name: 'Utenti', text: 'users', filter: { needCategories: ['SOCIAL_NEEDS'] } };
    const { id } = await told<{ id: string }>(dora.steward, SAVE, { input: { ...input, notify: 'AT_ONCE' } });
    await dora.steward.send(SAVE, { input: { ...input, name: 'Ogni giorno', notify: 'DAILY' } });
    await ugo.send(SAVE, { input: { ...input, notify: 'AT_ONCE' } });
    const fresh = await publishServiceUsers(world, aurora);
    await world.settle();
    const matches = async (by: Member) => {
      const { items } = await told<{ items: { kind: string; subject: { id: string } }[] }>(by, TOLD);
      return items.filter(({ kind }) => kind === 'SAVED_SEARCH_MATCHED').map(({ subject }) => subject.id);
    };
    expect(await matches(dora.steward)).toEqual([fresh]);
    world.clock.advanceDays(1);
    await world.settle();
    expect(await matches(dora.steward)).toEqual([fresh, fresh]);
    world.clock.advanceDays(1);
    await world.settle();
    expect(await matches(dora.steward)).toHaveLength(2);
    expect(await matches(ugo)).toEqual([]);
    expect((await told<{ items: object[] }>(dora.steward, SAVED)).items).toHaveLength(2);
    await expect(ugo.send(FORGET, { id })).rejects.toMatchObject({ code: 'SAVEDSEARCH.MISSING' });
    await dora.steward.send(FORGET, { id });
    expect((await told<{ items: object[] }>(dora.steward, SAVED)).items).toHaveLength(1);
  });

  it('has a board of needs that the federation answers', async () => {
    const until = new Date(Date.now() + 20 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    const input = {
      ...{ federationId: world.federationId, organisationId: dora.id, needCategory: 'SOCIAL_NEEDS', until },
      ...{ title: 'Anziani soli d’estate', description: 'Quanti sono, e in quali quartieri?', people: 'HUNDREDS' },
    };
    const { id } = await told<{ id: string }>(dora.steward, POST, { input });
    await expect(aurora.steward.send(POST, { input })).rejects.toMatchObject({ code: 'ORGANISATION.NOT_YOURS' });
    await aurora.steward.send(ANSWER, { input: { needId: id, datasetId: dataset, note: 'Qui, per zona.' } });
    await expect(aurora.steward.send(ANSWER, { input: { needId: id, datasetId: dataset } })).rejects.toMatchObject({
      code: 'NEED.ANSWERED_SO',
    });
    expect(await told(aurora.steward, NEEDS, { text: 'anziano', open: true })).toMatchObject({
      ...{ total: 1, items: [{ id, people: 'HUNDREDS', answers: [{ subjectId: dataset }] }] },
      counts: expect.arrayContaining([{ facet: 'NEED_CATEGORY', value: 'SOCIAL_NEEDS', count: 1 }]) as object,
    });
    const ugo = await stranger();
    expect(await told(ugo, NEEDS)).toMatchObject({ total: 0, items: [] });
    await expect(ugo.send(ANSWER, { input: { needId: id, datasetId: dataset } })).rejects.toMatchObject({
      code: 'NEED.MISSING',
    });
    await dora.steward.send(CLOSE, { input: { needId: id, reason: 'Trovato.' } });
    expect(await told(aurora.steward, NEEDS, { open: true })).toMatchObject({ total: 0 });
    await expect(dora.steward.send(CLOSE, { input: { needId: id, reason: 'Ancora.' } })).rejects.toMatchObject({
      code: 'NEED.CLOSED',
    });
  });
});
