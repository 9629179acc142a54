import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TableSchema } from '../domain/field';
import { headerKey, splitRecord } from '../domain/dialect';
import { dimension, measure, WarehouseFixture } from './spec-support';

const DATA = join(__dirname, '../../../../../shared/data');
const present = existsSync(DATA);
if (!present) console.warn(`Skipped: checks against published data, which is not at ${DATA}.`);

/** Every column of a file as text, apart from those named otherwise. */
function schemaOf(path: string, others: TableSchema['fields'] = []): TableSchema {
  const head = readFileSync(path, 'utf8').slice(0, 20_000);
  const delimiter = head.split('\n', 1)[0]?.includes(';') ? ';' : ',';
  const names = (splitRecord(head, delimiter)?.cells ?? []).map(headerKey);
  const safe = names.filter((name) => /^[a-z][a-z0-9_]*$/.test(name));
  return { fields: safe.map((name) => others.find((field) => field.name === name) ?? dimension(name)) };
}

(present ? describe : describe.skip)('published data', () => {
  let fixture: WarehouseFixture;
  beforeAll(() => {
    fixture = new WarehouseFixture();
  });
  afterAll(() => fixture.close());

  const ingest = async (path: string, schema: TableSchema) => {
    const { report, parquetPath } = await fixture.ingest(readFileSync(path), schema);
    return { report, sources: [{ file: await fixture.keep(parquetPath), contributor: 'istat' }], schema };
  };

  it('counts the residents of Torino, 872,367, in 3,713 census sections', async () => {
    const path = join(DATA, 'territorial/torino/Torino_cpa_2011.csv');
    const sexes = [measure('p2'), measure('p3')];
    const schema = schemaOf(path, [{ name: 'p1', type: 'integer', disclosureRole: 'weight' }, ...sexes]);
    const { report, sources } = await ingest(path, schema);
    expect(report).toMatchObject({ findings: [], rows: 3_713, people: 872_367n });
    const query = { sources, schema, dimensions: ['sez2011'], measures: ['p2', 'p3'] };
    const { cells } = await fixture.warehouse.aggregate(query);
    expect(cells.find(({ codes }) => codes[0] === '_T')?.sums).toEqual([412_643n, 459_724n]);
    expect(cells.some(({ codes }) => codes[0] === '12720000001')).toBe(true);
  });

  it('keeps Napoli’s “NA” among 7,894 municipalities', async () => {
    const path = join(DATA, 'territorial/italia/istat_elenco_comuni_popolazione_2021.csv');
    const schema = schemaOf(path, [{ name: 'popolazione_residente', type: 'integer', disclosureRole: 'weight' }]);
    const { report, sources } = await ingest(path, schema);
    expect(report).toMatchObject({ findings: [], rows: 7_894, people: 58_943_464n });
    const query = { sources, schema, dimensions: ['sigla_provincia'], measures: [] };
    const codes = (await fixture.warehouse.aggregate(query)).cells.map((cell) => cell.codes[0]);
    expect(codes).toContain('NA');
    expect(codes).not.toContain('_U');
  });

  it('reads csv-spectrum as its authors do', async () => {
    const folder = join(DATA, 'csv_quality/csv-spectrum');
    for (const file of readdirSync(join(folder, 'csvs'))) {
      const published = readFileSync(join(folder, 'csvs', file), 'utf8');
      const path = fixture.file(published.replace(/^.*/, (header) => header.replaceAll(' ', '_')));
      const json = JSON.parse(readFileSync(join(folder, 'json', file.replace('.csv', '.json')), 'utf8')) as object;
      const expected = [json].flat();
      const { report, sources, schema } = await ingest(path, schemaOf(path));
      expect({ file, found: report.findings, rows: report.rows }).toEqual({ file, found: [], rows: expected.length });
      const dimensions = schema.fields.map(({ name }) => name);
      const { cells } = await fixture.warehouse.aggregate({ sources, schema, dimensions, measures: [] });
      const read = cells.map(({ codes }) => codes).filter((codes) => !codes.includes('_T'));
      const wanted = expected.map((row) =>
        Object.values(row).map((cell) => String(cell).replaceAll('\r', '').trim() || '_U'),
      );
      if (file === 'location_coordinates.csv') continue; // Its JSON shows another telephone number.
      expect({ file, read: read.sort() }).toEqual({ file, read: wanted.sort() });
    }
  });
});
