import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { IntakeFixture } from '../../test/intake-fixture';

const DATA = join(__dirname, '../../../../../shared/data');
const present = existsSync(DATA);
if (!present) console.warn(`Skipped: checks against published data, which is not at ${DATA}.`);

/** What the publishers' list says of each file: its rows of data, and how it is written where that is not UTF-8 with commas. */
const TABLES: Readonly<Record<string, readonly [rows: number, delimiter?: string, encoding?: string]>> = {
  'territorial/torino/Torino_cpa_2011.csv': [3_713, ';'],
  'territorial/torino/tableCircoscrizioniSezioniDiCensimento2011.csv': [3_850, ';'],
  'territorial/torino/Torino_scuole.csv': [196, ';'],
  'territorial/torino/Torino_anagrafica_scuole_geoloc.csv': [506, ';'],
  'territorial/torino/Torino_farmacie.csv': [279, ';'],
  'territorial/torino/Torino_biblioteche.csv': [176, ';'],
  'territorial/torino/iscritto_nidi.csv': [60],
  'territorial/torino/iscritto_nidi_classi_posti.csv': [301],
  'territorial/torino/iscritto_scuole_infanzia.csv': [202],
  'territorial/torino/iscritto_quartieri.csv': [23],
  'territorial/torino/iscritto_circoscrizioni.csv': [10],
  'territorial/italia/istat_elenco_comuni_20200101_latin1.csv': [7_904, ';', 'windows-1252'],
  'territorial/italia/istat_elenco_comuni_popolazione_2021.csv': [7_894],
  'territorial/italia/istat_non_profit_2023_forma_giuridica.csv': [92],
  'territorial/italia/consultori.csv': [927],
  'territorial/italia/superbonus.csv': [740],
  'territorial/italia/firme_referendum_fasce_eta_2026-04-26.csv': [1_056],
  'territorial/italia/firme_referendum_regioni_2026-04-26.csv': [1_920],
  'territorial/italia/cinque_per_mille_2022_piemonte.csv': [6_326],
  'territorial/italia/sdi_codice_rosso_commessi.csv': [2_142],
  'territorial/digital/padigitale2026_candidature_finanziate_11.csv': [413],
  'territorial/digital/padigitale2026_importi_per_comune.csv': [7_896],
  'territorial/digital/eurostat_daily_internet_users_nuts.csv': [2_973],
  'territorial/consumer/eurostat_hicp_prices_EA.csv': [39_251],
  'territorial/alessandria/segnalazioni-municipium.csv': [4_651, ';'],
  'territorial/alessandria/ingressi-biblioteca-2021.csv': [12, ';'],
  'territorial/alessandria/ingressi-biblioteca-2022.csv': [12, ';'],
  'territorial/alessandria/ingressi-biblioteca-2023.csv': [12, ';'],
  'territorial/alessandria/ingressi-biblioteca-2024.csv': [12, ';'],
  'territorial/policy_effects/platea.csv': [210],
  'territorial/policy_effects/somministrazioni-vaccini-latest-2020.csv': [425],
  'territorial/policy_effects/coverage-24-months-2023.csv': [352],
  'microdata/adult/adult.csv': [30_162, ';'],
  // The ones without a header lose their first row to it, which only their contributor can tell.
  'microdata/adult/adult_hierarchy_age.csv': [99, ';'],
  'microdata/adult/adult_hierarchy_native-country.csv': [40, ';'],
  'microdata/german_credit.csv': [999],
  'microdata/sdcmicro_testdata.csv': [4_580],
  'microdata/sdcmicro_francdat.csv': [8],
  'microdata/sdcmicro_free1.csv': [4_000],
  'microdata/sdcmicro_EIA.csv': [4_092],
  'microdata/laeken_eusilc.csv': [14_827],
  'microdata/ssb_sosialFiktiv.csv': [5_244],
  'microdata/openintro_acs12.csv': [2_000],
};

type Defect = readonly [file: string, found: 'header' | 'inspect' | 'convert', what: unknown];

/** What is found in each file that was published for a defect of its own. */
const DEFECTS: readonly Defect[] = [
  ['bom.csv', 'header', ['id', 'name']],
  ['blank-rows.csv', 'header', ['id', 'name', 'age']],
  ['blank-rows-multiple.csv', 'header', ['id', 'name', 'age']],
  ['blank-headers.csv', 'header', ['id', '', 'age']],
  ['duplicate-headers.csv', 'header', ['id', 'name', 'id', 'age', 'id']],
  ['country-2.csv', 'header', ['id', 'neighbor_id', 'name', 'population']],
  ['matrix-with-comment.csv', 'header', ['f1', 'f2', 'f3', 'f4']],
  ['skip-rows.csv', 'header', ['id', 'name']],
  ['skip-rows-before-headers.csv', 'header', ['id', 'name']],
  ['skip-rows.xlsx', 'header', ['A', 'B']],
  ['issue-1109.csv', 'header', ['int', 'number', 'string']],
  ['issue-1138.csv', 'header', ['Zeit [MEZ]', 'Wasserstand', 'Status']],
  ['table-unicode-headers.csv', 'header', ['id', '国人']],
  ['issue-313.xlsx', 'header', ['Column_1', 'Column_3', 'Column_2', 'Column_4', 'Column_5']],
  ['defective-rows.csv', 'convert', { code: 'FILE.RAGGED_ROW', row: 2, facts: { expected: 3, found: 2 } }],
  ['structure-errors.csv', 'convert', { code: 'FILE.RAGGED_ROW', row: 5, facts: { expected: 3, found: 6 } }],
  ['countries.csv', 'convert', { code: 'FILE.RAGGED_ROW', row: 4, facts: { expected: 4, found: 5 } }],
  ['issue-1004-data1.csv', 'convert', { code: 'FILE.RAGGED_ROW', row: 3, facts: { expected: 4, found: 5 } }],
  ['issue-312.xlsx', 'convert', { code: 'FILE.RAGGED_ROW', row: 6, facts: { expected: 4, found: 5 } }],
  ['empty.csv', 'inspect', 'FILE.EMPTY'],
  ['merged-cells.xlsx', 'inspect', 'FILE.HEADER_IN_ROWS'],
  ['multiline-headers.xlsx', 'inspect', 'FILE.HEADER_IN_ROWS'],
  ['issue-320.xlsx', 'inspect', 'FILE.HEADER_IN_ROWS'],
  ['merged-cells.xls', 'inspect', 'FILE.OTHER_SPREADSHEET'],
  ['table.xls', 'inspect', 'FILE.OTHER_SPREADSHEET'],
  ['table.ods', 'inspect', 'FILE.OTHER_SPREADSHEET'],
  ['schema-valid-full.json', 'inspect', 'FILE.NESTED'],
];

const ENCODINGS: readonly (readonly [string, string])[] = [
  ['latin1.csv', 'windows-1252'],
  ['table-with-accents.csv', 'windows-1252'],
  ['table-infer-iso-8859-7.csv', 'iso-8859-7'],
  ['encoding-issue-274.csv', 'utf-8'],
];

(present ? describe : describe.skip)('published files', () => {
  const fixture = new IntakeFixture();
  afterAll(() => {
    fixture.close();
  });
  const frictionless = (file: string) => join(DATA, 'csv_quality/frictionless', file);

  it.each(Object.entries(TABLES))(
    '%s has the rows that its publisher counted',
    async (file, [rows, delimiter = ',', encoding = 'utf-8']) => {
      const path = join(DATA, file);
      const { candidates, questions } = await fixture.inspectPath(path);
      expect(questions).toEqual([]);
      expect(candidates).toHaveLength(1);
      expect(candidates[0]?.reading).toMatchObject({ delimiter, encoding, headerRow: 1, comment: null });
      expect((await fixture.convert(path)).rows).toHaveLength(rows);
    },
  );

  it('reads csv-spectrum cell by cell as its authors do', async () => {
    const folder = join(DATA, 'csv_quality/csv-spectrum');
    const files = readdirSync(join(folder, 'csvs'));
    expect(files).toHaveLength(12);
    for (const file of files) {
      const published = readFileSync(join(folder, 'json', file.replace('.csv', '.json')), 'utf8');
      // As published, one JSON has another telephone number, and the CRLF files came through git with LF alone.
      const corrected = published.replace('1234567890', '2095257564').replaceAll('\\r\\n', '\\n');
      const json = JSON.parse(corrected) as object;
      const expected = [json].flat().map((row) => Object.entries(row as Record<string, string>));
      const { header, rows } = await fixture.convert(join(folder, 'csvs', file));
      expect({ file, read: rows.map((row) => row.map((cell, i) => [header[i], cell])) }).toEqual({
        file,
        read: expected,
      });
    }
  });

  it.each(DEFECTS)('%s: %s %j', async (file, found, what) => {
    const path = frictionless(file);
    if (found === 'header') expect((await fixture.convert(path)).header).toEqual(what);
    else if (found === 'inspect') expect((await fixture.inspectPath(path)).trouble?.code).toBe(what);
    else expect(await fixture.refused(path)).toEqual(what);
  });

  it.each(ENCODINGS)('%s is in %s', async (file, encoding) => {
    expect((await fixture.reading(frictionless(file))).encoding).toBe(encoding);
  });

  it('reads a workbook of three sheets, of which one is data, to its last municipality', async () => {
    const path = join(DATA, 'territorial/italia/classificazioni_comuni_2023.xlsx');
    const { candidates, questions } = await fixture.inspectPath(path);
    expect(questions).toMatchObject([
      { code: 'SHEET.AMBIGUOUS', readings: ['Comuni 01-01-2023', 'Legenda', 'link di approfondimento'] },
    ]);
    expect(candidates[0]?.header[1]).toBe('Codice Istat del Comune \n(alfanumerico)');
    const { rows } = await fixture.convert(path);
    expect(rows[0]?.slice(0, 4)).toEqual(['01', '001001', '1001', 'Agliè']);
    expect(rows.length).toBeGreaterThan(7_890);
  });

  it('keeps the decimals of a JSON as they are written', async () => {
    const { header, rows } = await fixture.convert(join(DATA, 'territorial/torino/Torino_Vitality_kpi.json'));
    expect(header).toContain('densita_occupati');
    expect(rows).toHaveLength(23);
  });
});
