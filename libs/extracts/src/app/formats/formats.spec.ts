import { parse } from 'csv-parse/sync';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from '#intake';
import type { OutputTable } from '#warehouse';
import { cubeOf } from './cube';
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
  it('is a JSON-stat cube, whose suppressed places have a status and no value', () => {
    expect(jsonStatOf(cube, title)).toEqual({
      ...{ version: '2.0', class: 'dataset', label: 'Needs', updated: '2026-11-22T10:00:00.000Z' },
      ...{ id: ['zone', 'need', 'measure'], size: [2, 3, 2], role: { metric: ['measure'] } },
      dimension: {
        zone: { label: 'zone', category: { index: ['01', '_T'] } },
        need: { label: 'need', category: { index: ['home', '=1+1', '_T'] } },
        measure: { label: 'measure', category: { index: ['people', 'hours'] } },
      },
      value: { '0': 1250, '1': '9007199254740993.25', '10': 2000, '11': -0.05 },
      status: { '2': 'C', '3': 'C' },
      extension: { datasetId: '0a1b-2c', datasetVersion: 3, attributes: { rounding_base: '5' } },
    });
  });

  it('is SDMX-CSV with a line for each number, and says of a missing one that it was suppressed', () => {
    const lines = parse<Record<string, string>>([...sdmxCsvLines(cube, title)].join(''), { columns: true });
    expect(lines).toHaveLength(6);
    expect(lines[0]).toEqual({
      ...{ STRUCTURE: 'dataflow', STRUCTURE_ID: 'GRANAIO:DS_0a1b_2c(3.0.0)', ACTION: 'I', ZONE: '01', NEED: 'home' },
      ...{ MEASURE: 'people', OBS_VALUE: '1250', OBS_STATUS: 'A', CONF_STATUS: 'F', ROUNDING_BASE: '5' },
    });
    expect(lines[2]).toMatchObject({ NEED: "'=1+1", OBS_VALUE: '', OBS_STATUS: 'Q', CONF_STATUS: 'C' });
    expect(lines[5]).toMatchObject({ MEASURE: 'hours', OBS_VALUE: '-0.05' });
  });

  it('calls noisy numbers estimates, and says of each column how far they may be off', () => {
    const margins = ['people_margin_95', 'hours_margin_95'].map((name) => ({ name, type: 'integer' as const }));
    const rows = table.rows.map((row) => [...row, ...(row[2] === null ? [null, null] : [7n, 90n])]);
    const noisy = cubeOf({ columns: [...table.columns, ...margins], rows }, ['hours']);
    const lines = parse<Record<string, string>>([...sdmxCsvLines(noisy, title)].join(''), { columns: true });
    expect(lines[0]).toMatchObject({ OBS_STATUS: 'E', CONF_STATUS: 'F', PEOPLE_MARGIN_95: '7', HOURS_MARGIN_95: '90' });
    expect(lines[2]).toMatchObject({ OBS_STATUS: 'Q', CONF_STATUS: 'C', OBS_VALUE: '', PEOPLE_MARGIN_95: '' });
    expect(jsonStatOf(noisy, title).extension.attributes).toEqual({
      ...{ rounding_base: '5', people_margin_95: '7', hours_margin_95: '90' },
    });
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
