import { DuckDBDecimalValue, type DuckDBValue } from '@duckdb/node-api';
import type { AggregateQuery, Source } from '../app/warehouse';
import {
  aggregateColumns,
  TOTAL,
  UNKNOWN,
  type Aggregate,
  type AggregateCell,
  type AggregateColumns,
} from '../domain/aggregate';
import type { Field } from '../domain/field';
import { sqlType } from './cell-sql';
import type { Engine, Session } from './engine';
import { name, readPath, text } from './sql';

/**
 * Counts in two levels: rows to cells of each file, in one pass over the Parquet files; then these few cells to all margins,
 * first by contributor, because one organisation may stand behind several files.
 */
export function aggregate(engine: Engine, query: AggregateQuery): Promise<Aggregate> {
  const columns = aggregateColumns(query.schema, query);
  return engine.use(async (session) => {
    const asked = { dimensions: [...query.dimensions], measures: [...query.measures] };
    if (query.sources.length === 0) return { ...asked, cells: [] };
    const present = await columnsOf(session, query.sources);
    const rows = await session.rows(aggregateSql(query.sources, columns, present));
    const width = columns.dimensions.length;
    return { ...asked, cells: rows.map((row) => toCell(row, width)) };
  });
}

const files = (sources: readonly Source[]) => `[${sources.map(({ path }) => readPath(path)).join(', ')}]`;

/** Columns that at least one source has: a schema may have grown since a file was written. */
async function columnsOf(session: Session, sources: readonly Source[]): Promise<ReadonlySet<string>> {
  const rows = await session.rows(
    `SELECT DISTINCT name FROM parquet_schema(${files(sources)}) WHERE num_children IS NULL`,
  );
  return new Set(rows.map(([column]) => String(column)));
}

function aggregateSql(
  sources: readonly Source[],
  { dimensions, measures, weight }: AggregateColumns,
  present: ReadonlySet<string>,
) {
  const column = (field: Field) =>
    present.has(field.name) ? `CAST(${name(field.name)} AS ${sqlType(field)})` : `CAST(NULL AS ${sqlType(field)})`;
  const d = dimensions.map((_, i) => `d${i}`);
  const s = measures.map((_, i) => `s${i}`);
  const list = (...parts: string[][]) => parts.flat().join(', ');
  return `WITH file_cells AS (
    SELECT ${list(
      ['file_index AS f'],
      dimensions.map((field, i) => `${column(field)} AS d${i}`),
      [`${weight ? `coalesce(sum(${column(weight)}), 0)` : 'count(*)'} AS people`],
      measures.map((field, i) => `sum(${column(field)}) AS s${i}`),
    )} FROM read_parquet(${files(sources)}, union_by_name = true, hive_partitioning = false) GROUP BY ALL
  ), coded AS (
    SELECT ${list(
      ['contributor', 'people'],
      d.map((code) => `coalesce(CAST(${code} AS VARCHAR), ${text(UNKNOWN)}) AS ${code}`),
      s,
    )} FROM file_cells JOIN (VALUES ${contributorsOf(sources)}) AS source(f, contributor) USING (f)
  ), margins AS (
    SELECT ${list(
      d.map((code) => `CASE WHEN grouping(${code}) = 1 THEN ${text(TOTAL)} ELSE ${code} END AS ${code}`),
      ['sum(people) AS people'],
      s.map((sum) => `sum(${sum}) AS ${sum}`),
    )} FROM coded GROUP BY GROUPING SETS (${marginsOf(d)})
  ) SELECT ${list(
    d,
    ['CAST(sum(people) AS HUGEINT)', 'count(*) FILTER (people > 0)'],
    s.map((sum) => `coalesce(sum(${sum}), 0)`),
  )} FROM margins GROUP BY ${list(d) || '()'} ${d.length > 0 ? `ORDER BY ${list(d)}` : ''}`;
}

/** Which contributor, by number, each file in the list is of. */
function contributorsOf(sources: readonly Source[]): string {
  const numbers = new Map<string, number>();
  for (const { contributor } of sources) if (!numbers.has(contributor)) numbers.set(contributor, numbers.size);
  return sources.map(({ contributor }, file) => `(${file}, ${numbers.get(contributor) ?? 0})`).join(', ');
}

/** Every subset of the dimensions, each by contributor. */
function marginsOf(dimensions: readonly string[]): string {
  const subsets = dimensions.reduce<string[][]>((sets, d) => [...sets, ...sets.map((set) => [...set, d])], [[]]);
  return subsets.map((set) => `(${[...set, 'contributor'].join(', ')})`).join(', ');
}

function toCell(row: readonly DuckDBValue[], width: number): AggregateCell {
  return {
    codes: row.slice(0, width).map(String),
    people: minorUnits(row[width]),
    contributors: Number(row[width + 1]),
    sums: row.slice(width + 2).map(minorUnits),
  };
}

/** An exact sum as whole units: the engine keeps decimals as scaled integers. */
function minorUnits(value: DuckDBValue | undefined): bigint {
  if (typeof value === 'bigint') return value;
  if (value instanceof DuckDBDecimalValue) return value.value;
  throw new TypeError('The engine answered a sum that is not exact.');
}
