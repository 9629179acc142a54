import type { OrganisationId } from '#kernel';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Member } from '../support/member';
import { membersMay } from '../support/policies';
import { World } from '../support/world';

const SECTIONS = join(
  __dirname,
  '../../../shared/data/territorial/torino/tableCircoscrizioniSezioniDiCensimento2011.csv',
);
const label = (name: string) => ({ it: name, en: name });
const LEVELS = ['section', 'zone', 'district'].map((name) => ({ name, title: label(name) }));
const SMALL = [
  'level,code,parent,label',
  'section,s1,z1,Sezione 1',
  'section,s2,z2,Sezione 2',
  'zone,z1,d1,',
  'zone,z2,d1,',
  'district,d1,,Centro',
].join('\n');

const PUBLISH_LIST = `mutation ($input: PublishCodeListInput!) { publishCodeList(input: $input) { id version versions { codes } } }`;
const ADD_VERSION = `mutation ($input: AddCodeListVersionInput!) { addCodeListVersion(input: $input) { version } }`;
const CODES = `query ($id: ID!, $level: String, $parent: String) {
  codeListCodes(id: $id, level: $level, parent: $parent) { items { level code parent labels } } }`;
const PUBLISH = `mutation ($input: PublishDatasetInput!) { publishDataset(input: $input) { id } }`;
const UPDATE = `mutation ($input: UpdateDatasetInput!) { updateDataset(input: $input) {
  title metadata { licence themes contactPoint { email } temporal { start end } } } }`;
const DICTIONARY = `query ($id: ID!) { dictionary(datasetId: $id) { schemaNumber entries { name within codes { code labels } } } }`;
const AMEND = `mutation ($input: AmendSchemaInput!) { amendSchema(input: $input) { number breaking readableSince } }`;
const KEEP = `mutation ($input: KeepDatasetInput!) { keepDataset(input: $input) { availableFrom retentionMonths approvalNeeded } }`;
const DEPRECATE = `mutation ($input: DeprecateDatasetInput!) { deprecateDataset(input: $input) { deprecatedReason replacement { title } } }`;
const QUALITY = `query ($id: ID!) { datasetQuality(datasetId: $id, language: "en") { score of criteria { criterion points of raiseBy } } }`;
const COVERAGE = `query ($id: ID!) { contributorCoverage(datasetId: $id) { contributors organisations memberPercent sentenceEn } }`;

describe('a dataset', () => {
  let world: World;
  let cooperative: OrganisationId;
  let steward: Member;
  let member: Member;
  let stranger: Member;
  let listId: string;
  let datasetId: string;

  beforeAll(async () => {
    world = await World.start({ policy: membersMay('read') });
    cooperative = await world.organisation('Aurora');
    steward = await world.person('Ada', cooperative, 'steward');
    member = await world.person('Ben', cooperative, 'member');
    stranger = await world.person('Ugo', await world.organisation('Lontana', { affiliated: false }), 'member');
  });
  afterAll(() => world.stop());

  const of = () => ({ federationId: world.federationId, publisherId: cooperative });
  const field = (level: string, derivedFrom?: string) => ({
    ...{ name: level, type: 'string', disclosureRole: 'dimension', required: true },
    ...{ codeList: { list: listId, version: 1, level }, ...(derivedFrom && { derivedFrom }) },
  });
  const schema = (...more: object[]) => ({
    fields: [field('section'), field('district', 'section'), field('zone', 'section'), ...more],
  });
  const draft = (title: string, more: object = {}) => ({
    ...{ ...of(), title, description: 'Una riga a persona.', needCategory: 'SOCIAL_NEEDS', accessRights: 'RESTRICTED' },
    ...{ schema: schema(), ...more },
  });

  it('takes its codes from a list that a steward publishes and anybody can look up', async () => {
    const input = { ...of(), title: label('Torino'), levels: LEVELS, csv: SMALL };
    await expect(member.send(PUBLISH_LIST, { input })).rejects.toMatchObject({ code: 'POLICY.FORBIDDEN' });
    await expect(stranger.send(PUBLISH_LIST, { input })).rejects.toMatchObject({ code: 'FEDERATION.MISSING' });
    const { publishCodeList } = await steward.send<{ publishCodeList: { id: string; versions: object[] } }>(
      PUBLISH_LIST,
      { input },
    );
    expect(publishCodeList).toMatchObject({ version: 1, versions: [{ codes: 5 }] });
    listId = publishCodeList.id;
    expect(await stranger.send(CODES, { id: listId, level: 'section', parent: 'z1' })).toEqual({
      codeListCodes: { items: [{ level: 'section', code: 's1', parent: 'z1', labels: label('Sezione 1') }] },
    });
    const gap = { codeListId: listId, csv: `${SMALL}\nsection,s3,,`, note: 'Una in più.' };
    await expect(steward.send(ADD_VERSION, { input: gap })).rejects.toMatchObject({ code: 'CODELIST.INVALID' });
    await expect(steward.send(ADD_VERSION, { input: { codeListId: listId, csv: SMALL } })).rejects.toMatchObject({
      code: 'CODELIST.UNCHANGED',
    });
    const file = await world.app.inject({ url: `/code-lists/${listId}/1.csv` });
    expect(file.body.split('\r\n')[1]).toBe('section,s1,z1,Sezione 1,Sezione 1,,');
    const skos = await world.app.inject({ url: `/code-lists/${listId}/1.json` });
    expect(skos.json()).toMatchObject({
      '@type': 'ConceptScheme',
      concepts: expect.arrayContaining([expect.objectContaining({ notation: 's1' })]) as unknown,
    });
    const posted = await world.app.inject({
      ...{
        method: 'POST',
        url: `/code-lists/${listId}/versions?note=Una+in+pi%C3%B9`,
        payload: `${SMALL}\nsection,s3,z2,`,
      },
      headers: { authorization: `Bearer ${steward.token}`, 'content-type': 'text/csv' },
    });
    expect(posted.json()).toEqual({ id: listId, version: 2 });
  });

  it('is published with the codes written out, and one column within the next', async () => {
    const { publishDataset } = await steward.send<{ publishDataset: { id: string } }>(PUBLISH, {
      input: draft('Persone seguite'),
    });
    datasetId = publishDataset.id;
    const { dictionary } = await member.send<{ dictionary: { entries: object[] } }>(DICTIONARY, { id: datasetId });
    expect(dictionary.entries).toMatchObject([
      { name: 'section', within: 'zone', codes: [{ code: 's1', labels: label('Sezione 1') }, { code: 's2' }] },
      { name: 'district', within: null, codes: [{ code: 'd1' }] },
      { name: 'zone', within: 'district' },
    ]);
    await expect(stranger.send(DICTIONARY, { id: datasetId })).rejects.toMatchObject({ code: 'DATASET.MISSING' });
    const csv = await world.app.inject({
      url: `/datasets/${datasetId}/dictionary.csv`,
      headers: { authorization: `Bearer ${member.token}` },
    });
    expect(csv.body).toContain('section,s1,,,,,,,,,,,,,Sezione 1,Sezione 1');
    const page = await world.app.inject({
      url: `/datasets/${datasetId}/dictionary.html`,
      headers: { authorization: `Bearer ${member.token}` },
    });
    expect(page.body).toContain('<code>s1</code> Sezione 1');
  });

  it('is described by its publisher’s steward, and scored by what is still missing', async () => {
    const metadata = {
      ...{ licence: 'https://creativecommons.org/licenses/by/4.0/', themes: ['SOCI'], languages: ['ITA'] },
      ...{ contactPoint: { name: 'Ada', email: 'ada@example.org' }, temporal: { start: '2026-01-01', end: null } },
    };
    expect(await steward.send(UPDATE, { input: { datasetId, title: 'Persone', metadata } })).toEqual({
      updateDataset: {
        title: 'Persone',
        metadata: {
          licence: metadata.licence,
          themes: ['SOCI'],
          contactPoint: { email: 'ada@example.org' },
          temporal: metadata.temporal,
        },
      },
    });
    await expect(member.send(UPDATE, { input: { datasetId, title: 'Mio' } })).rejects.toMatchObject({
      code: 'ORGANISATION.NOT_YOURS',
    });
    await expect(
      steward.send(UPDATE, { input: { datasetId, metadata: { licence: 'javascript:alert(1)' } } }),
    ).rejects.toMatchObject({ code: 'DATASET.INVALID_METADATA' });
    const { datasetQuality } = await member.send<{ datasetQuality: { criteria: object[] } }>(QUALITY, {
      id: datasetId,
    });
    expect(datasetQuality.criteria).toContainEqual({ criterion: 'LICENCE', points: 2, of: 2, raiseBy: null });
    expect(datasetQuality.criteria).toContainEqual({ criterion: 'CODE_LISTS', points: 2, of: 2, raiseBy: null });
    expect(datasetQuality.criteria).toContainEqual({
      criterion: 'KEYWORDS',
      points: 0,
      of: 2,
      raiseBy: 'Add at least three words that somebody would look for it by.',
    });
    expect(await member.send(COVERAGE, { id: datasetId })).toEqual({
      contributorCoverage: {
        contributors: 0,
        organisations: 1,
        memberPercent: 0,
        sentenceEn: '0 of 1 organisations, 0 % of members',
      },
    });
  });

  it('has its schema amended in versions, and nobody loses anything that was not said', async () => {
    const cost = { name: 'cost', type: 'decimal', disclosureRole: 'measure', unit: 'EUR' };
    const note = 'Servono i costi.';
    const input = { datasetId, note, schema: schema(cost) };
    await expect(member.send(AMEND, { input })).rejects.toMatchObject({ code: 'ORGANISATION.NOT_YOURS' });
    expect(await steward.send(AMEND, { input })).toEqual({
      amendSchema: { number: 2, breaking: false, readableSince: 1 },
    });
    const back = { datasetId, note: 'Non servono più.', schema: schema() };
    await expect(steward.send(AMEND, { input: back })).rejects.toMatchObject({ code: 'SCHEMA.BREAKING' });
    const meant = { ...back, breaking: true, migration: { note: 'I costi non si inviano più.' } };
    expect(await steward.send(AMEND, { input: meant })).toEqual({
      amendSchema: { number: 3, breaking: true, readableSince: 1 },
    });
    const query =
      'query ($id: ID!) { schemaVersions(datasetId: $id, first: 2) { items { number note } nextCursor } schemaDifference(datasetId: $id, from: 1, to: 2) { column what effect } }';
    const seen = await member.send<{ schemaVersions: { nextCursor: string } }>(query, { id: datasetId });
    const { nextCursor: after } = seen.schemaVersions;
    expect(seen).toEqual({
      schemaVersions: {
        items: [
          { number: 3, note: back.note },
          { number: 2, note },
        ],
        nextCursor: expect.any(String) as string,
      },
      schemaDifference: [{ column: 'cost', what: 'added', effect: 'WIDENING' }],
    });
    const behind =
      'query ($id: ID!, $after: String) { schemaVersions(datasetId: $id, after: $after) { items { number } nextCursor } }';
    expect(await member.send(behind, { id: datasetId, after })).toEqual({
      schemaVersions: { items: [{ number: 1 }], nextCursor: null },
    });
    await expect(stranger.send(query, { id: datasetId })).rejects.toMatchObject({ code: 'DATASET.MISSING' });
  });

  it('is kept back until its day, and gives way to another', async () => {
    const input = {
      datasetId,
      availableFrom: '2099-01-01T00:00:00.000Z',
      retentionMonths: 24,
      approvalNeeded: 'STEWARD',
    };
    expect(await steward.send(KEEP, { input })).toMatchObject({
      keepDataset: { retentionMonths: 24, approvalNeeded: 'STEWARD' },
    });
    await expect(steward.send(KEEP, { input: { datasetId, retentionMonths: 0 } })).rejects.toMatchObject({
      code: 'DATASET.INVALID_LIFE',
    });
    const other = await steward.send<{ publishDataset: { id: string } }>(PUBLISH, {
      input: draft('Persone seguite, 2027'),
    });
    const deprecation = { datasetId, reason: 'C’è di meglio.', replacedBy: other.publishDataset.id };
    expect(await steward.send(DEPRECATE, { input: deprecation })).toEqual({
      deprecateDataset: { deprecatedReason: 'C’è di meglio.', replacement: { title: 'Persone seguite, 2027' } },
    });
    expect(await world.auditTrail()).toMatch(
      /code-list\.published.*dataset\.described.*dataset\.schema-amended.*dataset\.kept.*dataset\.deprecated/,
    );
  });

  const real = existsSync(SECTIONS) ? it : it.skip;
  real('takes the sections of a real city, with the zones and districts that they lie in', async () => {
    const rows = readFileSync(SECTIONS, 'latin1')
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(';'));
    const pairs = (level: string, code: number, parent?: number) =>
      [...new Map(rows.map((row) => [row[code] ?? '', parent === undefined ? '' : (row[parent] ?? '')]))].map(
        ([one, above]) => `${level},${one},${above}`,
      );
    const csv = ['level,code,parent', ...pairs('section', 0, 1), ...pairs('zone', 1, 2), ...pairs('district', 2)].join(
      '\n',
    );
    const input = { ...of(), title: label('Torino 2011'), levels: LEVELS, csv };
    const { publishCodeList } = await steward.send<{ publishCodeList: { id: string; versions: object[] } }>(
      PUBLISH_LIST,
      { input },
    );
    expect(publishCodeList.versions).toEqual([{ codes: 3_850 + 94 + 8 }]);
    const districts = await member.send<{ codeListCodes: { items: { code: string }[] } }>(CODES, {
      id: publishCodeList.id,
      level: 'district',
    });
    expect(districts.codeListCodes.items.map(({ code }) => code).sort()).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
      '7',
      '8',
    ]);
  });
});
