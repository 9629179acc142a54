import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { readConfig } from '#platform';
import { newId, type ContributionId } from '#kernel';
import { openWarehouse, parseTableSchema } from '#warehouse';
import { readCensus, type Census, type Section } from './census';

const TORINO = resolve(__dirname, '../../../../../shared/data/territorial/torino');
const present = existsSync(TORINO);
if (!present) console.warn(`The census of Torino is not at ${TORINO}; its tests are skipped.`);

(present ? describe : describe.skip)('the census of Torino', () => {
  let census: Census;

  beforeAll(async () => {
    census = await readCensus(TORINO);
  });

  it('counts every resident', () => {
    expect(census.sections).toHaveLength(3_713);
    expect(census.residents).toBe(872_367n);
    expect(sum(census.sections, 'foreigners')).toBe(110_814);
    expect(sum(census.sections, 'families')).toBe(419_449);
    expect(sum(census.sections, 'dwellings')).toBe(411_264);
  });

  it('names the three sections that match no zone', () => {
    expect(census.unmatched.map(({ number }) => number).sort()).toEqual(['8888884', '8888886', '8888888']);
    expect(sum(census.unmatched, 'residents')).toBe(1_947);
    expect(census.unmatched.every(({ district }) => district === '')).toBe(true);
  });

  it('puts the residents into the eight districts', () => {
    const residents = [1, 2, 3, 4, 5, 6, 7, 8].map((district) =>
      sum(
        census.sections.filter((section) => section.district === String(district)),
        'residents',
      ),
    );
    expect(residents).toEqual([74_019, 138_595, 127_187, 95_238, 121_608, 102_188, 83_381, 128_204]);
  });

  it('keeps every zone within one district, and knows all 94 of them', () => {
    const districts = new Map<string, Set<string>>();
    for (const { zone, district } of census.sections) {
      districts.set(zone, (districts.get(zone) ?? new Set()).add(district));
    }
    districts.delete('');
    expect([...districts.values()].every(({ size }) => size === 1)).toBe(true);
    expect(new Set([...districts.keys()].map((zone) => zone.split('/')[0])).size).toBe(94);
  });

  it('is accepted whole, from three organisations that stand behind nearly every zone', async () => {
    const schema = parseTableSchema(census.schema);
    const folder = await mkdtemp(join(tmpdir(), 'granaio-census-'));
    const { warehouse, rows } = await openWarehouse(readConfig({ GRANAIO_DATA: folder, WAREHOUSE_MEMORY_MB: '256' }));
    await mkdir(join(folder, 'tmp'), { recursive: true });
    const sources = [];
    for (const [at, bytes] of census.contributions.entries()) {
      const [csvPath, path] = [join(folder, 'tmp', `${at}.csv`), join(folder, 'tmp', `${at}.parquet`)];
      await writeFile(csvPath, bytes);
      expect(await warehouse.ingest({ input: { kind: 'asIs', csvPath }, parquetPath: path, schema })).toMatchObject({
        findings: [],
      });
      const contributionId = newId<ContributionId>();
      const { sha256 } = await rows.keep(contributionId, path);
      sources.push({ file: { sha256, contributionId }, contributor: `organisation ${at}` });
    }
    const { cells } = await warehouse.aggregate({ sources, schema, dimensions: ['zone'], measures: ['foreigners'] });
    await warehouse.stop();
    await rm(folder, { recursive: true });

    expect(cells.find(({ codes }) => codes[0] === '_T')).toMatchObject({ people: 872_367n, sums: [110_814n] });
    expect(cells.find(({ codes }) => codes[0] === '_U')).toMatchObject({ people: 1_947n, contributors: 3 });
    expect(cells.filter(({ contributors }) => contributors === 3).length).toBeGreaterThan(90);
  });
});

const sum = (sections: readonly Section[], column: 'residents' | 'foreigners' | 'families' | 'dwellings') =>
  sections.reduce((total, section) => total + section[column], 0);
