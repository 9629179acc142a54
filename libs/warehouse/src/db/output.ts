import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DuckDBDecimalValue, type DuckDBAppender } from '@duckdb/node-api';
import { csvLines, type OutputColumn, type OutputTable } from '../domain/output-table';
import type { Engine } from './engine';
import { Scratch } from './scratch';
import { name, writePath } from './sql';

const MAX_DIGITS = 38;

/** Writes a table under a temporary name and gives it its own only when it is whole. */
export async function writeTable(
  engine: Engine,
  table: OutputTable,
  target: { path: string; format: 'csv' | 'parquet' },
) {
  const scratch = new Scratch(target.path);
  const path = scratch.path(target.format);
  try {
    if (target.format === 'csv')
      await pipeline(Readable.from(csvLines(table)), createWriteStream(path, { flags: 'wx' }));
    else await writeParquet(engine, table, path);
    await rename(path, target.path);
  } finally {
    await scratch.clear();
  }
}

function writeParquet(engine: Engine, { columns, rows }: OutputTable, path: string): Promise<void> {
  return engine.use(async (session) => {
    const types = columns.map((column) => `${name(column.name)} ${parquetType(column)}`);
    await session.run(`CREATE TEMP TABLE output (${types.join(', ')})`);
    const appender = await session.connection.createAppender('output', 'main', 'temp');
    for (const row of rows) {
      row.forEach((value, i) => {
        append(appender, columns[i], value);
      });
      appender.endRow();
    }
    appender.closeSync();
    await session.run(`COPY temp.output TO ${writePath(path)} (FORMAT parquet)`);
    await session.run('DROP TABLE temp.output');
  });
}

/** Sums outgrow 64 bits, and the engine writes its 128-bit integer as a float: a decimal without digits is exact. */
function parquetType({ type, scale = 0 }: OutputColumn): string {
  if (type === 'string') return 'VARCHAR';
  return type === 'integer' ? `DECIMAL(${MAX_DIGITS}, 0)` : `DECIMAL(${MAX_DIGITS}, ${scale})`;
}

function append(appender: DuckDBAppender, column: OutputColumn | undefined, value: string | bigint | null): void {
  if (value === null) appender.appendNull();
  else if (typeof value === 'string') appender.appendVarchar(value);
  else
    appender.appendDecimal(
      new DuckDBDecimalValue(value, MAX_DIGITS, column?.type === 'decimal' ? (column.scale ?? 0) : 0),
    );
}
