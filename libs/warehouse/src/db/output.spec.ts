import { existsSync, readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
import type { OutputTable } from '../domain/output-table';
import { WarehouseFixture } from './spec-support';

const table: OutputTable = {
  columns: [
    { name: 'zone', type: 'string' },
    { name: 'people', type: 'integer' },
    { name: 'cost', type: 'decimal', scale: 2 },
  ],
  rows: [
    ['=Z1', 12n, 123456789012345678901234n],
    [null, null, -5n],
  ],
};

describe('writeTable', () => {
  let fixture: WarehouseFixture;
  beforeAll(() => {
    fixture = new WarehouseFixture();
  });
  afterAll(() => fixture.close());

  it('writes CSV in one piece', async () => {
    const path = fixture.path('out.csv');
    await fixture.warehouse.writeTable(table, path, 'csv');
    expect(readFileSync(path, 'utf8')).toBe("zone,people,cost\r\n'=Z1,12,1234567890123456789012.34\r\n,,-0.05\r\n");
  });

  it('writes Parquet with exact decimals, and text as it is', async () => {
    const path = fixture.path('out.parquet');
    await fixture.warehouse.writeTable(table, path, 'parquet');
    const instance = await DuckDBInstance.create();
    const connection = await instance.connect();
    const reader = await connection.runAndReadAll(`SELECT zone, people::VARCHAR, cost::VARCHAR FROM '${path}'`);
    expect(reader.getRows()).toEqual([
      ['=Z1', '12', '1234567890123456789012.34'],
      [null, null, '-0.05'],
    ]);
    connection.closeSync();
    instance.closeSync();
  });

  it('replaces a file only by a whole one', async () => {
    const path = fixture.path('kept.csv');
    await fixture.warehouse.writeTable(table, path, 'csv');
    const broken = { columns: table.columns, rows: [['x', 1n, 1n], [Symbol('no text')]] } as unknown as OutputTable;
    await expect(fixture.warehouse.writeTable(broken, path, 'csv')).rejects.toThrow();
    expect(existsSync(path)).toBe(true);
    expect(fixture.left().filter((file) => file.includes('kept'))).toHaveLength(1);
  });
});
