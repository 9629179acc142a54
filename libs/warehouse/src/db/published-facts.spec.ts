import { readFileSync } from 'node:fs';
import { describePublished, published, schemaFor, tableOf } from '../../test/published';
import type { IngestTask } from '../app/ingest-task';
import { decimalText } from '../domain/output-table';
import { scaleOf, type Field, type TableSchema } from '../domain/field';
import { parseTableSchema } from '../domain/table-schema';
import { dimension, measure, WarehouseFixture } from './spec-support';

type Fact = { path: string; rows: number; columns: number; encoding: string };

/** The tables of the manifest, each with how many rows and columns it is known to have. */
function manifest(): Fact[] {
  const lines = readFileSync(published('MANIFEST.md'), 'utf8').split('\n');
  return lines.flatMap((line) => {
    const [, path = '', , , , size = '', encoding = ''] = line.split('|').map((cell) => cell.trim());
    const [, rows, columns] = /^([\d,]+) x (\d+)$/.exec(size) ?? [];
    if (!/^(territorial|microdata)\/.*\.csv$/.test(path) || !rows) return [];
    const label = encoding.startsWith('ISO-8859-1') ? 'iso-8859-1' : 'utf-8';
    return [{ path, rows: Number(rows.replaceAll(',', '')), columns: Number(columns), encoding: label }];
  });
}

/** Addresses of schools and of one clinic, in columns that hold nothing else. */
const ADDRESSES = new Map([
  ['territorial/torino/Torino_scuole.csv', { indirizzoemailscuola: 182, indirizzopecscuola: 18 }],
  ['territorial/torino/Torino_anagrafica_scuole_geoloc.csv', { indirizzoemailscuola: 450, indirizzopecscuola: 57 }],
  ['territorial/torino/iscritto_scuole_infanzia.csv', { email: 197 }],
  ['territorial/italia/consultori.csv', { sito: 1 }],
]);

const decimal = (name: string, scale: number): Field => measure(name, { type: 'decimal', scale });

describePublished('published tables', () => {
  let fixture: WarehouseFixture;
  beforeAll(() => {
    fixture = new WarehouseFixture();
  });
  afterAll(() => fixture.close());

  const ingest = async (
    path: string,
    described: readonly Field[],
    rest: Partial<TableSchema> = {},
    task: Partial<IngestTask> = {},
  ) => {
    const { content, names, delimiter } = tableOf(path);
    const schema = parseTableSchema({ ...schemaFor(names, described), ...rest });
    const input = { kind: 'asIs', csvPath: fixture.file(content), dialect: { delimiter } } as IngestTask['input'];
    const parquetPath = fixture.path('parquet');
    const report = await fixture.warehouse.ingest({ input, parquetPath, schema, ...task });
    return {
      report,
      parquetPath,
      schema,
      counts: report.groups.map(({ code, column, count }) => [code, column, count]),
    };
  };

  it('have the rows and columns that they are known to have, and name people only in columns of addresses', async () => {
    for (const { path, encoding, rows, columns } of manifest()) {
      const { content, names, delimiter } = tableOf(path, encoding);
      const { report } = await fixture.ingest(content, schemaFor(names), { delimiter });
      const people = report.groups.filter(({ code }) => code === 'CELL.DIRECT_IDENTIFIER');
      expect({
        path,
        rows: report.rows,
        columns: names.length,
        people: Object.fromEntries(people.map(({ column, count }): [string, number] => [column ?? '', count])),
        others: report.groups.filter((group) => !people.includes(group)),
      }).toEqual({ path, rows, columns, people: ADDRESSES.get(path) ?? {}, others: [] });
    }
  });

  it.each<[string, Field, string]>([
    ['territorial/torino/Torino_cpa_2011.csv', measure('st1'), '110814'],
    ['territorial/torino/Torino_cpa_2011.csv', measure('pf1'), '419449'],
    ['territorial/torino/Torino_cpa_2011.csv', measure('p14'), '37711'],
    ['territorial/torino/Torino_cpa_2011.csv', measure('a2'), '411264'],
    ['territorial/torino/tableCircoscrizioniSezioniDiCensimento2011.csv', decimal('superf', 6), '129999144.83'],
    ['territorial/torino/iscritto_nidi_classi_posti.csv', measure('posti_liberi_iniziali'), '2096'],
    ['territorial/italia/istat_elenco_comuni_popolazione_2021.csv', measure('popolazione_legale'), '59030133'],
    ['territorial/italia/cinque_per_mille_2022_piemonte.csv', decimal('importo_totale_erogabile', 2), '32519339.29'],
    ['territorial/italia/cinque_per_mille_2022_piemonte.csv', measure('numero_scelte'), '815819'],
    ['territorial/italia/sdi_codice_rosso_commessi.csv', measure('valore'), '20475'],
    ['territorial/digital/padigitale2026_importi_per_comune.csv', decimal('importo_finanziamento', 2), '2791595819'],
    [
      'territorial/digital/padigitale2026_candidature_finanziate_11.csv',
      decimal('importo_finanziamento', 2),
      '210914002',
    ],
    ['territorial/alessandria/ingressi-biblioteca-2021.csv', measure('ingressi'), '2528'],
    ['territorial/alessandria/ingressi-biblioteca-2022.csv', measure('ingressi'), '7829'],
    ['territorial/alessandria/ingressi-biblioteca-2023.csv', measure('ingressi'), '11756'],
    ['territorial/alessandria/ingressi-biblioteca-2024.csv', measure('ingressi'), '12124'],
    ['territorial/policy_effects/platea.csv', measure('totale_popolazione'), '59496362'],
    ['territorial/policy_effects/somministrazioni-vaccini-latest-2020.csv', decimal('d1', 1), '40427'],
    ['microdata/sdcmicro_testdata.csv', measure('sampling_weight'), '458000'],
    ['microdata/sdcmicro_EIA.csv', measure('totrevenue'), '212454577'],
    ['microdata/ssb_sosialFiktiv.csv', decimal('ant', 1), '138000'],
  ])('%s sums up as published', async (path, field, total) => {
    const { report, parquetPath, schema } = await ingest(path, [field]);
    expect(report.findings).toEqual([]);
    const sources = [{ file: await fixture.keep(parquetPath), contributor: 'a' }];
    const { cells } = await fixture.warehouse.aggregate({ sources, schema, dimensions: [], measures: [field.name] });
    const sum = decimalText(cells[0]?.sums[0] ?? 0n, scaleOf(field));
    expect(sum.replace(/\.?0+$/, (zeros) => (sum.includes('.') ? '' : zeros))).toBe(total);
  });

  it('lost leading zeros: 200 of 279 pharmacies have a VAT number that is too short', async () => {
    const path = 'territorial/torino/Torino_farmacie.csv';
    const { counts } = await ingest(path, [dimension('partitaiva', { minLength: 11, pattern: String.raw`\d+` })]);
    expect(counts).toEqual([['CELL.TOO_SHORT', 'partitaiva', 200]]);
  });

  it('were put through a spreadsheet: postcodes of schools that read like 10153,0', async () => {
    const path = 'territorial/torino/Torino_scuole.csv';
    const described = [measure('capscuola'), dimension('indirizzoemailscuola', { categories: ['x'] })];
    const { report } = await ingest(path, described);
    const group = report.groups.find(({ column }) => column === 'capscuola');
    expect(group).toMatchObject({ code: 'CELL.WRONG_TYPE', count: 196, firstRow: 2 });
    expect(report.findings.find(({ column }) => column === 'capscuola')?.value).toMatch(/^\d{5},0$/);
  });

  it('do not add up: first doses and those of women and men', async () => {
    const path = 'territorial/policy_effects/somministrazioni-vaccini-latest-2020.csv';
    const agree = {
      rules: [{ left: { sum: ['m', 'f'] }, op: '=', right: { field: 'd1' } }],
    } satisfies Partial<TableSchema>;
    const { counts } = await ingest(
      path,
      ['m', 'f', 'd1'].map((name) => decimal(name, 1)),
      agree,
    );
    expect(counts).toEqual([['ROW.RULE_BROKEN', 'm, f, d1', 59]]);
  });

  it('add up: signatures of women and men', async () => {
    const path = 'territorial/italia/firme_referendum_fasce_eta_2026-04-26.csv';
    const agree = {
      rules: [{ left: { sum: ['femmine', 'maschi'] }, op: '=', right: { field: 'totali' } }],
    } satisfies Partial<TableSchema>;
    const { counts } = await ingest(
      path,
      ['femmine', 'maschi', 'totali'].map((name) => measure(name)),
      agree,
    );
    expect(counts).toEqual([]);
  });

  it('are keyed by names that five municipalities share', async () => {
    const path = 'territorial/digital/padigitale2026_importi_per_comune.csv';
    const { counts } = await ingest(path, [dimension('name', { unique: true })]);
    expect(counts).toEqual([['CELL.NOT_UNIQUE', 'name', 5]]);
  });

  it('refer to each other: quarters to districts, old and new', async () => {
    const districts = await ingest('territorial/torino/iscritto_circoscrizioni.csv', []);
    const reference = { datasetId: 'districts', fields: ['id_circoscrizione'] };
    const foreignKeys = [{ fields: ['id_circoscrizione'], reference }];
    const references = [
      { fields: reference.fields, referenceFields: reference.fields, files: [districts.parquetPath] },
    ];
    const quarters = await ingest('territorial/torino/iscritto_quartieri.csv', [], { foreignKeys }, { references });
    expect(quarters.report.findings).toEqual([]);
  });

  it('do not nest: twelve zones lie in more than one district', async () => {
    const path = 'territorial/torino/tableCircoscrizioniSezioniDiCensimento2011.csv';
    const zones = [
      dimension('sezcens', { unique: true, within: 'zonastat' }),
      dimension('zonastat', { within: 'ncirco' }),
    ];
    expect((await ingest(path, zones)).counts).toEqual([['CELL.NOT_WITHIN', 'zonastat', 107]]);
  });

  it('leap from year to year: visits to a library trebled', async () => {
    const plausibility = [{ field: 'ingressi', mostChangePercent: 100 }];
    const visits = [measure('ingressi')];
    const before = await ingest('territorial/alessandria/ingressi-biblioteca-2021.csv', visits);
    const task = { previous: [before.parquetPath] };
    const after = await ingest('territorial/alessandria/ingressi-biblioteca-2022.csv', visits, { plausibility }, task);
    expect(after.report.findings.map(({ code, facts }) => [code, facts])).toEqual([
      ['TABLE.IMPLAUSIBLE', { previous: '2528', current: '7829', mostChangePercent: 100 }],
    ]);
  });
});
