import { rename } from 'node:fs/promises';
import type { Field } from '../domain/field';
import { sqlType } from './cell-sql';
import type { Engine } from './engine';
import { columnsOf } from './parquet-columns';
import { Scratch } from './scratch';
import { name, readPath, text, writePath } from './sql';

/** What `withoutFormula` of the tables looks for, in the engine's syntax, whose `\s` knows no spaces beyond ASCII. */
const FORMULA = String.raw`^[\s\v\p{Z}\x{FEFF}]*[=+\-@\t\r\x{FF1D}\x{FF0B}\x{FF0D}\x{FF20}]`;

/** The file to read, and the columns to write. */
type RowsOut = { readonly from: string; readonly fields: readonly Field[] };

/** Writes rows under a temporary name and gives the file its own only when it is whole. @see RFC 4180 */
export async function writeRows(engine: Engine, { from, fields }: RowsOut, to: string): Promise<void> {
  const scratch = new Scratch(to);
  const path = scratch.path('csv');
  try {
    await engine.use(async (session) => {
      const present = await columnsOf(session, readPath(from));
      const cells = fields.map((field) => `${cellOf(field, present)} AS ${name(field.name)}`);
      await session.run(`COPY (SELECT ${cells.join(', ')} FROM read_parquet(${readPath(from)}, hive_partitioning = false))
        TO ${writePath(path)} (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '', NEW_LINE '\\r\\n')`);
    });
    await rename(path, to);
  } finally {
    await scratch.clear();
  }
}

/** The file is of an earlier schema where it lacks a column: its values are missing. Numbers and dates run nowhere. */
function cellOf(field: Field, present: ReadonlySet<string>): string {
  const value = name(field.name);
  if (!present.has(field.name)) return `CAST(NULL AS ${sqlType(field)})`;
  if (field.type !== 'string') return value;
  return `CASE WHEN regexp_matches(${value}, ${text(FORMULA)}) THEN concat('''', ${value}) ELSE ${value} END`;
}
