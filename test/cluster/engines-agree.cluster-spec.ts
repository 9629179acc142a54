import { newId, type ContributionId } from '#kernel';
import { readConfig } from '#platform';
import { openWarehouse, type AggregateQuery, type Source, type TableSchema } from '#warehouse';
import fc from 'fast-check';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ObjectStore } from '../support/s3';
import { ClickHouseCluster } from './cluster';
import { clusterVariables, SHELF_BUCKET } from './store';

type Opened = Awaited<ReturnType<typeof openWarehouse>>;

const grown: TableSchema = {
  fields: [
    { name: 'zone', type: 'string', disclosureRole: 'dimension' },
    { name: 'need', type: 'string', disclosureRole: 'dimension' },
    { name: 'year', type: 'integer', disclosureRole: 'dimension' },
    { name: 'rate', type: 'decimal', scale: 1, disclosureRole: 'dimension' },
    { name: 'free', type: 'boolean', disclosureRole: 'dimension' },
    { name: 'since', type: 'date', disclosureRole: 'dimension' },
    { name: 'hours', type: 'integer', disclosureRole: 'measure' },
    { name: 'cost', type: 'decimal', scale: 3, disclosureRole: 'measure' },
    { name: 'residents', type: 'integer', disclosureRole: 'weight' },
    { name: 'person', type: 'string', disclosureRole: 'directIdentifier', pseudonym: true },
  ],
  personKey: 'person',
  mostRowsPerPerson: 2,
};
/** The schema as it was when the oldest files were written. */
const young: TableSchema = {
  fields: grown.fields.filter(({ name }) => name !== 'need' && name !== 'cost' && name !== 'person'),
};

const row = fc.record({
  zone: fc.constantFrom('Z1', 'Zà', '007', 'NA', 'l\'a\\"b"', 'it\\', ''),
  need: fc.constantFrom('casa', 'cura, altro', ''),
  year: fc.constantFrom('', '2024', '-1'),
  rate: fc.constantFrom('', '0.5', '-2.0', '10.0'),
  free: fc.constantFrom('', 'true', 'false'),
  since: fc.constantFrom('', '1900-01-01', '2026-11-22'),
  hours: fc.option(fc.bigInt(-(2n ** 63n), 2n ** 63n - 1n)).map((hours) => String(hours ?? '')),
  cost: fc.bigInt(-(10n ** 14n), 10n ** 14n).map((cost) => `${cost}.125`),
  residents: fc.bigInt(0n, 3n).map(String),
  person: fc.integer({ min: 1, max: 5 }).map((person) => String(person).padStart(64, 'abc0')),
});
const file = fc.record({
  contributor: fc.integer({ min: 0, max: 70 }).map((at) => `cooperative ${at}`),
  isYoung: fc.boolean(),
  rows: fc.array(row, { minLength: 1, maxLength: 12 }),
});
const questions = fc.array(
  fc.record({
    dimensions: fc.subarray(['zone', 'need', 'year', 'rate', 'free', 'since'], { maxLength: 4 }),
    measures: fc.subarray(['hours', 'cost']),
    withLargest: fc.boolean(),
    withOutside: fc.boolean(),
    withShares: fc.boolean(),
    withPersons: fc.boolean(),
    boundsPersons: fc.boolean(),
    recordSecret: fc.constantFrom(undefined, '5a'.repeat(32)),
  }),
  { minLength: 2, maxLength: 4 },
);

/** What the modules' container would do. */
const shutDown = (rows: Opened['rows'] & { readonly onApplicationShutdown?: () => void }) =>
  rows.onApplicationShutdown?.();

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;

// Three servers share what is left of a machine that may be busy.
jest.setTimeout(600_000);

describe('the embedded engine and the cluster', () => {
  let cluster: ClickHouseCluster;
  let store: ObjectStore;
  let directory: string;
  let embedded: Opened;
  let distributed: Opened;

  beforeAll(async () => {
    cluster = await ClickHouseCluster.start(3);
    store = await ObjectStore.start(SHELF_BUCKET);
    directory = await mkdtemp(join(tmpdir(), 'granaio-cluster-'));
    await mkdir(join(directory, 'tmp'));
    embedded = await openWarehouse(readConfig({ GRANAIO_DATA: directory }));
    distributed = await openWarehouse(readConfig({ GRANAIO_DATA: directory, ...clusterVariables(cluster, store) }));
  });
  afterAll(async () => {
    await Promise.all([embedded, distributed].map(({ warehouse }) => warehouse.stop()));
    shutDown(distributed.rows);
    await cluster.stop();
    await store.stop();
    await rm(directory, { recursive: true, force: true });
  });

  const keep = async (schema: TableSchema, rows: readonly Record<string, string>[], contributor: string) => {
    const names = schema.fields.map(({ name }) => name);
    const lines = [names, ...rows.map((one) => names.map((name) => quoted(one[name] ?? '')))];
    const [csvPath, parquetPath] = ['csv', 'parquet'].map((suffix) => join(directory, 'tmp', `${newId()}.${suffix}`));
    await writeFile(csvPath ?? '', lines.map((line) => line.join(',')).join('\n'));
    const input = { kind: 'asIs', csvPath: csvPath ?? '' } as const;
    const report = await embedded.warehouse.ingest({ input, parquetPath: parquetPath ?? '', schema });
    expect(report.findings).toEqual([]);
    const contributionId = newId<ContributionId>();
    const { sha256 } = await embedded.rows.keep(contributionId, parquetPath ?? '');
    return { file: { contributionId, sha256 }, contributor };
  };

  const bothAnswer = async (query: AggregateQuery) => {
    const one = await embedded.warehouse.aggregate(query);
    expect(await distributed.warehouse.aggregate(query)).toEqual(one);
    return one;
  };

  it('count the same people and sums, whatever the rows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 8 }), questions, async (files, asked) => {
        const sources: Source[] = [];
        for (const { contributor, isYoung, rows } of files) {
          sources.push(await keep(isYoung ? young : grown, rows, contributor));
        }
        for (const question of asked) await bothAnswer({ sources, schema: grown, ...question });
      }),
      { numRuns: 12 },
    );
  });

  it('count the same values on a grid', async () => {
    const bounds = { minimum: '-100000000000001', maximum: '100000000000001', grid: '30000000000.125' };
    const fields = grown.fields.map((field) => (field.name === 'cost' ? { ...field, ...bounds } : field));
    const unweighted = fields.filter(({ disclosureRole }) => disclosureRole !== 'weight');
    const schemas = [{ ...grown, fields }, { ...grown, fields: unweighted }, { fields }, { fields: unweighted }];
    await fc.assert(
      fc.asyncProperty(fc.array(file, { minLength: 1, maxLength: 4 }), async (files) => {
        const sources: Source[] = [];
        for (const { contributor, isYoung, rows } of files)
          sources.push(await keep(isYoung ? young : grown, rows, contributor));
        for (const schema of schemas) {
          const query = { sources, schema, dimensions: ['zone', 'year'], measure: 'cost' };
          expect(await distributed.warehouse.countOnGrid(query)).toEqual(await embedded.warehouse.countOnGrid(query));
        }
      }),
      { numRuns: 5 },
    );
  });

  it('count columns that are called like the engine’s own', async () => {
    const [zone, hours] = young.fields.filter(({ name }) => name === 'zone' || name === 'hours');
    if (!zone || !hours) throw new Error('The schema has other columns.');
    const names = ['f', 'c', 'd0', 'p', 's0', 'w', 'b', 'n', 'person', 'told', 'behind', 'whose', 't', 'contributors'];
    for (const [at, name] of names.entries()) {
      const other = names[(at + 1) % names.length] ?? '';
      const schema = {
        fields: [
          { ...zone, name },
          { ...hours, name: other },
        ],
      };
      const rows = [
        { [name]: 'Z1', [other]: '5' },
        { [name]: 'Z2', [other]: '7' },
      ];
      const sources = [await keep(schema, rows, 'cooperative 1'), await keep(schema, rows, 'cooperative 2')];
      const details = { withLargest: true, withOutside: true, withShares: true };
      const { cells } = await bothAnswer({ sources, schema, dimensions: [name], measures: [other], ...details });
      expect(cells.map(({ sums }) => sums)).toEqual([[10n], [14n], [24n]]);
    }
  });

  it('keep more contributors apart than a word has bits', async () => {
    const sources: Source[] = [];
    for (let at = 0; at < 130; at += 1) {
      const rows = [{ zone: 'Z1', hours: String(at), residents: '1', year: '', rate: '', free: '', since: '' }];
      sources.push(await keep(young, rows, `cooperative ${at}`));
    }
    const { cells } = await bothAnswer({
      sources,
      schema: young,
      dimensions: ['zone'],
      measures: [],
      withLargest: false,
    });
    expect(cells.map(({ contributors }) => contributors)).toEqual([130, 130]);
  });

  it('lose destroyed rows alike: nothing of them is left where the servers read', async () => {
    const source = await keep(young, [{ zone: 'Z1', hours: '5', residents: '1' }], 'cooperative 1');
    const query = { sources: [source], schema: young, dimensions: ['zone'], measures: ['hours'] };
    await bothAnswer(query);
    expect(await distributed.rows.traces(source.file)).toContain('shelf');
    await distributed.rows.destroy(source.file);
    expect(await distributed.rows.traces(source.file)).toEqual([]);
    for (const { warehouse } of [embedded, distributed]) {
      await expect(warehouse.aggregate(query)).rejects.toMatchObject({ code: 'KEY.MISSING', kind: 'conflict' });
    }
    expect(store.keys(SHELF_BUCKET).filter((key) => key.includes(source.file.sha256))).toEqual([]);
  });

  it('never count less than there is when a server is lost in the middle', async () => {
    const rows = [{ zone: 'Z1', hours: '5', residents: '1' }];
    const sources = await Promise.all(Array.from({ length: 40 }, (_, at) => keep(young, rows, `cooperative ${at}`)));
    const query = { sources, schema: young, dimensions: ['zone'], measures: ['hours'], withLargest: true };
    const whole = await bothAnswer(query);
    for (const victim of [1, 2, 0]) {
      const killed = cluster.killWhileReading(store, victim, sources[0]?.file.contributionId);
      const [answer] = await Promise.allSettled([distributed.warehouse.aggregate(query), killed]);
      await killed;
      if (answer.status === 'fulfilled') expect(answer.value).toEqual(whole);
      else expect(answer.reason).toMatchObject({ code: 'WAREHOUSE.UNAVAILABLE', kind: 'unavailable' });
      if (victim === 0) expect(answer.status).toBe('rejected');
      expect(await distributed.warehouse.aggregate(query)).toEqual(whole);
      await cluster.restart(victim);
    }
  });

  it('say clearly that no server is there', async () => {
    await Promise.all([0, 1, 2].map((at) => cluster.kill(at)));
    const source = await keep(young, [{ zone: 'Z1', hours: '5', residents: '1' }], 'cooperative 1');
    await expect(
      distributed.warehouse.aggregate({ sources: [source], schema: young, dimensions: [], measures: [] }),
    ).rejects.toMatchObject({ code: 'WAREHOUSE.UNAVAILABLE', details: { reason: 'NO_SERVER' } });
    await Promise.all([0, 1, 2].map((at) => cluster.restart(at)));
  });
});
