import type { Session } from './engine';
import { readPath } from './sql';

/**
 * Columns that at least one of the files has: a schema may have grown since a file was written.
 *
 * @param files path, or list of paths, as SQL
 */
export async function columnsOf(session: Session, files: string): Promise<ReadonlySet<string>> {
  const rows = await session.rows(`SELECT DISTINCT name FROM parquet_schema(${files}) WHERE num_children IS NULL`);
  return new Set(rows.map(([column]) => String(column)));
}

/** A Parquet file, and the columns that it has. */
export type ParquetFile = { readonly path: string; readonly columns: ReadonlySet<string> };

/** The files with their columns, in their order. */
export async function withColumns(session: Session, paths: readonly string[]): Promise<ParquetFile[]> {
  const columns = new Map(paths.map((path) => [path, new Set<string>()]));
  if (paths.length === 0) return [];
  const list = paths.map(readPath).join(', ');
  const rows = await session.rows(`SELECT file_name, name FROM parquet_schema([${list}]) WHERE num_children IS NULL`);
  for (const [path, column] of rows) columns.get(String(path))?.add(String(column));
  return paths.map((path) => ({ path, columns: columns.get(path) ?? new Set<string>() }));
}
