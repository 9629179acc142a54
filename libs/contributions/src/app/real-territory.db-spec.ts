import { CodeListService, codesFromCsv, type Dataset } from '#catalogue';
import type { TableSchema } from '#warehouse';
import { parse } from 'csv-parse/sync';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Commons } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';

const FOLDER = join(__dirname, '../../../../../shared/data/territorial');
const HAS_FILES = existsSync(FOLDER);
if (!HAS_FILES) console.warn('The real territories are not here (../shared/data/territorial): left out.');

const LEVELS = ['section', 'zone', 'district', 'municipality', 'province', 'region', 'nuts'];
const TORINO = '001272';

const records = (path: string, encoding: 'latin1' | 'utf8'): string[][] =>
  parse(readFileSync(join(FOLDER, path)).toString(encoding), { delimiter: ';', from: 2 });

/** Level, code, parent, label, when it began to be. */
type Line = readonly [string, string, string, string, string?];

/** All of Italy down to its municipalities. */
const ITALY = (cells: string[]): Line[] => {
  const [region, province, code, name, regionName, provinceName, nuts] = [0, 1, 4, 6, 10, 11, 20].map((at) =>
    String(cells[at]),
  ) as [string, string, string, string, string, string, string];
  return [
    ['nuts', nuts, '', nuts],
    ['region', region, nuts, regionName],
    ['province', province, region, provinceName],
    ['municipality', code, province, name, code === '001317' ? '2019-01-01' : ''],
  ];
};

/** One of them down to the sections of its census. Zones cross the borders of districts: what lies in one is its own. */
const CITY = ([section = '', zone = '', district = '']: string[]): Line[] => [
  ['district', district, TORINO, `Circoscrizione ${district}`],
  ['zone', `${district}-${zone}`, district, `Zona ${zone}`],
  ['section', section, `${district}-${zone}`, `Sezione ${section}`],
];

function territory(): string {
  const italy = records('italia/istat_elenco_comuni_20200101_latin1.csv', 'latin1').flatMap(ITALY);
  const city = records('torino/tableCircoscrizioniSezioniDiCensimento2011.csv', 'utf8').flatMap(CITY);
  const lines = new Map([...italy, ...city].map((line) => [`${line[0]} ${line[1]}`, line]));
  const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const row = ([level, code, parent, label, from = '']: Line) => [level, code, parent, cell(label), from].join(',');
  return ['level,code,parent,label,valid_from', ...[...lines.values()].map(row)].join('\n');
}

(HAS_FILES ? describe : describe.skip)('a territory from the sections of a census to NUTS', () => {
  let commons: Commons;

  beforeAll(async () => {
    commons = await Commons.start();
    await commons.enact(membersMay('read'));
  });
  afterAll(() => commons.stop());

  it('is one list of seven levels with their dates, and rows that name a section are checked by it', async () => {
    const by = await commons.steward(0);
    const levels = LEVELS.map((name) => ({ name, title: { it: name, en: name } }));
    const list = await commons.get(CodeListService).publish(by, {
      ...{ federationId: commons.federationId, publisherId: commons.cooperatives[0] as Dataset['publisherId'] },
      ...{ title: { it: 'Territorio', en: 'Territory' }, note: '', levels },
      ...{ valid: { start: '2020-01-01', end: null }, codes: codesFromCsv(territory()) },
    });
    expect(list.versions[0]?.levels.map(({ name }) => name)).toEqual(LEVELS);
    expect(list.versions[0]?.codes).toBeGreaterThan(11_800);

    const merged = await commons.db.query<{ code: object }>(
      `select to_jsonb(c) as code from catalogue.code c where code = '001317'`,
    );
    expect(JSON.stringify(merged)).toMatch(/municipality.*2019-01-01|2019-01-01.*municipality/);

    const field = (level: string) => ({
      ...{ name: level, type: 'string', required: true, disclosureRole: 'dimension' },
      codeList: { list: list.id, version: 1, level },
      ...(level !== 'section' && { derivedFrom: 'section' }),
    });
    const dataset = await commons.publish({ fields: LEVELS.map(field) } as unknown as TableSchema);
    const sent = await commons.contribute(dataset, 0, 'section\n905\n906\n906\n');
    expect(sent).toMatchObject({ state: 'accepted', report: { rows: 3 } });
    const unknown = await commons.contribute(dataset, 1, 'section\n999999\n');
    expect(unknown).toMatchObject({ state: 'rejected', report: { findingCount: 1 } });
    expect(dataset.schema.fields.map(({ name, categories }) => [name, (categories ?? []).length > 0])).toEqual(
      LEVELS.map((level) => [level, true]),
    );
  });
});
