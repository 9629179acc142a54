import type { TableSchema } from '#warehouse';

/** A schema as if some of its columns did not exist: nothing in it names them any more. */
export function without(schema: TableSchema, hidden: ReadonlySet<string>): TableSchema {
  if (hidden.size === 0) return schema;
  const { fields, primaryKey, ...rest } = schema;
  const key = primaryKey?.filter((name) => !hidden.has(name)) ?? [];
  return {
    ...rest,
    ...(key.length > 0 && { primaryKey: key }),
    fields: fields
      .filter(({ name }) => !hidden.has(name))
      .map(({ within, ...field }) => (within !== undefined && !hidden.has(within) ? { ...field, within } : field)),
  };
}
