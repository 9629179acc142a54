import { findingOf, severityOf, type FindingCode, type FindingGroup } from '../domain/finding';
import { accept, speaksOfTheFile } from './accept';
import { checkedCells, fileNumbered, readCsv, type Layout } from './csv-sql';
import { FoundRows, type FoundRow } from './found-row';
import { checkedColumns, foundQueries } from './found-sql';
import type { ReadableRows } from './ingest-input';
import { numberRecords } from './numbered-records';
import type { FoundBelow, Outcome, Run } from './run';
import { readPath, writePath } from './sql';
import { tableRules } from './table-rules';

/** A file whose rows have their numbers, and what was seen on the way there. */
type Numbered = {
  readonly path: string;
  /** Well-formed or not; null where nobody has counted them. */
  readonly rows: number | null;
  readonly troubles: string;
  readonly groups: FindingGroup[];
};

/** Finds out where and what is wrong with a bad file. */
export async function diagnose(run: Run, rows: ReadableRows): Promise<Outcome> {
  const numbered = await number(run, rows);
  const checked = run.scratch.path('checked.parquet');
  if (!(await writeChecked(run, rows.layout, { from: numbered.path, to: checked }))) return notCsv(numbered.rows ?? 0);
  const found = await findBelow(run, rows.layout, { ...numbered, relation: relationOf(checked) });
  const count = numbered.rows ?? (await countRows(run, relationOf(checked)));
  if (found.groups.length > 0 || rows.isRefused) return { rows: count, people: 0n, findings: [], found };
  // Nothing is wrong: the engine tripped over blank lines or mixed line ends, which the numbered copy does not have.
  if (rows.isNumbered) return notCsv(count);
  return (await accept(run, { ...rows, path: numbered.path, isNumbered: true })) ?? notCsv(0);
}

const notCsv = (rows: number): Outcome => ({
  rows,
  people: 0n,
  findings: [findingOf({ row: null, column: null, code: 'CSV.NOT_CSV' })],
  found: null,
});

async function number(run: Run, { path, layout, isNumbered }: ReadableRows): Promise<Numbered> {
  const { task, scratch, progress } = run;
  const troubles = scratch.path('troubles.csv');
  if (isNumbered) return { path, rows: null, troubles, groups: [] };
  const paths = { from: path, records: scratch.path('numbered.csv'), troubles };
  const tell = (bytes: number) => {
    progress.tell('explaining', bytes, 2 * progress.total);
  };
  const { rows, groups } = await numberRecords(paths, layout, tell, task.signal);
  return { path: paths.records, rows, troubles, groups };
}

/** False where the engine cannot read the file as a table, though every record looks well-formed. */
async function writeChecked(run: Run, layout: Layout, { from, to }: { from: string; to: string }): Promise<boolean> {
  const { session, progress } = run;
  const cells = checkedCells(fileNumbered(from, layout), layout, ['r', ...rawCells(layout)]);
  const copy = `COPY (SELECT ${checkedColumns(layout)} FROM ${cells}) TO ${writePath(to)} (FORMAT parquet)`;
  const span = { from: progress.total, to: 2 * progress.total };
  try {
    await progress.watch(session, 'explaining', () => session.run(copy), span);
    return true;
  } catch (error) {
    if (speaksOfTheFile(error)) return false;
    throw error;
  }
}

const relationOf = (parquet: string) => `read_parquet(${readPath(parquet)}, hive_partitioning = false)`;

async function countRows({ session }: Run, relation: string): Promise<number> {
  const [[count] = []] = await session.rows(`SELECT count(*) FROM ${relation}`);
  return Number(count);
}

/** @param checked the checked rows, and what was seen while they got their numbers */
async function findBelow(run: Run, layout: Layout, checked: Numbered & { relation: string }): Promise<FoundBelow> {
  const rules = await tableRules(run.session, layout, run.task);
  const queries = foundQueries(checked.relation, layout, rules);
  const rows = new FoundRows(layout, rules);
  const groups = [...checked.groups, ...(await groupsOf(run, queries, rows))];
  return {
    groups,
    relation: union([...queries, ...(checked.groups.length > 0 ? [troublesQuery(checked.troubles)] : [])]),
    toFinding: (row) => rows.toFinding(foundRow(row)),
  };
}

const rawCells = ({ columns }: Layout) =>
  columns.flatMap(({ position }) => (position === null ? [] : [`c${position}`]));

const union = (queries: readonly string[]) =>
  `(${queries.map((query) => `SELECT * FROM (${query}) AS found(r, f, p, k, first, v)`).join(' UNION ALL ')})`;

const troublesQuery = (path: string) =>
  `SELECT r, -1, -1, k, n, NULL FROM ${readCsv(path, { delimiter: ',', columns: { r: 'BIGINT', k: 'VARCHAR', n: 'BIGINT' }, header: false, newLine: '\\n' })}`;

const foundRow = ([row, what, code, other, says]: readonly unknown[]): FoundRow => ({
  row: Number(row),
  what: Number(what),
  code: code as FindingCode,
  other: Number(other),
  says: typeof says === 'string' ? says : null,
});

async function groupsOf({ session }: Run, queries: readonly string[], rows: FoundRows): Promise<FindingGroup[]> {
  const counted = await session.rows(
    `SELECT min(r), f, k, count(*) FROM ${union(queries)} GROUP BY f, k ORDER BY 1, min(p), 3`,
  );
  return counted.map(([firstRow, what, code, count]) => {
    const kind = { what: Number(what), code: code as FindingCode };
    return {
      code: kind.code,
      column: rows.columnOf(kind),
      severity: severityOf(kind.code),
      count: Number(count),
      firstRow: Number(firstRow),
    };
  });
}
