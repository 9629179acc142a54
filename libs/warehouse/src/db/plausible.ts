import type { IngestTask } from '../app/ingest-task';
import type { Field } from '../domain/field';
import { findingOf, type Finding } from '../domain/finding';
import { sqlType } from './cell-sql';
import type { Session } from './engine';
import { columnsOf } from './parquet-columns';
import { name, readPath } from './sql';
import type { Rows } from './table-rules';

/** Warns of totals that are too far from those of the contributor's previous rows; a column that these lack is not compared. */
export async function implausible(session: Session, task: IngestTask, { relation }: Rows): Promise<Finding[]> {
  const { schema, previous = [] } = task;
  const rules = schema.plausibility ?? [];
  if (rules.length === 0 || previous.length === 0) return [];
  const files = `[${previous.map(readPath).join(', ')}]`;
  const known = await columnsOf(session, files);
  const compared = rules.flatMap((rule) => {
    const field = schema.fields.find((candidate) => candidate.name === rule.field);
    return rule.field === null || (field && known.has(field.name)) ? [{ ...rule, total: totalSql(field) }] : [];
  });
  if (compared.length === 0) return [];
  const totals = compared.map(({ total }) => total).join(', ');
  const [now = []] = await session.rows(`SELECT ${totals} FROM ${relation}`);
  const [before = []] = await session.rows(
    `SELECT ${totals} FROM read_parquet(${files}, union_by_name = true, hive_partitioning = false)`,
  );
  return compared.flatMap(({ field, mostChangePercent }, i): Finding[] => {
    const [current, former] = [String(now[i]), String(before[i])];
    if (!changedBeyond(former, current, mostChangePercent)) return [];
    const facts = { previous: former, current, mostChangePercent };
    return [findingOf({ row: null, column: field, code: 'TABLE.IMPLAUSIBLE', facts })];
  });
}

/** An exact total as text, in the scale of the field. */
const totalSql = (field: Field | undefined): string =>
  field
    ? `CAST(coalesce(sum(CAST(${name(field.name)} AS ${sqlType(field)})), 0) AS VARCHAR)`
    : 'CAST(count(*) AS VARCHAR)';

/** Both have the same number of digits after the mark, so that whole units compare exactly. */
function changedBeyond(former: string, current: string, percent: number): boolean {
  const [before, now] = [former, current].map((total) => BigInt(total.replace('.', '')));
  if (before === undefined || now === undefined) return false;
  const change = now > before ? now - before : before - now;
  return change * 100n > BigInt(percent) * (before < 0n ? -before : before);
}
