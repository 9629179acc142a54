import type { Database } from '#platform';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** Every file under a folder, by its path from there. */
export async function filesUnder(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)))
    .sort();
}

/** The files under a folder that hold a text, as it is or with two bytes a letter; those that go meanwhile hold nothing. */
export async function filesHolding(directory: string, text: string): Promise<string[]> {
  const needles = [Buffer.from(text, 'utf8'), Buffer.from(text, 'utf16le'), Buffer.from(text).toString('base64')];
  const found: string[] = [];
  for (const path of await filesUnder(directory)) {
    const bytes = await readFile(join(directory, path)).catch(() => Buffer.alloc(0));
    if (needles.some((needle) => bytes.includes(needle))) found.push(path);
  }
  return found;
}

/** Every value of every table of a database, queues and log included, as text. */
export async function everyTable(database: Database): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const dumps: string[] = [];
  for (const { name } of tables) {
    const rows = await database.query<{ row: string }>(`select t::text as row from ${name} t`);
    dumps.push(`-- ${name}`, ...rows.map(({ row }) => row));
  }
  return dumps.join('\n');
}
