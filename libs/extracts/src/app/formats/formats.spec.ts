import { parse } from 'csv-parse/sync';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from '#intake';
import type { OutputTable } from '#warehouse';
import { cubeOf, treatmentsOf } from './cube';
import { jsonStatOf } from './json-stat';
import { sdmxCsvLines } from './sdmx-csv';
import { workbookOf } from './workbook';

const table: OutputTable = {
  columns: [
    { name: 'zone', type: 'string' },
    { name: 'need', type: 'string' },
    { name: 'people', type: 'integer' },
    { name: 'hours', type: 'decimal', scale: 2 },
    { name: 'conf_status', type: 'string' },
    { name: 'rounding_base', type: 'integer' },
  ],
  rows: [
    ['01', 'home', 1_250n, 9_007_199_254_740_993_25n, 'F', 5n],
    ['01', '=1+1', null, null, 'C', null],
    ['_T', '_T', 2_000n, -5n, 'F', 5n],
  ],
};
const cube = cubeOf(table, ['hours']);
const title = { label: 'Needs', datasetId: '0a1b-2c', version: 3, at: new Date('2026-11-22T10:00:00Z') };

describe('a protected table in other formats', () => {
  it('is a JSON-stat cube, whose suppressed and rounded places have a status, and suppressed ones no value', () => {
    expect(jsonStatOf(cube, title)).toEqual({
      ...{ version: '2.0', class: 'dataset', label: 'Needs', updated: '2026-11-22T10:00:00.000Z' },
      ...{ id: ['zone', 'need', 'measure'], size: [2, 3, 2], role: { metric: ['measure'] } },
      dimension: {
        zone: { label: 'zone', category: { index: ['01', '_T'] } },
        need: { label: 'need', category: { index: ['home', '=1+1', '_T'] } },
        measure: { label: 'measure', category: { index: ['people', 'hours'] } },
      },
      value: { '0': 1250, '1': '9007199254740993.25', '10': 2000, '11': -0.05 },
      status: { '0': 'R', '1': 'R', '2': 'C', '3': 'C', '10': 'R', '11': 'R' },
      extension: {
        ...{ datasetId: '0a1b-2c', datasetVersion: 3, attributes: { rounding_base: '5' } },
        status: {
          label: { C: expect.stringMatching('Suppressed') as string, R: expect.stringMatching('Rounded') as string },
        },
      },
    });
  });

  it('is SDMX-CSV with a line for each number, and says of a missing one that it was suppressed', () => {
    const lines = parse<Record<string, string>>([...sdmxCsvLines(cube, title)].join(''), { columns: true });
    expect(lines).toHaveLength(6);
    expect(lines[0]).toEqual({
      ...{ STRUCTURE: 'dataflow', STRUCTURE_ID: 'GRANAIO:DS_0a1b_2c(3.0.0)', ACTION: 'I', ZONE: '01', NEED: 'home' },
      ...{ MEASURE: 'people', OBS_VALUE: '1250', OBS_STATUS: 'A', CONF_STATUS: 'F', ROUNDING_BASE: '5' },
      DISCLOSURE_CONTROL: 'rounded',
    });
    expect(lines[2]).toMatchObject({ NEED: "'=1+1", OBS_VALUE: '', OBS_STATUS: 'Q', CONF_STATUS: 'C' });
    expect(lines[2]?.DISCLOSURE_CONTROL).toBe('suppressed');
    expect(lines[5]).toMatchObject({ MEASURE: 'hours', OBS_VALUE: '-0.05' });
  });

  it('calls noisy numbers estimates, and says of each column how far they may be off', () => {
    const margins = ['people_margin_95', 'hours_margin_95'].map((name) => ({ name, type: 'integer' as const }));
    const rows = table.rows.map((row) => [...row, ...(row[2] === null ? [null, null] : [7n, 90n])]);
    const noisy = cubeOf({ columns: [...table.columns, ...margins], rows }, ['hours']);
    const lines = parse<Record<string, string>>([...sdmxCsvLines(noisy, title)].join(''), { columns: true });
    expect(lines[0]).toMatchObject({ OBS_STATUS: 'E', CONF_STATUS: 'F', PEOPLE_MARGIN_95: '7', HOURS_MARGIN_95: '90' });
    expect(lines[2]).toMatchObject({ OBS_STATUS: 'Q', CONF_STATUS: 'C', OBS_VALUE: '', PEOPLE_MARGIN_95: '' });
    expect(lines[0]?.DISCLOSURE_CONTROL).toBe('perturbed');
    expect(jsonStatOf(noisy, title).status).toMatchObject({ '0': 'E', '1': 'E', '2': 'C' });
    expect(jsonStatOf(noisy, title).extension.attributes).toEqual({
      ...{ rounding_base: '5', people_margin_95: '7', hours_margin_95: '90' },
    });
  });

  it('says of each number what was done to it: nothing, cell keys, rounding; a step of a grid is not rounded', () => {
    const columns = [
      ...['zone', 'people', 'hours.mean', 'hours.median', 'conf_status'],
      'cell_key_max_noise',
      'rounding_base',
    ];
    const of = (...last: (bigint | null)[]) => ({
      columns: columns.map((name) => ({ name, type: name === 'zone' ? ('string' as const) : ('integer' as const) })),
      rows: [['01', 20n, 5n, 4n, 'F', ...last], ['02', 20n, 5n, null, 'F', ...last]], // prettier-ignore
    });
    const treated = (table: OutputTable) => table.rows.map(treatmentsOf(cubeOf(table, ['hours.mean', 'hours.median'])));
    expect(treated(of(null, null))).toEqual([['none', 'none', 'none'], ['none', 'none', 'suppressed']]); // prettier-ignore
    expect(treated(of(null, 5n))[0]).toEqual(['rounded', 'rounded', 'none']);
    expect(treated(of(5n, null))[0]).toEqual(['perturbed', 'perturbed', 'perturbed']);
    const exact = cubeOf(of(null, null), ['hours.mean', 'hours.median']);
    expect(jsonStatOf(exact, title)).toMatchObject({ status: { '5': 'C' }, extension: { status: { label: { C: expect.any(String) as string } } } }); // prettier-ignore
  });

  it('is a workbook that runs nothing, and keeps every digit', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'granaio-'));
    try {
      const path = join(folder, 'table.xlsx');
      writeFileSync(path, await workbookOf(table, [['Dataset', 'Needs']]));
      const { candidates } = await inspect(path, 'table.xlsx', { columns: [] });
      const { header, sample } = candidates.find(({ reading }) => reading.sheet === 'table') ?? candidates[0] ?? {};
      expect(header).toEqual(['zone', 'need', 'people', 'hours', 'conf_status', 'rounding_base']);
      expect(sample?.[0]).toEqual(['01', 'home', '1250', '9007199254740993.25', 'F', '5']);
      expect(sample?.[1]?.[1]).toBe('=1+1');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
