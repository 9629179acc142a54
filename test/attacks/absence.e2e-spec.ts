import { newId, type OrganisationId, type PersonId } from '#kernel';
import {
  buildSchema,
  getNamedType,
  isInputObjectType,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLObjectType,
} from 'graphql';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Member } from '../support/member';
import { naming, questions, type Question } from '../support/id-questions';
import { STATUTE } from '../support/body-records';
import { EVERYTHING as ALL, grownFederation, neighbourhood, theirs, type Ids } from '../support/two-federations';
import { adopt, threeCooperatives, type Cooperative } from '../support/social-services';
import { World } from '../support/world';

const SCHEMA = readFileSync(join(__dirname, '../../apps/api/schema.graphql'), 'utf8');
const PROPOSE = 'mutation ($input: ProposePolicyInput!) { proposePolicy(input: $input) { id sentences { it en } } }';

/** Known to whoever signed in: a register of organisations is public. */
const OPEN = [
  'Query.organisation(id)',
  'Query.catalogueAs(input.organisationId)',
  'Mutation.proposeAdmission(input.organisationId)',
  'Mutation.updateDataset(input.metadata.rightsHolderId)',
  // So is what codes mean.
  ...['Query.codeList(id)', 'Query.codeListCodes(id)', 'Query.codeLists(federationId)'],
  ...['Mutation.addCodeListVersion(input.codeListId)', 'Mutation.updateDataset(input.metadata.spatial.code.list)'],
];
/** Files and pages beside GraphQL, by their ids. */
const ROUTES = [
  ...['/:file', '/:id'], // of an upload, by number, and of one in pieces
  ...['/datasets/:id|:name', '/federations/:name'],
  '/oidc/:id', // identity providers are public
  '/organisations/:name', // as organisations are
  ...['/series/:name', '/versions/:number'],
  ...['assemblies/:id/minutes.html', 'assemblies/:id/minutes.pdf', 'ballots/:id/export'],
  ...[
    'code-lists/:id/:file',
    'code-lists/:id/versions',
    'contributions/:id/findings.csv',
    'contributions/:id/progress',
  ],
  ...[
    'datasets/:id',
    'documents/:id',
    'extracts/:id/check.csv',
    'federations/:id',
    'grants/:id/agreement.jsonld',
    'grants/:id/offer.jsonld',
  ],
  ...['organisations/:id', 'policies/:id', 'policies/:id.jsonld', 'releases/:file', 'series/:id'],
  ...['sitemaps/:after.xml', 'uploads/:id', 'uploads/assemblies/:id'],
];
/** How the addresses of what was released end; the last is none. */
const RELEASED = ['csv', 'parquet', 'xlsx', 'json', 'sdmx.csv', 'report.json', 'report.html', 'exe'];
/** Takes ids inside of a document. */
const WITH_DOCUMENTS = ['Mutation.proposePolicy(input.document)'];

describe('what may not be seen answers like what is not there', () => {
  let world: World;
  let ids: Ids;
  let cooperatives: [Cooperative, Cooperative, Cooperative];
  let askers: Record<'nobody' | 'stranger' | 'neighbour', Member>;

  beforeAll(async () => {
    world = await World.start({ policy: ALL, statute: STATUTE });
    cooperatives = await threeCooperatives(world);
    const elsewhere = await world.organisation('Altrove', { affiliated: false });
    const neighbours = await neighbourhood(world);
    const neighbour = await world.person('Vera', neighbours.organisation, 'member', 'steward', 'researcher');
    askers = {
      nobody: new Member('' as PersonId, '', world.app),
      stranger: await world.person('Ugo', elsewhere, 'member', 'steward', 'researcher'),
      neighbour,
    };
    ids = { ...(await grownFederation(world, cooperatives)), ...(await theirs(world, neighbours, neighbour)) };
    await world.settle();
  });
  afterAll(() => world.stop());

  const answer = async (by: Member, { query, variables }: Question, id: string) => {
    const { statusCode, body } = await post(world, by, query, variables(id));
    return `${statusCode} ${body}`.replaceAll(id, 'ID');
  };

  it('has a line for every place that takes an id', () => {
    const lines = Object.keys(questions(ids)).filter((line) => !WITH_DOCUMENTS.includes(line));
    expect([...lines, ...OPEN].sort()).toEqual(placesOfIds().sort());
    const routes = world.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
    expect(routes.match(/\S*:\w+\S*/g)?.sort()).toEqual(ROUTES);
  });

  it('would tell the two apart, as a member of the federation can', async () => {
    const [, { steward: dora }] = cooperatives;
    for (const line of ['Query.contribution(id)', 'Query.extract(id)']) {
      const question = questions(ids)[line];
      if (!question) throw new Error(line);
      expect(await answer(dora, question, question.existing)).not.toBe(await answer(dora, question, newId()));
    }
  });

  describe.each(['nobody', 'stranger', 'neighbour'] as const)('for %s', (who) => {
    it.each(Object.keys(questions({ their: {} } as Ids)))('in %s', async (line) => {
      const question = questions(ids)[line];
      if (!question) throw new Error(line);
      const before = await eventsAbout(world, question.existing);
      const existing = await answer(askers[who], question, question.existing);
      expect(existing).toBe(await answer(askers[who], question, newId()));
      expect(existing).not.toContain('INTERNAL');
      expect(await eventsAbout(world, question.existing)).toBe(before);
    });

    it('where the id is none', async () => {
      const answers = new Map<string, string>();
      for (const [line, question] of Object.entries(questions(ids))) {
        answers.set(line, await answer(askers[who], question, 'rubbish'));
      }
      expect([...answers].filter(([, text]) => text.includes('INTERNAL'))).toEqual([]);
    });

    it('at the addresses of files and pages', async () => {
      const absent = newId();
      const ask = async (
        method: 'PUT' | 'GET' | 'HEAD' | 'PATCH' | 'DELETE',
        url: (id: string) => string,
        id: string,
      ) => {
        const tus = url(id).includes('/tus/') && { ...TUS, 'content-type': 'application/offset+octet-stream' };
        const headers = { ...authorization(askers[who]), ...tus };
        const { statusCode, body } = await world.app.inject({ method, url: url(id), headers, payload: 'a,b' });
        return `${statusCode} ${body}`.replaceAll(id, 'ID');
      };
      for (const [method, url, existing] of [
        ['PUT', (id: string) => `/uploads/${id}`, ids.contribution],
        ['PUT', (id: string) => `/uploads/assemblies/${id}?title=Preventivo`, ids.assembly],
        ['GET', (id: string) => `/documents/${id}`, ids.document],
        ['GET', (id: string) => `/ballots/${id}/export`, ids.ballot],
        ['PUT', (id: string) => `/uploads/${id}/2`, ids.contribution],
        ['HEAD', (id: string) => `/uploads/tus/${id}`, ids.arrival],
        ['PATCH', (id: string) => `/uploads/tus/${id}`, ids.arrival],
        ['DELETE', (id: string) => `/uploads/tus/${id}`, ids.arrival],
        ['GET', (id: string) => `/contributions/${id}/progress`, ids.contribution],
        ['GET', (id: string) => `/contributions/${id}/findings.csv`, ids.spoiled],
        ...['', '.ttl', '.rdf', '.jsonld', '.html', '.schema.jsonld', '/schema.json'].map(
          (end) => ['GET', (id: string) => `/catalogue/datasets/${id}${end}`, ids.dataset] as const,
        ),
        ['GET', (id: string) => `/catalogue/series/${id}`, ids.series],
        ['GET', (id: string) => `/datasets/${id}/dictionary.csv`, ids.dataset],
        ['GET', (id: string) => `/datasets/${id}/dictionary.html`, ids.dataset],
        ['GET', (id: string) => `/datasets/${id}/accountability`, ids.dataset],
        ['GET', (id: string) => `/datasets/${id}/${recordsOf(ids.organisation)}`, ids.dataset],
        ['GET', (id: string) => `/datasets/${id}/${recordsOf(ids.theirOrganisation)}`, ids.dataset],
        ['GET', (id: string) => `/datasets/${id}/records.csv?purpose=ORGANISATION_GOVERNANCE`, ids.dataset],
        ['GET', (id: string) => `/assemblies/${id}/minutes.html`, ids.assembly],
        ['GET', (id: string) => `/assemblies/${id}/minutes.pdf`, ids.assembly],
        ['GET', (id: string) => `/grants/${id}/agreement.jsonld`, ids.grant],
        ['GET', (id: string) => `/grants/${id}/offer.jsonld`, ids.grant],
        ['GET', (id: string) => `/policies/${id}.jsonld`, ids.policyVersion],
        ['GET', (id: string) => `/extracts/${id}/check.csv`, ids.checking],
        ...RELEASED.map((end) => ['GET', (id: string) => `/releases/${id}.${end}`, ids.extract] as const),
        ...RELEASED.map((end) => ['GET', (id: string) => `/releases/${id}.${end}`, ids.rows] as const),
      ] as const) {
        const refused = await ask(method, url, existing);
        expect(refused).toBe(await ask(method, url, absent));
        expect(refused).toMatch(/^40[14] /);
      }
    });
  });

  it('keeps a ballot to itself where only its proposal may be read', async () => {
    const university = await world.organisation('Università', { affiliated: false });
    const reader = await world.person('Rina', university, 'researcher');
    await adopt(world, { ...ALL, permissions: [...ALL.permissions, reading('Ballot', ids.proposal, university)] }, [
      ...cooperatives.map(({ steward }) => steward),
    ]);
    const { proposal } = await reader.send<{ proposal: object }>(
      'query ($id: ID!) { proposal(id: $id) { title ballot { id } } }',
      { id: ids.proposal },
    );
    expect(proposal).toEqual({ title: ALL.title, ballot: null });
    await expect(reader.send('query ($id: ID!) { ballot(id: $id) { id } }', { id: ids.ballot })).rejects.toMatchObject({
      code: 'BALLOT.MISSING',
    });
  });

  it('freezes no title of another federation’s dataset into a proposal that everyone reads', async () => {
    const shared = { ...ALL, permissions: [reading('Dataset', ids.dataset, ids.theirOrganisation)] };
    await adopt(world, { ...shared, title: 'Vera may look' }, [...cooperatives.map(({ steward }) => steward)]);
    const { neighbour } = askers;
    const { dataset } = await neighbour.send<{ dataset: { title: string } }>(
      'query ($id: ID!) { dataset(id: $id) { title } }',
      { id: ids.dataset },
    );
    const { proposePolicy } = await neighbour.send<{ proposePolicy: { sentences: object } }>(PROPOSE, {
      input: { federationId: ids.theirFederation, document: naming(ids.dataset) },
    });
    expect(JSON.stringify(proposePolicy.sentences)).not.toContain(dataset.title);
    const own = await neighbour.send(PROPOSE, {
      input: { federationId: ids.theirFederation, document: naming(ids.theirDataset) },
    });
    expect(JSON.stringify(own)).toContain('Persone');
  });
});

const TUS = { 'tus-resumable': '1.0.0', 'upload-offset': '0' };
const recordsOf = (organisation: string) => `records.csv?purpose=ACADEMIC_RESEARCH&organisation=${organisation}`;

const authorization = ({ token }: Member) => (token ? { authorization: `Bearer ${token}` } : {});

const post = (world: World, by: Member, query: string, variables: object) =>
  world.app.inject({
    method: 'POST',
    url: '/graphql',
    headers: { ...authorization(by), 'content-type': 'application/json' },
    payload: JSON.stringify({ query, variables }),
  });

/** Every argument, and every field of an input, that is an id: `Mutation.castVote(input.ballotId)`. */
function placesOfIds(): string[] {
  const inside = (path: string, { type }: GraphQLArgument | GraphQLInputField): string[] => {
    const named = getNamedType(type);
    if (named.name === 'ID') return [path];
    if (!isInputObjectType(named)) return [];
    return Object.values(named.getFields()).flatMap((field) => inside(`${path}.${field.name}`, field));
  };
  const schema = buildSchema(SCHEMA);
  const roots = [schema.getQueryType(), schema.getMutationType()].filter((type): type is GraphQLObjectType => !!type);
  return roots.flatMap((root) =>
    Object.values(root.getFields()).flatMap(({ name, args }) =>
      args.flatMap((argument) => inside(argument.name, argument)).map((path) => `${root.name}.${name}(${path})`),
    ),
  );
}

async function eventsAbout(world: World, id: string): Promise<number> {
  return (await world.database.query('select 1 from platform.event where strpos(facts, $1) > 0', [id])).length;
}

type Permission = (typeof ALL)['permissions'][number];

/** Lets researchers read one proposal, or stewards one dataset. */
const reading = (subject: 'Ballot' | 'Dataset', id: string, organisation: string): Permission => {
  const role = subject === 'Ballot' ? 'researcher' : 'steward';
  const assignee = { type: 'role' as const, role, organisations: [organisation as OrganisationId] } as const;
  const rule = { assignee: { ...assignee, organisations: [...assignee.organisations] }, where: { id: { $eq: id } } };
  return subject === 'Ballot' ? { ...rule, actions: ['read'], subject } : { ...rule, actions: ['read'], subject };
};
