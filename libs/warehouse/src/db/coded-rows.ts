import { ColumnCoder, type CodedRows } from '../domain/coded-rows';
import type { Field } from '../domain/field';
import type { Engine, Session } from './engine';
import { columnsOf } from './parquet-columns';
import { name, readPath } from './sql';

/** The columns to read, and after how many rows nobody wants more of them. */
type Reading = { readonly fields: readonly Field[]; readonly most: number };

/** Reads columns of several files one after the other; where a file is of an earlier schema and lacks one, its values are missing. */
export async function readCoded(
  engine: Engine,
  paths: readonly string[],
  { fields, most }: Reading,
): Promise<CodedRows> {
  const coders = fields.map((field) => new ColumnCoder(field.name));
  let rows = 0;
  await engine.use(async (session) => {
    for (const path of paths)
      if (rows <= most) rows += await readFile(session, path, { fields, coders, most: most - rows });
  });
  return { rows, columns: coders.map((coder) => coder.coded()) };
}

async function readFile(
  session: Session,
  path: string,
  { fields, coders, most }: Reading & { readonly coders: readonly ColumnCoder[] },
): Promise<number> {
  const present = await columnsOf(session, readPath(path));
  const cells = fields.map((field) =>
    present.has(field.name) ? `CAST(${name(field.name)} AS VARCHAR)` : 'NULL::VARCHAR',
  );
  const result = await session.connection.stream(
    `SELECT ${cells.join(', ')} FROM read_parquet(${readPath(path)}, hive_partitioning = false)`,
  );
  let rows = 0;
  while (rows <= most) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) break;
    const columns = chunk.getColumns() as (string | null)[][];
    for (const [at, coder] of coders.entries()) coder.add(columns[at] ?? []);
    rows += chunk.rowCount;
  }
  return rows;
}
