import { columnsOf, describePublished, schemaFor, tableOf } from '../../test/published';
import { decimalText } from '../domain/output-table';
import { scaleOf, type Field } from '../domain/field';
import { dimension, measure, WarehouseFixture } from './spec-support';

const IN_TORINO = 'territorial/torino';
const IN_ITALY = 'territorial/italia';
const OFFENCES = {
  marriages: 'COSTRIZIONE O INDUZIONE AL MATRIMONIO',
  injuries: "DEFORMAZIONE DELL'ASPETTO DELLA PERSONA MEDIANTE LESIONI PERMANENTI AL VISO",
  images: 'DIFFUSIONE ILLECITA DI IMMAGINI O VIDEO SESSUALMENTE ESPLICITI',
  approaches:
    'VIOLAZIONE DEI PROVVEDIMENTI DI ALLONTANAMENTO DALLA CASA FAMILIARE E DEL DIVIETO DI AVVICINAMENTO AI LUOGHI FREQUENTATI DALLA PERSONA OFFESA',
};
const decimal = (name: string): Field => measure(name, { type: 'decimal', scale: 2 });

/** What its publisher tells of one part of a table: how many rows it has, and what each measure sums up to. */
type Told = readonly [part: Readonly<Record<string, string>>, rows: number, ...sums: string[]];

describePublished('published counts', () => {
  let fixture: WarehouseFixture;
  beforeAll(() => {
    fixture = new WarehouseFixture();
  });
  afterAll(() => fixture.close());

  /** Cells of a table by some of its columns; the others are left out, as some hold addresses. */
  async function cellsOf(path: string, dimensions: readonly string[], measures: readonly Field[]) {
    const columns = [...dimensions, ...measures.map(({ name }) => name)];
    const { content, names, delimiter } = columnsOf(
      tableOf(path, /latin1/.test(path) ? 'iso-8859-1' : 'utf-8'),
      columns,
    );
    const schema = schemaFor(names, measures);
    const { report, parquetPath } = await fixture.ingest(content, schema, { delimiter });
    expect(report.findings).toEqual([]);
    const sources = [{ file: await fixture.keep(parquetPath), contributor: 'a' }];
    const asked = { dimensions: [...dimensions], measures: measures.map(({ name }) => name) };
    const { cells } = await fixture.warehouse.aggregate({ sources, schema, ...asked });
    return cells.map(({ codes, people, sums }) => ({
      ...{ codes, rows: Number(people) },
      sums: sums.map((sum, at) => decimalText(sum, scaleOf(measures[at] ?? measure('none')))),
    }));
  }

  /** How many values a column has, the total apart. */
  const valuesOf = async (path: string, column: string) =>
    (await cellsOf(path, [column], [])).filter(({ codes }) => codes[0] !== '_T').length;

  it.each<[string, readonly Field[], readonly Told[]]>([
    [`${IN_TORINO}/Torino_scuole.csv`, [decimal('alunni')], [[{}, 196, '59408.00']]],
    [`${IN_ITALY}/istat_elenco_comuni_20200101_latin1.csv`, [], [[{ denominazione_regione: 'Piemonte' }, 1_181]]],
    [
      `${IN_ITALY}/istat_elenco_comuni_popolazione_2021.csv`,
      [measure('popolazione_residente'), measure('popolazione_legale')],
      [[{ denominazione: 'Torino' }, 1, '853196', '848748']],
    ],
    [
      `${IN_ITALY}/istat_non_profit_2023_forma_giuridica.csv`,
      [measure('istituzioni'), measure('dipendenti')],
      [
        [{ regione: 'ITALIA', categoria: 'Cooperativa sociale' }, 1, '14343', '509333'],
        [{ regione: 'Piemonte', categoria: 'Cooperativa sociale' }, 1, '699', '46506'],
      ],
    ],
    [
      `${IN_ITALY}/firme_referendum_fasce_eta_2026-04-26.csv`,
      [measure('femmine'), measure('maschi'), measure('totali')],
      [[{ id_iniziativa: '1100000' }, 11, '401322', '236165', '637487']],
    ],
    [
      `${IN_ITALY}/firme_referendum_regioni_2026-04-26.csv`,
      [measure('firme_totali')],
      [
        [{ id_iniziativa: '1100000' }, 20, '637487'],
        [{ id_iniziativa: '1100000', regione: 'PIEMONTE' }, 1, '56936'],
      ],
    ],
    [
      `${IN_ITALY}/sdi_codice_rosso_commessi.csv`,
      [measure('valore')],
      [
        [{ descrizione_reato: OFFENCES.marriages }, 48 * 6, '107'],
        [{ descrizione_reato: OFFENCES.injuries }, 95 * 6, '463'],
        [{ descrizione_reato: OFFENCES.images }, 107 * 6, '6779'],
        [{ descrizione_reato: OFFENCES.approaches }, 107 * 6, '13126'],
      ],
    ],
    [
      'territorial/digital/padigitale2026_importi_per_comune.csv',
      [decimal('importo_finanziamento')],
      [[{ name: 'Torino' }, 1, '16509998.00']],
    ],
    [
      'territorial/digital/eurostat_daily_internet_users_nuts.csv',
      [decimal('values')],
      Object.entries({ IT: 73, ITC1: 76, ES51: 81, LT: 73, LV: 75, SE: 91 }).map(([geo, percent]): Told => [
        { geo, time: '2019.0' },
        1,
        `${percent}.00`,
      ]),
    ],
    [
      'territorial/consumer/eurostat_hicp_prices_EA.csv',
      [decimal('values')],
      [
        [{ coicop18: 'TOTAL', time: '2025-11' }, 1, '100.45'],
        [{ coicop18: 'TOTAL', time: '2025-12' }, 1, '100.63'],
      ],
    ],
    [
      'territorial/alessandria/segnalazioni-municipium.csv',
      [],
      [
        ...Object.entries({ chiusa: 2_660, aperta: 1_526 }).map(([stato, rows]): Told => [{ stato }, rows]),
        ...Object.entries({ 2023: 1_642, 2024: 1_786, 2025: 1_146, 2026: 77 }).map(([anno, rows]): Told => [
          { anno },
          rows,
        ]),
      ],
    ],
    ['territorial/policy_effects/platea.csv', [measure('totale_popolazione')], [[{ area: 'PIE' }, 10, '4198088']]],
    [
      'territorial/policy_effects/coverage-24-months-2023.csv',
      [decimal('coverage_percentage')],
      [[{ region_name: 'Piemonte', vaccine_name: 'Polio' }, 1, '94.50']],
    ],
    [
      'microdata/german_credit.csv',
      [],
      [
        [{ c20: '1' }, 700],
        [{ c20: '2' }, 300],
      ],
    ],
    [
      'microdata/adult/adult.csv',
      [],
      [
        [{ sex: 'Male' }, 20_380],
        [{ salary_class: '<=50K' }, 22_654],
      ],
    ],
  ])('of %s are what its publisher tells', async (path, measures, told) => {
    for (const [part, rows, ...sums] of told) {
      const cells = await cellsOf(path, Object.keys(part), measures);
      const cell = cells.find(({ codes }) => codes.join() === Object.values(part).join());
      expect({ part, ...cell }).toEqual({ part, codes: Object.values(part), rows, sums });
    }
  });

  it.each<[string, string, number]>([
    [`${IN_TORINO}/Torino_cpa_2011.csv`, 'ace', 57],
    [`${IN_TORINO}/tableCircoscrizioniSezioniDiCensimento2011.csv`, 'zonastat', 94],
    [`${IN_ITALY}/consultori.csv`, 'comune', 769],
    [`${IN_ITALY}/consultori.csv`, 'asl', 60],
    ['territorial/digital/eurostat_daily_internet_users_nuts.csv', 'geo', 359],
    ['territorial/consumer/eurostat_hicp_prices_EA.csv', 'coicop18', 538],
    ['territorial/alessandria/segnalazioni-municipium.csv', 'categoria', 15],
    ['microdata/sdcmicro_EIA.csv', 'utilityid', 259],
    ['microdata/laeken_eusilc.csv', 'db030', 6_000],
  ])('%s: its %s has as many values as its publisher tells', async (path, column, values) => {
    expect(await valuesOf(path, column)).toBe(values);
  });

  it('keep small cells: 423 offences of 1 or 2, 129 census sections of 1 to 4 residents and 169 of none', async () => {
    const offences = await cellsOf(`${IN_ITALY}/sdi_codice_rosso_commessi.csv`, ['valore'], []);
    const ofOneOrTwo = offences.filter(({ codes }) => ['1', '2'].includes(codes[0] ?? ''));
    expect(ofOneOrTwo.reduce((sum, { rows }) => sum + rows, 0)).toBe(423);
    const sections = await cellsOf(`${IN_TORINO}/Torino_cpa_2011.csv`, ['p1'], []);
    const ofFew = sections.filter(({ codes }) => ['1', '2', '3', '4'].includes(codes[0] ?? ''));
    expect(ofFew.reduce((sum, { rows }) => sum + rows, 0)).toBe(129);
    expect(sections.find(({ codes }) => codes[0] === '0')?.rows).toBe(169);
  });

  it('lose the blank at the end of an offence’s name, which would make two of it', async () => {
    expect(tableOf(`${IN_ITALY}/sdi_codice_rosso_commessi.csv`).content).toContain(`,${OFFENCES.images} ,`);
    const cells = await cellsOf(`${IN_ITALY}/sdi_codice_rosso_commessi.csv`, ['descrizione_reato'], []);
    expect(cells.map(({ codes }) => codes[0]).sort()).toEqual([...Object.values(OFFENCES), '_T'].sort());
  });

  it('add up to Italy only without Bolzano and Trento, which lie within a region that is there too', async () => {
    const measures = [measure('istituzioni')];
    const path = `${IN_ITALY}/istat_non_profit_2023_forma_giuridica.csv`;
    const cells = await cellsOf(path, ['regione', 'categoria'], measures);
    const of = (isMeant: (region: string) => boolean) =>
      cells
        .filter(({ codes: [region = '', kind] }) => kind === 'Cooperativa sociale' && isMeant(region))
        .reduce((sum, { sums }) => sum + Number(sums[0]), 0);
    const isAll = (region: string) => region !== 'ITALIA' && region !== '_T';
    expect(of(isAll)).toBe(14_667);
    expect(of((region) => isAll(region) && !/^(Bolzano|Trento$)/.test(region))).toBe(14_343);
  });

  it('say Torino of all 176 libraries, those of other municipalities too', async () => {
    const cells = await cellsOf(`${IN_TORINO}/Torino_biblioteche.csv`, ['comune', 'ente'], []);
    const rowsOf = (...wanted: string[]) => cells.find(({ codes }) => codes.join() === wanted.join())?.rows;
    expect([rowsOf('Torino', '_T'), rowsOf('Torino', 'Comune di Torino')]).toEqual([176, 11]);
    expect(rowsOf('Torino', 'Comune di Prali')).toBe(1);
  });

  it('do not agree: 40,427 first doses of 40,666 women and men', async () => {
    const path = 'territorial/policy_effects/somministrazioni-vaccini-latest-2020.csv';
    const [total] = await cellsOf(path, [], ['d1', 'm', 'f'].map(decimal));

    const [doses = 0, men = 0, women = 0] = (total?.sums ?? []).map(Number);
    expect([doses, men + women]).toEqual([40_427, 40_666]);
  });

  it('lost leading zeros: postcodes of clinics with four digits', async () => {
    const described = dimension('indirizzo', { pattern: String.raw`.*- \d{5} -.*` });
    const { content, names, delimiter } = columnsOf(tableOf(`${IN_ITALY}/consultori.csv`), ['comune', 'indirizzo']);
    const { report } = await fixture.ingest(content, schemaFor(names, [described]), { delimiter });
    expect(report.findings[0]).toMatchObject({
      code: 'CELL.WRONG_PATTERN',
      row: 2,
      value: expect.stringContaining('- 9032 - ASSEMINI') as string,
    });
  });
});
