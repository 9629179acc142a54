import type { DuckDBValue } from '@duckdb/node-api';
import { nestings } from './diagnose';
import type { Layout } from './csv-sql';
import type { Session } from './engine';
import { name, readPath } from './sql';

export type Assessment = { rows: number; people: bigint; rowsAgree: boolean };

/** Counts the rows and people of a written file, and checks the rules that hold between its rows. */
export async function assess(session: Session, parquet: string, layout: Layout): Promise<Assessment> {
  const source = `read_parquet(${readPath(parquet)}, hive_partitioning = false)`;
  const weight = layout.schema.fields.find(({ disclosureRole }) => disclosureRole === 'weight');
  const people = weight ? `coalesce(sum(${name(weight.name)}), 0)::HUGEINT` : 'count(*)::HUGEINT';
  const [[rows, sum] = []] = await session.rows(`SELECT count(*), ${people} FROM ${source}`);
  for (const query of offences(source, layout)) {
    if ((await session.rows(query)).length > 0) return { rows: Number(rows), people: 0n, rowsAgree: false };
  }
  return { rows: Number(rows), people: bigint(sum), rowsAgree: true };
}

function offences(source: string, layout: Layout): string[] {
  const key = (layout.schema.primaryKey ?? []).map(name).join(', ');
  const column = (index: number) => name(layout.columns[index]?.field.name ?? '');
  return [
    ...(key ? [`SELECT 1 FROM ${source} GROUP BY ${key} HAVING count(*) > 1 LIMIT 1`] : []),
    ...nestings(layout).map(
      ({ fine, coarse }) => `SELECT 1 FROM (SELECT DISTINCT ${column(fine)} AS f, ${column(coarse)} FROM ${source})
        WHERE f IS NOT NULL GROUP BY f HAVING count(*) > 1 LIMIT 1`,
    ),
  ];
}

function bigint(value: DuckDBValue | undefined): bigint {
  if (typeof value !== 'bigint') throw new TypeError('The engine answered no whole number.');
  return value;
}
