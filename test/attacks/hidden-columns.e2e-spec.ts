import type { OrganisationId } from '#kernel';
import { readMailbox } from '#platform';
import type { PolicyDocument } from '#policy';
import { join } from 'node:path';
import { ASK, FORM } from '../support/access';
import { told } from '../support/assembly-room';
import { needOf } from '../support/data-records';
import { ask } from '../support/matrix/ask';
import { pagesAbout, waysTo } from '../support/matrix/data-ways';
import { everythingShownTo } from '../support/matrix/shown';
import type { Member } from '../support/member';
import { membersMay } from '../support/policies';
import {
  adopt,
  contribute,
  publishServiceUsers,
  threeCooperatives,
  usersOf,
  type Cooperative,
} from '../support/social-services';
import { draft } from '../support/two-federations';
import { World } from '../support/world';

type Permission = PolicyDocument['permissions'][number];
type Prohibition = PolicyDocument['prohibitions'][number];

const DATASET =
  'query ($id: ID!) { dataset(id: $id) { schema accountability { extracts { total } applications { total } } } }';
const EXPLAIN = `query ($input: ExplainAccessInput!) { explainAccess(input: $input) { outcome instead refusal { code message }
  alternative { dimensions measures purposes } clauses { title sentence(language: EN) address } } }`;
const PUBLISH = 'mutation ($input: PublishDatasetInput!) { publishDataset(input: $input) { id } }';
const AMEND = 'mutation ($input: AmendSchemaInput!) { amendSchema(input: $input) { number } }';
const POST = 'mutation ($input: PostNeedInput!) { postNeed(input: $input) { id } }';
const ANSWER = 'mutation ($input: AnswerNeedInput!) { answerNeed(input: $input) { id } }';
const DEPRECATE = 'mutation ($input: DeprecateDatasetInput!) { deprecateDataset(input: $input) { id } }';
const SEARCH = `query ($filter: DatasetSearchFilterInput, $text: String) { searchDatasets(text: $text, filter: $filter) {
  didYouMean items { dataset { id } } counts { total facets { facet } } } }`;
const LIST = `query ($text: String, $publisher: ID) { datasets(text: $text, publisherId: $publisher) {
  items { id } nextCursor } }`;
/** Sentences as they were frozen when somebody proposed. */
const WORDING = /"(sentences|clauses|it|en)":/;
const HIDDEN = 'cost';
const SECRET = 'Persone segrete';

describe('what a policy hides', () => {
  let world: World;
  let cooperatives: [Cooperative, Cooperative, Cooperative];
  let university: OrganisationId;
  let carlo: Member;
  let rosa: Member;
  let dataset: string;
  let secret: string;
  let need: string;
  let shownBefore: string;

  const voted = (change: Partial<PolicyDocument>) => {
    const document = { ...membersMay('read'), permissions: [], prohibitions: [], ...change };
    return adopt(
      world,
      document,
      cooperatives.map(({ steward }) => steward),
    );
  };
  const researchers = () => ({ type: 'role' as const, role: 'researcher' as const, organisations: [university] });
  const where = (id: string) => ({ id: { $eq: id } });
  const drawing = (assignee: object, change: object = {}) =>
    ({
      ...{ assignee, actions: ['requestExtract'], subject: 'Dataset', where: { id: { $in: [dataset, secret] } } },
      ...{ purposes: ['AcademicResearch'], dimensions: ['zone', 'need'], measures: ['hours', HIDDEN] },
      ...{ terms: { minPeople: 10, minContributors: 3 }, ...change },
    }) as Permission;
  const hiding = (change: object): Prohibition => ({
    ...{ assignee: researchers(), actions: ['readMetadata'], subject: 'Dataset', where: where(dataset), ...change },
  });

  beforeAll(async () => {
    world = await World.start({ policy: membersMay('read', 'propose', 'vote') });
    cooperatives = await threeCooperatives(world);
    const [aurora, dora, sangone] = cooperatives;
    dataset = await publishServiceUsers(world, aurora);
    for (const [at, name] of ['aurora', 'dora', 'sangone'].entries()) {
      await contribute(world, cooperatives[at] as Cooperative, dataset, usersOf(name));
    }
    const input = { ...draft(dora.id, world.federationId), title: SECRET };
    secret = (await told<{ id: string }>(dora.steward, PUBLISH, { input })).id;
    need = await amendedAndAnswered();
    university = await world.organisation('Università', { affiliated: false });
    carlo = await world.person('Carlo', university, 'researcher');
    rosa = await world.person('Rosa', sangone.id, 'member');
    await voted({
      title: 'Research',
      permissions: [
        { assignee: researchers(), actions: ['read' as const], subject: 'Dataset' as const, where: where(dataset) },
        drawing(researchers(), { where: where(dataset) }),
        drawing({ type: 'members' }),
        drawing(researchers(), {
          where: where(dataset),
          purposes: ['PublicBenefit'],
          decision: { type: 'reviewers', count: 1 },
        }),
      ],
    });
    shownBefore = await shownTo(carlo);
    await voted({
      title: 'Kept back',
      prohibitions: [
        hiding({ columns: [HIDDEN] }),
        hiding({
          ...{ assignee: { type: 'organisation', organisations: [sangone.id] }, where: where(secret) },
          actions: ['discover'],
        }),
      ],
    });
  });
  afterAll(() => world.stop());

  /** The schema says a word more, a need is answered with the secret dataset, and the other gives way to it. */
  const amendedAndAnswered = async (): Promise<string> => {
    const [aurora, dora] = cooperatives;
    const { schema } = await told<{ schema: { fields: object[] } }>(aurora.steward, DATASET, { id: dataset });
    const fields = schema.fields.map((field) => ({ ...field, description: 'Di più.' }));
    const amendment = { datasetId: dataset, note: 'Una parola.', schema: { ...schema, fields } };
    await aurora.steward.send(AMEND, { input: amendment });
    const posted = needOf(world.federationId, aurora.id);
    const { id } = await told<{ id: string }>(aurora.steward, POST, { input: posted });
    await dora.steward.send(ANSWER, { input: { needId: id, datasetId: secret, note: 'Qui.' } });
    await aurora.steward.send(DEPRECATE, { input: { datasetId: dataset, reason: 'Vecchio.', replacedBy: secret } });
    return id;
  };

  /** All that somebody comes to, whichever way they walk. */
  const shownTo = (by: Member): Promise<string> =>
    everythingShownTo(world, by, {
      dataset: `id: "${dataset}"`,
      explainAccess: explaining(),
      ...waysTo(dataset, need),
      ...lineageOf(),
    });
  const lineageOf = () => ({
    lineage: `input: { datasetId: "${dataset}", organisationId: "${cooperatives[2].id}" }`,
  });
  const explaining = () =>
    `input: { subject: DATASET, id: "${dataset}", action: REQUEST_EXTRACT, purpose: COMMERCIAL_RESEARCH,
      dimensions: ["zone"], measures: ["hours"] }`;

  /** How somebody is answered, whatever the column is called. */
  const answered = async (by: Member, query: string, input: (column: string) => object, column: string) => {
    const answer = await ask(world, by, query, { input: input(column) });
    return JSON.stringify(answer).replaceAll(column, 'COLUMN');
  };

  const pagesFor = async ({ token }: Member): Promise<string> => {
    const answers = pagesAbout(dataset).map((url) =>
      world.app.inject({ url, headers: { authorization: `Bearer ${token}` } }),
    );
    return (await Promise.all(answers)).map(({ body }) => body).join('\n');
  };

  it('is on no page for those from whom it is hidden', async () => {
    const open = await pagesFor(cooperatives[1].steward);
    for (const word of [HIDDEN, SECRET, secret]) expect(open).toContain(word);
    const shown = await pagesFor(carlo);
    expect(shown).toContain('hours');
    for (const word of [HIDDEN, 'Costo', SECRET, secret]) expect(around(shown, word)).toEqual([]);
    const to = await pagesFor(rosa);
    for (const word of [SECRET, secret]) expect(around(to, word)).toEqual([]);
  });

  it('would show, were it not hidden', async () => {
    expect(shownBefore).toContain(HIDDEN);
    expect(shownBefore).toContain('Costo in euro');
    expect(await shownTo(cooperatives[0].steward)).toContain(HIDDEN);
  });

  it('is in nothing that those come to from whom it is hidden', async () => {
    const shown = await shownTo(carlo);
    expect(shown).toContain('hours');
    expect(around(shown, HIDDEN)).toEqual([]);
    expect(around(shown, 'Costo')).toEqual([]);
  });

  it.each([
    ['a measure of an extract', ASK.REQUEST, (column: string) => asking({ measures: [column] })],
    ['a dimension of an extract', ASK.REQUEST, (column: string) => asking({ dimensions: ['zone', column] })],
    ['a measure beside others', ASK.REQUEST, (column: string) => asking({ measures: ['hours', column] })],
    ['a measure, explained', EXPLAIN, (column: string) => explainingUse({ measures: ['hours', column] })],
    ['a dimension, explained', EXPLAIN, (column: string) => explainingUse({ dimensions: [column] })],
  ] as const)('is as unknown as any other name: %s', async (_, query, input) => {
    const before = await accountOf(carlo);
    const hidden = await answered(carlo, query, input, HIDDEN);
    expect(hidden).toBe(await answered(carlo, query, input, 'frob'));
    expect(hidden).not.toContain('Costo');
    expect(await accountOf(carlo)).toEqual(before);
  });

  it.each(['measures', 'dimensions'] as const)(
    'is as unknown as any other name: among %s of an application',
    async (part) => {
      const answers = async (column: string) => {
        const { id } = await told<{ id: string }>(carlo, ASK.START, { input: applying({ [part]: ['need', column] }) });
        const asked = [ASK.SEE, ASK.AGREEMENT, ASK.HISTORY, ASK.SUBMIT].map((query) =>
          ask(world, carlo, query, { id }),
        );
        const text = JSON.stringify(await Promise.all(asked))
          .replaceAll(column, 'COLUMN')
          .replaceAll(id, 'ID');
        return text.replaceAll(/incidentId|\d{4}-\d\d-\d\dT[^"]+/g, 'TIME');
      };
      expect(await answers(HIDDEN)).toBe(await answers('frob'));
    },
  );

  it('can still be used by others', async () => {
    const input = asking({ measures: [HIDDEN] });
    expect(await told(cooperatives[1].steward, ASK.REQUEST, { input })).toHaveProperty('id');
  });

  it('is in no agreement, and in no explanation of whatever is asked', async () => {
    const { id } = await told<{ id: string }>(carlo, ASK.START, { input: applying({ measures: ['hours'] }) });
    const { agreement } = await told<{ agreement: object }>(carlo, ASK.AGREEMENT, { id });
    const actions = ['DISCOVER', 'READ_METADATA', 'PREVIEW', 'QUERY_AGGREGATES', 'REQUEST_EXTRACT', 'EXPORT_RECORDS'];
    const explanations = [];
    for (const action of actions) {
      for (const purpose of ['ACADEMIC_RESEARCH', 'COMMERCIAL_RESEARCH', undefined]) {
        const asked = { subject: 'DATASET', id: dataset, action, purpose, dimensions: ['zone'], measures: ['hours'] };
        explanations.push(
          await told(carlo, EXPLAIN, { input: purpose ? asked : { ...asked, dimensions: [], measures: [] } }),
        );
      }
    }
    expect(around(JSON.stringify([agreement, explanations]), HIDDEN)).toEqual([]);
  });

  it('is not told in any mail', async () => {
    await world.settle();
    const [row] = await world.database.query<{ email: string }>('select email from identity.person where id = $1', [
      carlo.id,
    ]);
    const mails = await readMailbox(join(world.config.dataDirectory, 'mail'));
    const text = JSON.stringify(mails.filter((mail) => JSON.stringify(mail).includes(row?.email ?? '?')));
    for (const word of [HIDDEN, SECRET, secret]) expect(around(text, word)).toEqual([]);
  });

  it('is a dataset that who may not discover it comes to nowhere', async () => {
    expect(await shownTo(cooperatives[1].steward)).toContain(SECRET);
    expect(await told(cooperatives[1].steward, SEARCH, { text: 'segrrete' })).toMatchObject({ counts: { total: 1 } });
    const shown = await shownTo(carlo);
    for (const word of [SECRET, secret]) expect(around(shown, word)).toEqual([]);
    for (const one of [carlo, rosa]) await expectNoneListed(one);
  });

  /** What a policy says is governance: all members read which ids it names, and the wording that they voted on. */
  it('has no title for members who may not discover it, but in the wording of what was proposed', async () => {
    const shown = (await shownTo(rosa)).split('\n').filter((line) => !WORDING.test(line));
    expect(around(shown.join('\n'), SECRET)).toEqual([]);
    expect(shown.filter((line) => line.includes('subjectId') && line.includes(secret))).toEqual([]);
  });

  const expectNoneListed = async (by: Member) => {
    for (const filter of [{ text: 'segrete' }, { publisher: cooperatives[1].id }]) {
      expect(await by.send(LIST, filter)).toEqual({ datasets: { items: [], nextCursor: null } });
    }
    const nothing = { didYouMean: null, items: [], counts: { total: 0 } };
    for (const looked of [
      { text: 'segrete' },
      { text: 'segrrete' },
      { filter: { publisherIds: [cooperatives[1].id] } },
    ]) {
      expect(await told(by, SEARCH, looked)).toMatchObject(nothing);
    }
  };
  const asking = (change: object) => ({
    ...{ datasetId: dataset, purpose: 'ACADEMIC_RESEARCH', dimensions: ['zone'], measures: [], ...change },
  });
  const explainingUse = (change: object) => ({
    ...{ subject: 'DATASET', id: dataset, action: 'REQUEST_EXTRACT', purpose: 'ACADEMIC_RESEARCH' },
    ...{ dimensions: ['zone'], measures: [], ...change },
  });
  const applying = (change: object) => ({
    ...{ organisationId: university, form: { ...FORM, purpose: 'PUBLIC_BENEFIT' } },
    items: [{ datasetId: dataset, dimensions: ['zone'], measures: [], ...change }],
  });
  const accountOf = async (by: Member) => {
    const { accountability } = await told<{ accountability: object }>(by, DATASET, { id: dataset });
    return accountability;
  };
});

/** Where a word stands in a text, with what is around it. */
const around = (text: string, word: string): string[] =>
  [...text.matchAll(new RegExp(word, 'g'))]
    .map(({ index }) => text.slice(Math.max(0, index - 80), index + 40))
    .slice(0, 5);
