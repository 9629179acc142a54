import { rename } from 'node:fs/promises';
import { findingOf } from '../domain/finding';
import { acceptedRows, BAD_CELL, type Layout } from './csv-sql';
import type { Session } from './engine';
import { relationOf, type ReadableRows } from './ingest-input';
import { implausible } from './plausible';
import type { Outcome, Run } from './run';
import { name, readPath, writePath } from './sql';
import { breaksAny, tableRules, type Rows } from './table-rules';

/** Writes the Parquet file if every cell and every row is right; null if something is wrong. */
export async function accept(run: Run, rows: ReadableRows): Promise<Outcome | null> {
  const { session, task, scratch, progress } = run;
  const path = scratch.path('parquet');
  const source = relationOf(rows);
  try {
    await progress.watch(session, 'checking', () =>
      session.run(`COPY (${acceptedRows(source, rows.layout)}) TO ${writePath(path)} (FORMAT parquet)`),
    );
  } catch (error) {
    if (speaksOfTheFile(error)) return null;
    throw error;
  }
  const written = writtenRows(path, rows.layout);
  const counted = await count(session, written, rows.layout);
  if (counted.rows === 0) {
    return { ...counted, findings: [findingOf({ row: null, column: null, code: 'CSV.NO_ROWS' })], found: null };
  }
  if (await breaksAny(session, await tableRules(session, rows.layout, task), written)) return null;
  const findings = await implausible(session, task, written);
  await rename(path, task.parquetPath);
  return { ...counted, findings, found: null };
}

const writtenRows = (parquet: string, { columns }: Layout): Rows => ({
  relation: `read_parquet(${readPath(parquet)}, hive_partitioning = false)`,
  column: (index) => name(columns[index]?.field.name ?? ''),
});

async function count(
  session: Session,
  { relation }: Rows,
  { schema }: Layout,
): Promise<{ rows: number; people: bigint }> {
  const weight = schema.fields.find(({ disclosureRole }) => disclosureRole === 'weight');
  const people = weight ? `coalesce(sum(${name(weight.name)}), 0)::HUGEINT` : 'count(*)::HUGEINT';
  const [[rows, sum] = []] = await session.rows(`SELECT count(*), ${people} FROM ${relation}`);
  if (typeof sum !== 'bigint') throw new TypeError('The engine answered no whole number.');
  return { rows: Number(rows), people: sum };
}

/** Whether the engine failed because of what is in the file, and not for want of memory, disk or permission. */
export const speaksOfTheFile = (error: unknown): boolean => FILE_TROUBLE.test(String(error));

const FILE_TROUBLE = new RegExp(`^Error: (Invalid Input|Conversion) Error: .*(CSV|line size|${BAD_CELL})`, 'i');
