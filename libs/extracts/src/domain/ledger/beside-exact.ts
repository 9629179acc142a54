import type { TableSchema } from '#warehouse';

/**
 * What noise has to keep away from, where exact tables of some of the same rows have left the commons.
 *
 * Two tables tell of one group of people wherever they share a dimension, or columns of one hierarchy. Where they share
 * none they still share the total of everybody: a noisy table can leave that out.
 *
 * @param asked dimensions of the noisy table
 * @param exact dimensions of each exact one
 * @returns `refused`: nothing could be hidden; `withoutTotal`: all but the total of everybody could; `free`: there is none
 */
export function besideExact(
  schema: TableSchema,
  asked: readonly string[],
  exact: readonly (readonly string[])[],
): 'refused' | 'withoutTotal' | 'free' {
  if (exact.length === 0) return 'free';
  const families = new Set(asked.map((name) => coarsest(schema, name)));
  const isShared = exact.some((dimensions) => dimensions.some((name) => families.has(coarsest(schema, name))));
  return isShared ? 'refused' : 'withoutTotal';
}

/** The coarsest column of the hierarchy that a column is in: it names all of it. */
function coarsest(schema: TableSchema, name: string): string {
  const coarser = schema.fields.find((field) => field.name === name)?.within;
  return coarser === undefined ? name : coarsest(schema, coarser);
}
