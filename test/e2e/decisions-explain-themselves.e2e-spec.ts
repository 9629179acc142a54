import type { PolicyDocument } from '#policy';
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
import { World } from '../support/world';

const CLAUSE = 'clauses { address effect title resolution lastDay adoption { statuteNumber } sentence(language: EN) }';
const EXPLAIN = `query ($input: ExplainAccessInput!) { explainAccess(input: $input) {
  outcome until instead refusal { code } alternative { dimensions } requires { type count } ${CLAUSE} } }`;
const REQUEST = 'mutation ($input: RequestExtractInput!) { requestExtract(input: $input) { id } }';
const DECISIONS = `query ($id: ID!) { extract(id: $id) { decisions { occasion granted code policyRevision
  clauses { address title } } } }`;
const EXTRACTS = '{ extracts { items { id state refusal { code } decisions { granted code } } } }';
const WHY = '{ extracts { items { refusal { message } } } }';
const SEEN = `query ($input: CatalogueAsInput!) { catalogueAs(input: $input) {
  items { title description actions } } }`;
const DATASET = 'query ($id: ID!) { dataset(id: $id) { title description contributors schema } }';
const FOUND = 'query ($text: String!) { datasets(text: $text) { items { title } } }';
const PROPOSE = 'mutation ($input: ProposePolicyInput!) { proposePolicy(input: $input) { id } }';
const COVERAGE = `query ($id: ID!) { proposal(id: $id) { coverage { uncovered { title } uncoveredTotal
  idle { clause { address } reason } contradictions { permission { address policyTitle } prohibition { address } }
  wider { clause { address } respects } } } }`;

const LAST_DAY = new Date(Date.now() + 200 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

type Explained = { explainAccess: Record<string, unknown> };

describe('decisions that explain themselves', () => {
  let world: World;
  let coops: readonly Cooperative[];
  let researcher: Member;
  let member: Member;
  let auditor: Member;
  let universityId: string;
  let datasetId: string;

  const rule = (change: object) => ({
    assignee: { type: 'role', role: 'researcher', organisations: [universityId] },
    actions: ['requestExtract'],
    subject: 'Dataset',
    where: 'everything',
    ...change,
  });
  const use = (change: object) =>
    rule({
      purposes: ['ResearchAndDevelopment'],
      dimensions: [{ finest: 'zone' }, 'need'],
      measures: ['hours'],
      terms: { minPeople: 10, minContributors: 3 },
      ...change,
    });
  const document = (change: object) =>
    ({
      schema: 'granaio-policy/1',
      title: 'Ricerca sui bisogni',
      permissions: [],
      prohibitions: [],
      validUntil: LAST_DAY,
      ...change,
    }) as unknown as PolicyDocument;
  const ask = async (by: Member, input: object) =>
    (await by.send<Explained>(EXPLAIN, { input: { subject: 'DATASET', id: datasetId, ...input } })).explainAccess;
  const wish = (change: object = {}) => ({
    input: { datasetId, purpose: 'ACADEMIC_RESEARCH', dimensions: ['zone', 'need'], measures: ['hours'], ...change },
  });

  beforeAll(async () => {
    world = await World.start({ policy: membersMay('read', 'propose', 'vote') });
    coops = await threeCooperatives(world);
    universityId = await world.organisation('Università', { kind: 'enablingOrganisation', affiliated: false });
    researcher = await world.person('Rita', universityId as never, 'researcher');
    const [aurora] = coops as [Cooperative];
    member = await world.person('Mara', aurora.id, 'member');
    auditor = await world.person('Aldo', aurora.id, 'auditor');
    datasetId = await publishServiceUsers(world, aurora);
    for (const [at, name] of (['aurora', 'dora', 'sangone'] as const).entries()) {
      await contribute(world, coops[at] as Cooperative, datasetId, usersOf(name));
    }
  });
  afterAll(() => world.stop());

  it('say before the vote that nothing permits it, and to whom it matters only', async () => {
    const about = { action: 'REQUEST_EXTRACT', personId: researcher.id };
    expect(await ask(auditor, about)).toMatchObject({ outcome: 'REFUSED', clauses: [], instead: [] });
    expect(await ask(coops[0]?.steward as Member, about)).toMatchObject({ outcome: 'REFUSED' });
    await expect(ask(member, about)).rejects.toMatchObject({ code: 'PERSON.MISSING' });
    await expect(ask(researcher, { action: 'DISCOVER' })).rejects.toMatchObject({ code: 'DATASET.MISSING' });
    expect(await ask(member, { action: 'DISCOVER' })).toMatchObject({
      outcome: 'ALLOWED',
      instead: ['READ', 'READ_METADATA'],
    });
  });

  it('show before the vote what the rules miss, repeat and widen', async () => {
    const { proposePolicy } = await member.send<{ proposePolicy: { id: string } }>(PROPOSE, {
      input: {
        federationId: world.federationId,
        document: document({
          permissions: [
            use({}),
            rule({ actions: ['read'], where: { needCategory: { $eq: 'urbanStatistics' } } }),
            rule({ actions: ['read'], assignee: { type: 'role', role: 'steward', organisations: 'federation' } }),
          ],
          prohibitions: [
            rule({ actions: ['read'], assignee: { type: 'role', role: 'steward', organisations: 'federation' } }),
          ],
        }),
      },
    });
    expect(await member.send(COVERAGE, { id: proposePolicy.id })).toEqual({
      proposal: {
        coverage: {
          ...{ uncovered: [], uncoveredTotal: 0 },
          idle: [{ clause: { address: 'permissions/1' }, reason: 'NO_RECORD' }],
          contradictions: [
            {
              permission: { address: 'permissions/2', policyTitle: 'Ricerca sui bisogni' },
              prohibition: { address: 'prohibitions/0' },
            },
          ],
          wider: [
            { clause: { address: 'permissions/0' }, respects: null },
            { clause: { address: 'permissions/1' }, respects: ['PEOPLE'] },
          ],
        },
      },
    });
  });

  it('name the clause, the vote and the statute by which they are made, and until when', async () => {
    const ballotId = await adopt(
      world,
      document({
        permissions: [rule({ actions: ['discover'] }), use({})],
        prohibitions: [rule({ columns: ['cost'] })],
      }),
      coops.map(({ steward }) => steward),
    );
    const asked = { purpose: 'ACADEMIC_RESEARCH', dimensions: ['zone'], measures: ['hours'] };
    expect(await ask(researcher, { action: 'REQUEST_EXTRACT', ...asked })).toEqual({
      ...{ outcome: 'ALLOWED', until: LAST_DAY, refusal: null, alternative: null, requires: [] },
      instead: ['DISCOVER'],
      clauses: [
        {
          ...{ address: 'permissions/1', effect: 'PERMISSION', title: 'Ricerca sui bisogni' },
          ...{ resolution: ballotId, lastDay: LAST_DAY, adoption: { statuteNumber: 1 } },
          sentence: expect.stringContaining('The researchers of “Università” may request aggregates') as string,
        },
      ],
    });
  });

  it('name, where they refuse, the code and the nearest that is permitted', async () => {
    const asked = { purpose: 'ACADEMIC_RESEARCH', dimensions: ['zone', 'age_band'], measures: [] };
    expect(await ask(researcher, { action: 'REQUEST_EXTRACT', ...asked })).toMatchObject({
      outcome: 'REFUSED',
      refusal: { code: 'EXTRACT.OUTSIDE_POLICY' },
      alternative: { dimensions: ['zone', 'need'] },
    });
  });

  it('keep what they were made by: when it was asked for, when it ran, and refusals too', async () => {
    const { requestExtract } = await researcher.send<{ requestExtract: { id: string } }>(REQUEST, wish());
    await world.settle();
    const { extract } = await researcher.send<{ extract: { decisions: object[] } }>(DECISIONS, {
      id: requestExtract.id,
    });
    const clauses = [{ address: 'permissions/1', title: 'Ricerca sui bisogni' }];
    expect(extract.decisions).toEqual(
      ['REQUEST', 'RUN'].map((occasion) => ({
        ...{ occasion, granted: true, code: null, clauses },
        policyRevision: expect.any(Number) as number,
      })),
    );
    await expect(researcher.send(REQUEST, wish({ purpose: 'PUBLIC_BENEFIT' }))).rejects.toMatchObject({
      code: 'EXTRACT.OUTSIDE_POLICY',
    });
    expect(await researcher.send(EXTRACTS)).toMatchObject({
      extracts: {
        items: [
          { state: 'REFUSED', decisions: [{ granted: false, code: 'EXTRACT.OUTSIDE_POLICY' }] },
          {
            state: 'RELEASED',
            decisions: [
              { granted: true, code: null },
              { granted: true, code: null },
            ],
          },
        ],
      },
    });
  });

  it('are said in the language of whoever reads them, and as they were said where that is all that was kept', async () => {
    const speak = (language: string) =>
      world.database.query('update identity.person set language = $2 where id = $1', [researcher.id, language]);
    const why = async () => {
      const { extracts } = await researcher.send<{ extracts: { items: { refusal: { message: string } | null }[] } }>(
        WHY,
      );
      return extracts.items.flatMap(({ refusal }) => (refusal ? [refusal.message] : []));
    };
    const [english] = await why();
    expect(english).toMatch(/^The policy “Ricerca sui bisogni” does not cover: /);
    await speak('it');
    expect((await why()).join()).toMatch(
      /^Le regole in vigore non comprendono tutto ciò che ha chiesto\. Consentono: .*, per zone, need, con hours\.$/,
    );
    await world.database.query("update extracts.extract set refusal = refusal - 'details' where state = 'refused'");
    expect(await why()).toEqual([english]);
    await speak('en');
  });

  it('let whoever decides look with the eyes of others, and no further than their own', async () => {
    const as = (input: object) => member.send(SEEN, { input: { federationId: world.federationId, ...input } });
    expect(await as({ as: 'RESEARCHER', organisationId: universityId })).toEqual({
      catalogueAs: {
        items: [{ title: 'Service users', description: null, actions: ['DISCOVER', 'REQUEST_EXTRACT'] }],
      },
    });
    expect(await as({ as: 'PUBLIC' })).toEqual({ catalogueAs: { items: [] } });
    await expect(as({ as: 'STEWARD' })).rejects.toMatchObject({ code: 'POLICY.ORGANISATION_NEEDED' });
    await expect(
      researcher.send(SEEN, { input: { federationId: world.federationId, as: 'PUBLIC' } }),
    ).rejects.toMatchObject({ code: 'FEDERATION.MISSING' });
  });

  describe('hide what may not be known', () => {
    it('from who may only know that the dataset exists', async () => {
      expect(await researcher.send(DATASET, { id: datasetId })).toEqual({
        dataset: { title: 'Service users', description: null, contributors: null, schema: null },
      });
      expect(await researcher.send(FOUND, { text: 'One row' })).toEqual({ datasets: { items: [] } });
      expect(await member.send(FOUND, { text: 'One row' })).toMatchObject({ datasets: { items: [{}] } });
    });

    it('a column, to the letter as one that does not exist', async () => {
      const refusal = async (column: string) => {
        const failure = await researcher.send(REQUEST, wish({ measures: [column] })).catch((error: unknown) => error);
        return JSON.stringify(failure, ['code', 'details', 'columns', 'known']).replaceAll(column, '?');
      };
      expect(await refusal('cost')).toBe(await refusal('nothing_of_the_sort'));
      expect(await refusal('cost')).toContain('EXTRACT.UNKNOWN_COLUMN');
    });
  });
});
