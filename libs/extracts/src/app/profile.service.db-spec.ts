import {
  CodeListService,
  codesFromCsv,
  LifeService,
  SchemaService,
  VersionService,
  type CodeListId,
  type Dataset,
} from '#catalogue';
import { parsePolicy, type Actor } from '#policy';
import type { TableSchema } from '#warehouse';
import { text } from 'node:stream/consumers';
import { Commons, SYSTEM } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { ExtractService } from './extract.service';
import { ProfileService } from './profile.service';
import { RunService } from './run.service';
import { VersionDifferenceService } from './version-difference.service';

const label = (name: string) => ({ it: name, en: name });
const LEVELS = ['section', 'district'].map((name) => ({ name, title: label(name) }));
const CODES = ['level,code,parent', 'section,s1,d1', 'section,s2,d1', 'section,s3,d2', 'district,d1,', 'district,d2,'];
const PURPOSE = 'AcademicResearch';
const csv = (...sections: string[]) =>
  `section,need,hours\n${sections.map((one) => `${one},casa,2\n`.repeat(5)).join('')}`;

describe('what is in a dataset', () => {
  let commons: Commons;
  let dataset: Dataset;
  let list: CodeListId;
  let ben: Actor;

  beforeAll(async () => {
    commons = await Commons.start();
    await commons.enact(membersMay('read'));
    const [publisherId] = commons.cooperatives as [Dataset['publisherId']];
    const published = await commons.get(CodeListService).publish(await commons.steward(0), {
      ...{ federationId: commons.federationId, publisherId, title: label('Torino'), levels: LEVELS, note: '' },
      ...{ codes: codesFromCsv(CODES.join('\n')), valid: { start: null, end: null } },
    });
    list = published.id;
    dataset = await commons.publish(schema());
    for (const at of [0, 1, 2]) await commons.contribute(dataset, at, csv('s1', 's2', 's3'));
    ben = await commons.actor(await commons.person(publisherId, 'member'));
  });
  afterAll(() => commons.stop());

  const schema = (...more: TableSchema['fields']): TableSchema => {
    const placed = { type: 'string', disclosureRole: 'dimension', required: true } as const;
    return {
      fields: [
        { name: 'section', ...placed, codeList: { list, version: 1, level: 'section' } },
        { name: 'district', ...placed, codeList: { list, version: 1, level: 'district' }, derivedFrom: 'section' },
        { name: 'need', type: 'string', disclosureRole: 'dimension', categories: ['casa', 'cura'] },
        { name: 'hours', type: 'integer', disclosureRole: 'measure', minimum: 0 },
        ...more,
      ],
    };
  };
  const mayUse = (action: 'preview' | 'requestExtract', minContributors = 3) =>
    parsePolicy({
      ...{ schema: 'granaio-policy/1', title: action, prohibitions: [], validUntil: null },
      permissions: [
        {
          ...{ assignee: { type: 'members' }, actions: [action], subject: 'Dataset', where: 'everything' },
          ...{ purposes: [PURPOSE], dimensions: ['section', 'district', 'need'], measures: [] },
          terms: { minPeople: 3, minContributors },
        },
      ],
    });
  const again = async () => commons.actor(ben.identity?.personId as never);

  it('is told of its columns alone where no policy lets people preview', async () => {
    const profile = await commons.get(ProfileService).of(ben, dataset.id, PURPOSE);
    expect(profile).toMatchObject({
      datasetVersion: 3,
      people: null,
      missing: null,
      refusal: { code: 'EXTRACT.NO_POLICY' },
    });
    expect(profile.columns.map(({ withheld, distribution }) => [withheld, distribution])).toEqual([
      ['notPermitted', []],
      ['notPermitted', []],
      ['notPermitted', []],
      ['notADimension', []],
    ]);
  });

  it('says of keys of rows and of persons that no value is missing there, as files are checked', async () => {
    const keyed = await commons.publish({
      fields: [
        { name: 'person', type: 'string', disclosureRole: 'directIdentifier', pseudonym: true },
        { name: 'number', type: 'string', disclosureRole: 'quasiIdentifier' },
        { name: 'need', type: 'string', disclosureRole: 'dimension', categories: ['casa'] },
      ],
      ...{ primaryKey: ['number'], personKey: 'person' },
    });
    const { columns } = await commons.get(ProfileService).of(await commons.steward(0), keyed.id, PURPOSE);
    expect(columns.map(({ name, required }) => [name, required])).toEqual([
      ['person', true],
      ['number', true],
      ['need', false],
    ]);
  });

  it('is extracted by a district that no file has', async () => {
    await commons.enact(mayUse('requestExtract'));
    const extracts = commons.get(ExtractService);
    const asked = { purpose: PURPOSE, dimensions: ['district'], measures: [] } as const;
    const { id } = await extracts.request(await again(), dataset.id, asked);
    await commons.get(RunService).run(SYSTEM, id);
    const [released] = await commons.db.query<{ csv: string }>(
      'select csv_sha256 as csv from extracts.release where extract_id = $1',
      [id],
    );
    const table = await text(await commons.files.open(released?.csv ?? ''));
    expect(table).toContain('d1,30,F');
    expect(table).toContain('d2,15,F');
  });

  it('is counted as the terms of previews say, levels together, and never beyond declared bounds', async () => {
    await commons.enact(mayUse('preview'));
    const { people, missing, columns, refusal } = await commons
      .get(ProfileService)
      .of(await again(), dataset.id, PURPOSE);
    expect([people, refusal, missing?.part]).toEqual([45n, null, 0n]);
    const distribution = (name: string) => columns.find((one) => one.name === name)?.distribution;
    expect(distribution('district')).toEqual([
      { code: 'd1', people: 30n },
      { code: 'd2', people: 15n },
    ]);
    expect(distribution('section')).toEqual(['s1', 's2', 's3'].map((code) => ({ code, people: 15n })));
    expect(columns.at(-1)).toMatchObject({ name: 'hours', minimum: '0', maximum: null, withheld: 'notADimension' });
    expect((await commons.journal()).at(-1)).toBe('profile.shown');
  });

  it('is compared between versions without telling what one contributor added', async () => {
    const differences = commons.get(VersionDifferenceService);
    const actor = await again();
    expect(await differences.of(actor, dataset.id, [2, 3], PURPOSE)).toEqual({
      columns: [],
      contributors: { joined: 1, left: 0, renewed: 0 },
      totals: { from: null, to: null, withheld: 'tooFewChanged' },
    });
    for (const at of [0, 1, 2]) await commons.contribute(dataset, at, csv('s1', 's2', 's3', 's3'));
    expect(await differences.of(actor, dataset.id, [3, 6], PURPOSE)).toMatchObject({
      contributors: { joined: 0, left: 0, renewed: 3 },
      totals: { from: 45n, to: 60n, withheld: null },
    });
    await expect(differences.of(actor, dataset.id, [3, 9], PURPOSE)).rejects.toMatchObject({ code: 'VERSION.MISSING' });
  });

  it('keeps its rows through a compatible amendment, and leaves them out after one that they do not meet', async () => {
    const [service, by] = [commons.get(SchemaService), await commons.steward(0)];
    const cost = { name: 'cost', type: 'integer', disclosureRole: 'measure' } as const;
    const amending = { datasetId: dataset.id, note: 'Servono i costi.', breaking: false, migration: null };
    await service.amend(by, { ...amending, schema: schema(cost) });
    const widened = await commons.get(VersionService).latest(dataset.id);
    expect(widened).toMatchObject({ number: 7, schemaNumber: 2 });
    expect(widened?.parts).toHaveLength(3);
    expect((await commons.get(ProfileService).of(await again(), dataset.id, PURPOSE)).people).toBe(60n);
    const migration = { note: 'Mandate di nuovo i file.', renamed: [] };
    await service.amend(by, { ...amending, schema: schema({ ...cost, required: true }), breaking: true, migration });
    expect(await commons.get(VersionService).latest(dataset.id)).toMatchObject({
      number: 8,
      schemaNumber: 3,
      parts: [],
    });
    const late = { ...widened?.parts[0], schemaNumber: 2 } as never;
    await expect(commons.work((tx) => commons.get(VersionService).accept(tx, dataset.id, late))).rejects.toMatchObject({
      ...{ kind: 'conflict', code: 'SCHEMA.AMENDED' },
    });
  });

  it('is not drawn from before its embargo ends', async () => {
    const availableFrom = new Date(Date.now() + 86_400_000);
    const life = commons.get(LifeService);
    await life.keep(await commons.steward(0), dataset.id, { availableFrom });
    const asked = { purpose: PURPOSE, dimensions: ['need'], measures: [] } as const;
    const request = async () => commons.get(ExtractService).request(await again(), dataset.id, asked);
    await expect(request()).rejects.toMatchObject({ code: 'DATASET.EMBARGOED' });
    await life.keep(await commons.steward(0), dataset.id, { availableFrom: null });
    expect(await request()).toMatchObject({ state: 'granted' });
  });
});
