import type { Session } from './engine';

/**
 * Columns that at least one of the files has: a schema may have grown since a file was written.
 *
 * @param files path, or list of paths, as SQL
 */
export async function columnsOf(session: Session, files: string): Promise<ReadonlySet<string>> {
  const rows = await session.rows(`SELECT DISTINCT name FROM parquet_schema(${files}) WHERE num_children IS NULL`);
  return new Set(rows.map(([column]) => String(column)));
}
