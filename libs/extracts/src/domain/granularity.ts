import type { DimensionRule } from '#policy';
import type { TableSchema } from '#warehouse';

/**
 * The columns by which a permission lets count: those it names and, where it names the finest of a hierarchy, every
 * coarser one that it lies within.
 */
export const allowedDimensions = (rules: readonly DimensionRule[], schema: Pick<TableSchema, 'fields'>): string[] => [
  ...new Set(rules.flatMap((rule) => (typeof rule === 'string' ? [rule] : upwards(rule.finest, schema)))),
];

function upwards(finest: string, { fields }: Pick<TableSchema, 'fields'>): string[] {
  const chain: string[] = [];
  const coarser = (column: string) => fields.find(({ name }) => name === column)?.within;
  for (let column: string | undefined = finest; column && !chain.includes(column); column = coarser(column)) {
    chain.push(column);
  }
  return chain;
}
