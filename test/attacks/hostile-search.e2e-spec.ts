import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { log } from '../../apps/api/src/shared/log';
import { membersMay } from '../support/policies';
import { publishServiceUsers, threeCooperatives, type Cooperative } from '../support/social-services';
import { World } from '../support/world';

const HOSTILE = resolve(__dirname, '../../../shared/data/hostile_input/blns.json');
const OWN = [
  '\u0000',
  '\ud800',
  'a'.repeat(201),
  "' or 1=1 --",
  "'a':A & !'b' <-> c:*",
  'ʼ',
  '½ ㎏ ǆ ﬃ',
  '"',
  '""',
  '-',
  '--',
  '-"',
];
const READ = `query ($text: String!, $values: [String!]!, $id: ID!, $ids: [ID!]!, $dataset: ID!) {
  text: searchDatasets(text: $text, first: 2) { didYouMean items { highlights { title { text } } } counts { total } }
  values: searchDatasets(filter: { territories: $values, licences: $values, themes: $values }) { counts { total } }
  ids: searchDatasets(filter: { publisherIds: $ids, federationIds: $ids, seriesId: $id }) { counts { total } }
  cursor: searchDatasets(text: "users", after: $text) { nextCursor }
  needs(text: $text) { total }
  others: needs(territory: $text, federationId: $id, organisationId: $id) { total counts { count } }
  relatedDatasets(id: $id) { id }
  citation(datasetId: $id) { text }
  datasetPreview(datasetId: $dataset, purpose: SERVICE_IMPROVEMENT, dimensions: $values) { datasetVersion } }`;
const SAVE = 'mutation ($input: SaveSearchInput!) { saveSearch(input: $input) { id name text } }';
const POST = 'mutation ($input: PostNeedInput!) { postNeed(input: $input) { id title description territory } }';
const WRITE = `mutation ($search: SaveSearchInput!, $need: PostNeedInput!, $answer: AnswerNeedInput!) {
  saveSearch(input: $search) { id name text }
  postNeed(input: $need) { id title description territory }
  answerNeed(input: $answer) { answers { note } } }`;
/** What never is, whatever the text. */
const WRONG = [
  'mutation ($text: String!, $id: ID!) { answerNeed(input: { needId: $id, datasetId: $id, note: $text }) { id } }',
  'mutation ($text: String!, $id: ID!) { answerNeedWithApplication(input: { needId: $id, applicationId: $id, note: $text }) { id } }',
  'mutation ($text: String!, $id: ID!) { closeNeed(input: { needId: $id, reason: $text }) { id } }',
  'mutation ($text: String!, $id: ID!) { deleteSavedSearch(id: $id) need: closeNeed(input: { needId: $id, reason: $text }) { id } }',
];

type Answer = { readonly errors?: readonly { readonly extensions: { readonly code: string } }[] };

/** Whatever is typed is answered, or refused by a code of ours: nothing of it is a defect. */
describe('hostile texts in everything that is searched', () => {
  let world: World;
  let aurora: Cooperative;
  let dataset: string;

  beforeAll(async () => {
    world = await World.start({ policy: membersMay('read') });
    [aurora] = await threeCooperatives(world);
    dataset = await publishServiceUsers(world, aurora);
  });
  afterAll(() => world.stop());

  const texts = (): string[] => {
    if (!existsSync(HOSTILE)) {
      console.warn(`Only our own hostile texts: ${HOSTILE} is not here.`);
      return OWN;
    }
    return [...OWN, ...(JSON.parse(readFileSync(HOSTILE, 'utf8')) as string[])];
  };

  const codes = async (query: string, variables: object): Promise<string[]> => {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${aurora.steward.token}` };
    const payload = JSON.stringify({ query, variables });
    const { body, statusCode } = await world.app.inject({ method: 'POST', url: '/graphql', headers, payload });
    expect(statusCode).toBeLessThan(500);
    return ((JSON.parse(body) as Answer).errors ?? []).map(({ extensions }) => extensions.code);
  };

  it('are answered, or refused by their code', async () => {
    const errors = jest.spyOn(log, 'error');
    const until = new Date(Date.now() + 20 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
    const need = { federationId: world.federationId, organisationId: aurora.id, needCategory: 'SOCIAL_NEEDS', until };
    const { postNeed } = await aurora.steward.send<{ postNeed: { id: string } }>(POST, {
      input: { ...need, title: 'Un bisogno', description: 'Chi risponde?' },
    });
    const seen = new Set<string>();
    for (const [at, text] of texts().entries()) {
      const read = { text, id: text, ids: [text], values: [text], dataset };
      const write = {
        search: { name: text, text, filter: { territories: [text] }, notify: 'AT_ONCE' },
        need: { ...need, title: text, description: text, territory: text },
        answer: { needId: postNeed.id, datasetId: dataset, note: text },
      };
      const asked: [string, object][] = [
        [READ, read],
        [WRITE, write],
        ...(at % 4 === 0 ? [[WRONG[(at / 4) % WRONG.length] ?? '', { text, id: text }] as [string, object]] : []),
      ];
      for (const [query, variables] of asked) for (const code of await codes(query, variables)) seen.add(code);
      await world.database.query('delete from catalogue.need_answer');
      await world.database.query('delete from catalogue.saved_search');
      await world.database.query('delete from catalogue.need where id <> $1', [postNeed.id]);
    }
    expect([...seen].filter((code) => !KNOWN.has(code))).toEqual([]);
    expect(errors).not.toHaveBeenCalled();
  }, 600_000);

  it('of saved searches are looked for as they are', async () => {
    for (const text of ["'); drop table catalogue.dataset; --", 'users & | ! <->', '<b>service</b> users']) {
      await aurora.steward.send(SAVE, { input: { name: text, text, notify: 'AT_ONCE' } });
    }
    await publishServiceUsers(world, aurora);
    await world.settle();
    const { notifications } = await aurora.steward.send<{ notifications: { items: object[] } }>(
      '{ notifications { items { kind } } }',
    );
    expect(notifications.items.length).toBeGreaterThanOrEqual(1);
  });
});

const KNOWN = new Set([
  ...[
    'SEARCH.TEXT_TOO_LONG',
    'SEARCH.INVALID',
    'SAVED_SEARCH.INVALID',
    'NEED.INVALID',
    'NEED.MISSING',
    'NEED.ANSWERED_SO',
  ],
  ...[
    'DATASET.MISSING',
    'SAVEDSEARCH.MISSING',
    'PAGE.CURSOR_INVALID',
    'TEXT.NUL_CHARACTER',
    'EXTRACT.UNKNOWN_COLUMN',
    'GRAPHQL.INVALID',
  ],
]);
