import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { protectTable, type Table } from '#disclosure';
import { readConfig } from '#platform';
import { openWarehouse, parseTableSchema, type Warehouse } from '#warehouse';
import { NEEDS, serviceUsersSchema, ZONES } from './dataset-schemas';
import { serviceUsers, toCsv, withMistakes } from './service-users';

const recipe = { seed: 20261122, rows: 1_500 };
const cooperatives = ['aurora', 'dora', 'sangone'];
const everyone = cooperatives.map((cooperative) => serviceUsers({ ...recipe, cooperative }));
const aurora = everyone[0] ?? [];

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + BigInt(number), 0n);

describe('serviceUsers', () => {
  it('invents the same people from the same recipe, and others from another', () => {
    expect(toCsv(serviceUsers({ ...recipe, cooperative: 'aurora' }), 'plain')).toEqual(toCsv(aurora, 'plain'));
    expect(serviceUsers({ ...recipe, seed: 1, cooperative: 'aurora' })).not.toEqual(aurora);
    expect(everyone[1]).not.toEqual(aurora);
  });

  it('adds up to the same totals on every machine', () => {
    expect(sum(aurora.map(({ tenthsOfHours }) => tenthsOfHours))).toBe(137_155n);
    expect(sum(aurora.map(({ cents }) => cents))).toBe(32_424_266n);
  });

  it('leaves most cells of zone and need fit to be published, and some not', async () => {
    const { cells, primary } = await protectTable(zoneByNeed(), { minPeople: 10, minContributors: 3 });
    const inner = cells.filter(({ codes }) => !codes.includes('_T'));
    const shown = inner.filter(({ status }) => status === 'published');
    expect(inner).toHaveLength(60);
    expect(shown.length).toBeGreaterThan(45);
    expect(primary).toBeGreaterThanOrEqual(5);
  });

  it('has a cell of few people, and a cell of many from too few cooperatives', () => {
    const { cells } = zoneByNeed();
    expect(cells.some(({ people }) => people > 0n && people < 10n)).toBe(true);
    expect(cells.some(({ people, contributors }) => people >= 10n && contributors < 3)).toBe(true);
  });
});

describe('toCsv', () => {
  it('writes plain files in UTF-8, with commas and decimal points', () => {
    const [header, ...rows] = toCsv(aurora, 'plain').toString('utf8').trim().split('\n');
    expect(header).toBe('zone,age_band,sex,need,hours,cost');
    expect(rows).toHaveLength(1_500);
    expect(rows.every((row) => /^[^,;]+(,[^,;]+){3},\d+\.\d,\d+\.\d\d$/.test(row))).toBe(true);
    expect(rows.some((row) => row.startsWith('Città Giardino,'))).toBe(true);
  });

  it('writes Italian files in Windows-1252, with semicolons and decimal commas', () => {
    const bytes = toCsv(aurora, 'italian');
    const [, row] = bytes.toString('latin1').split('\r\n');
    expect(row).toMatch(/^[^,;]+(;[^,;]+){3};\d+,\d;\d+,\d\d$/);
    expect(bytes.includes(Buffer.from([0x43, 0x69, 0x74, 0x74, 0xe0, 0x20]))).toBe(true);
  });
});

describe('the files, as the warehouse reads them', () => {
  let folder: string;
  let warehouse: Warehouse;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'granaio-demo-'));
    ({ warehouse } = await openWarehouse(readConfig({ GRANAIO_DATA: folder, WAREHOUSE_MEMORY_MB: '256' })));
    await mkdir(join(folder, 'tmp'));
  });
  afterAll(async () => {
    await warehouse.stop();
    await rm(folder, { recursive: true });
  });

  const schema = parseTableSchema(serviceUsersSchema);
  const ingest = async (bytes: Buffer) => {
    const csvPath = join(folder, 'tmp', 'file.csv');
    await writeFile(csvPath, bytes);
    return warehouse.ingest({
      input: { kind: 'asIs', csvPath },
      parquetPath: join(folder, 'tmp', 'file.parquet'),
      schema,
    });
  };

  it.each(['plain', 'italian'] as const)('are accepted whole when they are %s', async (dialect) => {
    expect(await ingest(toCsv(aurora, dialect))).toMatchObject({ findingCount: 0, rows: 1_500, people: 1_500n });
  });

  it('are rejected with exactly the mistakes that were made', async () => {
    const { bytes, findings } = withMistakes(toCsv(aurora, 'plain'));
    const report = await ingest(bytes);
    expect(report.findings.map(({ row, column, code }) => ({ row, column, code }))).toEqual(findings);
  });
});

/** Counted here by hand, with all its margins. */
function zoneByNeed(): Table {
  const cells = ['_T', ...ZONES].flatMap((zone) =>
    ['_T', ...NEEDS].map((need) => {
      const here = everyone.map(
        (users) => users.filter((u) => [u.zone, '_T'].includes(zone) && [u.need, '_T'].includes(need)).length,
      );
      return { codes: [zone, need], people: sum(here), contributors: here.filter((count) => count > 0).length };
    }),
  );
  const dimension = (name: string, leaves: readonly string[]) => ({ name, leaves, groups: [] });
  return { dimensions: [dimension('zone', ZONES), dimension('need', NEEDS)], cells };
}
