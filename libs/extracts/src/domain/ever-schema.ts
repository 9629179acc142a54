import type { Field, TableSchema } from '#warehouse';
import { withCoarser } from './shape';

/**
 * A schema with every column that it ever had, and with what each column ever lay within: whoever has a table by districts,
 * and a map, can still sum zones to districts where the schema has no districts any more.
 *
 * A column that came back is as it is now. What two schemas say differently of one column is one line of levels, those of
 * today first: of the rows is read what lies in what.
 *
 * @param before its earlier versions, in any order
 */
export function everSchema(now: TableSchema, before: readonly TableSchema[]): TableSchema {
  const fields = before.flatMap((one) => one.fields);
  const names = new Set(now.fields.map(({ name }) => name));
  const retired = new Map(fields.filter(({ name }) => !names.has(name)).map((field) => [field.name, field]));
  let ever: TableSchema = { ...now, fields: [...now.fields, ...[...retired.values()].map(asRetired)] };
  for (const { name, within } of fields) if (within) ever = withLink(ever, name, within);
  return ever;
}

/** Rows that came later do not have it. */
const asRetired = (field: Field): Field => ({ ...field, within: undefined, required: false });

/** Puts the coarser column above all that the finer one lies within; unless it lies there, or the other way round. */
function withLink(schema: TableSchema, finer: string, coarser: string): TableSchema {
  const above = withCoarser(schema, [finer]);
  if (above.includes(coarser) || withCoarser(schema, [coarser]).includes(finer)) return schema;
  const top = above.at(-1);
  return { ...schema, fields: schema.fields.map((one) => (one.name === top ? { ...one, within: coarser } : one)) };
}
