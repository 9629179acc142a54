import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '#platform';
import type { AggregateCell } from '../domain/aggregate';
import type { Field, TableSchema } from '../domain/field';
import { DuckDbWarehouse } from './duckdb-warehouse';

/** For tests: a warehouse of its own in a folder that goes when the test is over. */
export class WarehouseFixture {
  readonly directory = mkdtempSync(join(tmpdir(), 'granaio-warehouse-'));
  readonly warehouse: DuckDbWarehouse;
  private files = 0;

  constructor(memoryMb = 256) {
    const config = { GRANAIO_DATA: this.directory, WAREHOUSE_MEMORY_MB: String(memoryMb), WAREHOUSE_THREADS: '2' };
    this.warehouse = new DuckDbWarehouse(readConfig(config));
    for (const folder of ['files', 'tmp']) mkdirSync(join(this.directory, folder));
  }

  path(suffix: string): string {
    this.files += 1;
    return join(this.directory, 'tmp', `${this.files}.${suffix}`);
  }

  file(content: string | Buffer): string {
    const path = this.path('csv');
    writeFileSync(path, content);
    return path;
  }

  async ingest(content: string | Buffer, schema: TableSchema, dialect = {}) {
    const parquetPath = this.path('parquet');
    const report = await this.warehouse.ingest({ csvPath: this.file(content), parquetPath, schema, dialect });
    return { report, parquetPath };
  }

  /** Names of everything under `tmp/`, the engine's own folder apart. */
  left(): string[] {
    return readdirSync(join(this.directory, 'tmp')).filter((entry) => entry !== 'duckdb');
  }

  async close(): Promise<void> {
    await this.warehouse.stop();
    rmSync(this.directory, { recursive: true });
  }
}

export const dimension = (name: string, rest: Partial<Field> = {}): Field => ({
  name,
  type: 'string',
  disclosureRole: 'dimension',
  ...rest,
});

export const measure = (name: string, rest: Partial<Field> = {}): Field => ({
  name,
  type: 'integer',
  disclosureRole: 'measure',
  ...rest,
});

/** Cells as `zone/need: people by contributors, sums`, to compare at a glance. */
export const glance = (cells: readonly AggregateCell[]): string[] =>
  cells.map(
    ({ codes, people, contributors, sums }) => `${codes.join('/')}: ${people} by ${contributors}, ${sums.join(' ')}`,
  );
