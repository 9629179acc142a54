import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import { readFile } from 'node:fs/promises';

const ROWS = `
  SELECT 9007199254740993::BIGINT AS whole, 12345678901234567890.12::DECIMAL(22, 2) AS decimal, -0.05::DECIMAL(4, 2) AS small,
    DATE '2026-11-22' AS day, TIMESTAMP '2026-11-22 10:20:30.5' AS moment, true AS yes, '00123' AS text,
    0.1::FLOAT AS single, 1.2000000000000002::DOUBLE AS double
  UNION ALL SELECT NULL, NULL, NULL, NULL, NULL, NULL, '', NULL, NULL
  UNION ALL SELECT 7, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL`;

/** A Parquet file that another program wrote; `before` makes what it is selected from. */
export async function parquetFile(
  path: string,
  select = ROWS,
  options = 'COMPRESSION zstd',
  before = '',
): Promise<Buffer> {
  await engine(async (connection) => {
    if (before !== '') await connection.run(before);
    await connection.run(`COPY (${select}) TO '${path}' (FORMAT parquet, ${options})`);
  });
  return readFile(path);
}

/** What that program reads in a Parquet file, as text; '' for no value. */
export function readElsewhere(path: string): Promise<string[][]> {
  return engine(async (connection) => {
    const rows = await connection.runAndReadAll(
      `SELECT coalesce(COLUMNS(*)::VARCHAR, '') FROM read_parquet('${path}')`,
    );
    return rows.getRows().map((row) => row.map(String));
  });
}

async function engine<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
