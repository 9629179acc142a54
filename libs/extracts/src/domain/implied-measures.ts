import type { RowRule, RuleTerm, TableSchema } from '#warehouse';

/**
 * Sums that follow from others by the rules of a schema: where every row keeps cost = paid + owed, whoever has two of the three
 * has the third, and a cell in which it is all one contributor's must not be shown either.
 *
 * Rules that hold under a condition, or say more than that two sides are equal, tell no sum exactly.
 *
 * @param known measures whose sums are known
 * @returns measures of the schema that are not among these, in its order
 */
export function impliedMeasures({ fields, rules = [] }: TableSchema, known: readonly string[]): string[] {
  const measures = fields.filter(({ disclosureRole }) => disclosureRole === 'measure').map(({ name }) => name);
  const equal = rules.map(equalColumns);
  const found = new Set(known);
  for (let before = -1; before < found.size;) {
    before = found.size;
    for (const columns of equal) {
      const [last, ...more] = columns.filter((name) => !found.has(name));
      if (last !== undefined && more.length === 0) found.add(last);
    }
  }
  return measures.filter((name) => found.has(name) && !known.includes(name));
}

/** The columns that a rule makes one sum of; none: it makes none. */
function equalColumns(rule: RowRule): string[] {
  if (!('op' in rule) || rule.op !== '=' || rule.when) return [];
  return [...new Set([rule.left, rule.right].flatMap(columnsOf))];
}

const columnsOf = (term: RuleTerm): string[] => ('field' in term ? [term.field] : 'sum' in term ? term.sum : []);
