import { DuckDBDecimalValue, type DuckDBValue } from '@duckdb/node-api';
import type { OutputColumn, OutputTable } from '../domain/output-table';
import type { Engine } from './engine';
import { name, readPath, texts } from './sql';

/** Reads a table that `writeTable` wrote as Parquet, in its order; only the rows whose columns hold one of these texts. */
export function readTable(
  engine: Engine,
  path: string,
  kept: ReadonlyMap<string, readonly string[]>,
): Promise<OutputTable> {
  return engine.use(async (session) => {
    const conditions = [...kept].map(([column, codes]) => `${name(column)} IN (${texts(codes)})`);
    const where = conditions.length > 0 ? ` WHERE ${conditions.join(' AND ')}` : '';
    const source = `read_parquet(${readPath(path)}, hive_partitioning = false)`;
    const described = await session.rows(`DESCRIBE SELECT * FROM ${source}`);
    const columns = described.map(([column, type]) => columnOf(String(column), String(type)));
    const rows = await session.rows(`SELECT * FROM ${source}${where}`);
    return { columns, rows: rows.map((row) => row.map(valueOf)) };
  });
}

function columnOf(column: string, type: string): OutputColumn {
  const scale = /^DECIMAL\(\d+,\s*(\d+)\)$/.exec(type)?.[1];
  if (scale === undefined) return { name: column, type: 'string' };
  return scale === '0' ? { name: column, type: 'integer' } : { name: column, type: 'decimal', scale: Number(scale) };
}

function valueOf(value: DuckDBValue): string | bigint | null {
  if (value === null || typeof value === 'string') return value;
  if (value instanceof DuckDBDecimalValue) return value.value;
  throw new TypeError('The file is not a table that left this engine.');
}
