import { existsSync, readFileSync } from 'node:fs';
import type { ConvertedInput, IngestProgress } from '../app/ingest-task';
import type { TableSchema } from '../domain/field';
import { dimension, measure, WarehouseFixture } from './spec-support';

const schema: TableSchema = { fields: [dimension('zone', { required: true }), measure('hours'), dimension('note')] };

describe('ingest of a converted file', () => {
  let fixture: WarehouseFixture;
  beforeAll(() => {
    fixture = new WarehouseFixture();
  });
  afterAll(() => fixture.close());

  const ingest = async (content: string, rest: Partial<ConvertedInput> = {}, findingsPath?: string) => {
    const input: ConvertedInput = {
      kind: 'converted',
      csvPath: fixture.file(content),
      header: ['note', 'zone', 'hours'],
      decimalMark: ',',
      ...rest,
    };
    const task = { input, schema, parquetPath: fixture.path('parquet'), ...(findingsPath && { findingsPath }) };
    return { report: await fixture.warehouse.ingest(task), parquetPath: task.parquetPath };
  };

  it('accepts it, with the marks that it says it has', async () => {
    const { report, parquetPath } = await ingest('5,"a, ""b""\nc",z1,1.200\n9,,z2,\n');
    expect(report).toMatchObject({
      dialect: { delimiter: ',', decimalMark: ',', encoding: 'utf-8' },
      rows: 2,
      people: 2n,
      findings: [],
      groups: [],
    });
    expect(existsSync(parquetPath)).toBe(true);
  });

  it('numbers its rows as the other file does', async () => {
    const { report, parquetPath } = await ingest('5,x,z1,1\n7,x,,1\n1000000,x,z1,uno\n');
    expect(existsSync(parquetPath)).toBe(false);
    expect(report.rows).toBe(3);
    expect(report.findings).toEqual([
      { row: 7, column: 'zone', code: 'CELL.REQUIRED', severity: 'error' },
      {
        row: 1_000_000,
        column: 'hours',
        code: 'CELL.WRONG_TYPE',
        severity: 'error',
        value: 'uno',
        facts: { type: 'integer' },
      },
    ]);
  });

  it('finds what is wrong with its header where the other file has it', async () => {
    const { report } = await ingest('9,x,1\n', { header: ['zone', 'hou'], headerRow: 8 });
    expect(report.findings).toMatchObject([{ row: 8, column: 'hou', code: 'COLUMN.UNKNOWN' }]);
    expect((await ingest('9,x\n', { header: ['x'] })).report.findings).toMatchObject([
      { row: 1, column: null, code: 'COLUMN.UNKNOWN' },
      { row: 1, column: 'zone', code: 'COLUMN.MISSING' },
    ]);
  });

  it('has no rows, or is no table', async () => {
    expect((await ingest('')).report.findings).toMatchObject([{ row: null, code: 'CSV.NO_ROWS' }]);
    expect((await ingest('x,y\n')).report.findings).toMatchObject([{ row: null, code: 'CSV.NOT_CSV' }]);
  });

  it('lists findings without words, and leaves nothing else behind', async () => {
    const findingsPath = fixture.path('findings.jsonl');
    await ingest('5,x,,1\n', {}, findingsPath);
    expect(readFileSync(findingsPath, 'utf8')).toBe('{"row":5,"column":"zone","code":"CELL.REQUIRED"}\n');
    const accepted = fixture.path('findings.jsonl');
    await ingest('5,x,z,1\n', {}, accepted);
    expect(existsSync(accepted)).toBe(false);
    expect(fixture.left().filter((file) => !/^\d+\.(csv|parquet|findings\.jsonl)$/.test(file))).toEqual([]);
  });
});

describe('progress of an ingest', () => {
  it('tells each phase up to its end, and never goes back within one', async () => {
    const fixture = new WarehouseFixture();
    const told: IngestProgress[] = [];
    const rows = Array.from({ length: 200_000 }, (_, i) => `z${i % 90},${i === 199_999 ? 'x' : i}`).join('\n');
    await fixture.warehouse.ingest({
      input: { kind: 'asIs', csvPath: fixture.file(`zone,hours\n${rows}\n`) },
      parquetPath: fixture.path('parquet'),
      findingsPath: fixture.path('findings.jsonl'),
      schema,
      onProgress: (progress) => told.push(progress),
    });
    await fixture.close();
    expect([...new Set(told.map(({ phase }) => phase))]).toEqual(['reading', 'checking', 'explaining', 'writing']);
    for (const phase of ['reading', 'checking', 'explaining', 'writing'] as const) {
      const steps = told.filter((step) => step.phase === phase);
      expect(steps.map(({ done }) => done)).toEqual(steps.map(({ done }) => done).sort((a, b) => a - b));
      expect(steps.every(({ done, total }) => done <= total)).toBe(true);
      expect(steps.at(-1)?.done).toBe(steps.at(-1)?.total);
    }
  });
});
