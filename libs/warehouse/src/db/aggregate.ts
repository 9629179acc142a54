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
 * Counts in levels: rows to cells of each file, in one pass over the Parquet files; these few cells to cells of the table;
 * and those to all margins. Contributors travel as a set of bits, because one may stand behind several files and be in
 * several cells of a margin.
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

function aggregateSql(sources: readonly Source[], columns: AggregateColumns, present: ReadonlySet<string>): string {
  const { dimensions, measures, weight } = columns;
  const column = (field: Field) =>
    present.has(field.name) ? `CAST(${name(field.name)} AS ${sqlType(field)})` : `CAST(NULL AS ${sqlType(field)})`;
  const contributors = contributorSets(sources);
  const d = dimensions.map((_, i) => `d${i}`);
  const s = measures.map((_, i) => `s${i}`);
  const set = contributors.words;
  return `WITH file_cells AS (
    SELECT ${list(
      ['file_index AS f'],
      dimensions.map((field, i) => `${column(field)} AS d${i}`),
      [`${weight ? `coalesce(sum(${column(weight)}), 0)` : 'count(*)'} AS people`],
      measures.map((field, i) => `sum(${column(field)}) AS s${i}`),
    )} FROM read_parquet(${files(sources)}, union_by_name = true, hive_partitioning = false) GROUP BY ALL
  ), cells AS (
    SELECT ${list(
      d.map((code) => `coalesce(CAST(${code} AS VARCHAR), ${text(UNKNOWN)}) AS ${code}`),
      ['sum(people) AS people'],
      set.map((word) => `bit_or(CASE WHEN people > 0 THEN ${word} ELSE 0 END) AS ${word}`),
      s.map((sum) => `coalesce(sum(${sum}), 0) AS ${sum}`),
    )} FROM file_cells JOIN ${contributors.table} USING (f) GROUP BY ${list(d.map((code) => `file_cells.${code}`)) || '()'}
  ) SELECT ${list(
    d.map((code) => `CASE WHEN grouping(${code}) = 1 THEN ${text(TOTAL)} ELSE ${code} END AS c${code}`),
    ['CAST(sum(people) AS HUGEINT)', set.map((word) => `CAST(bit_count(bit_or(${word})) AS BIGINT)`).join(' + ')],
    s.map((sum) => `sum(${sum})`),
  )} FROM cells GROUP BY GROUPING SETS (${marginsOf(d)}) ${d.length > 0 ? `ORDER BY ${list(d.map((code) => `c${code}`))}` : ''}`;
}

const list = (...parts: string[][]): string => parts.flat().join(', ');

/** For each file, in the order of the list, the set that holds its contributor alone; a set is so many words of 64 bits. */
function contributorSets(sources: readonly Source[]): { words: string[]; table: string } {
  const numbers = new Map<string, number>();
  for (const { contributor } of sources) if (!numbers.has(contributor)) numbers.set(contributor, numbers.size);
  const words = Array.from({ length: Math.ceil(numbers.size / 64) }, (_, i) => `w${i}`);
  const files = sources.map(({ contributor }, file) => {
    const number = numbers.get(contributor) ?? 0;
    const bits = words.map((_, i) => `${Math.floor(number / 64) === i ? 1n << BigInt(number % 64) : 0n}::UBIGINT`);
    return `(${[file, ...bits].join(', ')})`;
  });
  return { words, table: `(VALUES ${files.join(', ')}) AS source(f, ${words.join(', ')})` };
}

/** Every subset of the dimensions, down to the empty one. */
function marginsOf(dimensions: readonly string[]): string {
  const subsets = dimensions.reduce<string[][]>((sets, d) => [...sets, ...sets.map((set) => [...set, d])], [[]]);
  return subsets.map((set) => `(${set.join(', ')})`).join(', ');
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
