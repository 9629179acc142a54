import type { Actor } from './actor';
import type { Permission, Prohibition } from './policy-document';

type Rule = Permission | Prohibition;
type Knows = (datasetId: string) => boolean;

/**
 * A rule as it may be told to somebody who need not be one to read its policy: without columns that are hidden from them
 * in whatever dataset, and without datasets that they may not know of and that stand beside others.
 *
 * @param knows whether they may know of a dataset
 * @returns null if it is about nothing but what is hidden
 */
export function shownRule(by: Actor, rule: Rule, knows: Knows): Rule | null {
  const hidden = new Set(
    by.bars
      .filter(({ prohibition }) => prohibition.actions.includes('readMetadata'))
      .flatMap(({ prohibition }) => prohibition.columns ?? []),
  );
  const shown = Object.entries(rule).map(([part, value]): [string, unknown] => {
    if (!COLUMNS.includes(part)) return [part, value];
    return [part, (value as unknown[]).filter((column) => !hidden.has(nameOf(column)))];
  });
  if (shown.some(([part, value]) => NEEDED.includes(part) && (value as unknown[]).length === 0)) return null;
  return { ...Object.fromEntries(shown), where: whereKnown(rule.where, knows) } as Rule;
}

const COLUMNS = ['dimensions', 'measures', 'columns'];
/** Without any of these a rule would say something else. */
const NEEDED = ['dimensions', 'columns'];

const nameOf = (column: unknown): string =>
  typeof column === 'object' && column !== null && 'finest' in column ? String(column.finest) : String(column);

/** Who is told of one dataset among several may know of that one, so that a list never becomes empty. */
function whereKnown(where: Rule['where'], knows: Knows): unknown {
  if (where === 'everything') return where;
  const { id, ...others } = where as { readonly id?: Readonly<Record<string, unknown>> };
  if (!id) return where;
  const comparisons = Object.entries(id).flatMap(([operator, operand]): [string, unknown][] => {
    const known = Array.isArray(operand) ? operand.filter((one) => knows(String(one))) : operand;
    if (Array.isArray(known)) return known.length > 0 ? [[operator, known]] : [];
    return operator === '$ne' && !knows(String(operand)) ? [] : [[operator, known]];
  });
  const left = { ...others, ...(comparisons.length > 0 && { id: Object.fromEntries(comparisons) }) };
  return Object.keys(left).length > 0 ? left : 'everything';
}
