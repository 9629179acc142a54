import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId, type ContributionId } from '#kernel';
import { readConfig } from '#platform';
import type { RowsFile } from '../app/row-store';
import type { AggregateCell } from '../domain/aggregate';
import type { Field, TableSchema } from '../domain/field';
import { DuckDbWarehouse } from './duckdb-warehouse';
import { openWarehouse } from './open-warehouse';
import type { SealedRowStore } from './rows/sealed-row-store';

/** For tests: a warehouse of its own in a folder that goes when the test is over. */
export class WarehouseFixture {
  readonly directory: string;
  readonly warehouse: DuckDbWarehouse;
  readonly rows: Promise<SealedRowStore>;
  private files = 0;

  /** @param name begins the name of its folder */
  constructor(memoryMb = 256, name = 'granaio-warehouse-') {
    this.directory = mkdtempSync(join(tmpdir(), name));
    const settings = { GRANAIO_DATA: this.directory, WAREHOUSE_MEMORY_MB: String(memoryMb), WAREHOUSE_THREADS: '2' };
    const config = readConfig(settings);
    this.rows = openWarehouse(config).then(({ rows }) => rows);
    this.warehouse = new DuckDbWarehouse(config, this.rows);
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
    const report = await this.warehouse.ingest({
      input: { kind: 'asIs', csvPath: this.file(content), dialect },
      parquetPath,
      schema,
    });
    return { report, parquetPath };
  }

  /** Accepted rows in the row store; the file is still there. */
  async keep(parquetPath: string): Promise<RowsFile> {
    const contributionId = newId<ContributionId>();
    const { sha256 } = await (await this.rows).keep(contributionId, parquetPath);
    return { sha256, contributionId };
  }

  /** Takes the sealed rows from the file store, and leaves the key and the shelf alone. */
  forget({ sha256 }: RowsFile): void {
    rmSync(join(this.directory, 'files', sha256.slice(0, 2), sha256));
  }

  /** As another machine does it. */
  destroyKey({ contributionId }: RowsFile): void {
    rmSync(join(this.directory, 'keys', contributionId));
  }

  /** Names of everything under `tmp/`, the engine's own folder apart. */
  left(): string[] {
    return readdirSync(join(this.directory, 'tmp')).filter((entry) => entry !== 'duckdb');
  }

  async close(): Promise<void> {
    await this.warehouse.stop();
    await this.rows;
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
