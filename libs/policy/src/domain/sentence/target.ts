import type { Where } from '../document/where';
import { NO_SERIES, type SubjectName } from '../vocabulary';
import type { Names } from './names';

/** What a rule compares with, as people know it; null stands for there being none, as for datasets of no series. */
export type Value = string | number | null;

/** One comparison of a condition, `$eq` and `$in` being one and so `$ne` and `$nin`. */
export type Comparison = {
  readonly field: string;
  readonly operator: 'is' | 'isNot' | '$lt' | '$lte' | '$gt' | '$gte';
  readonly values: readonly Value[];
};

/** What a rule is about: everything, these by name, everything but these, or those that meet every comparison. */
export type Target =
  | { readonly kind: 'all' }
  | { readonly kind: 'named' | 'allBut'; readonly names: readonly Value[] }
  | { readonly kind: 'those'; readonly comparisons: readonly Comparison[] };

export function targetOf(subject: SubjectName, where: Where, names: Names): Target {
  if (where === 'everything') return { kind: 'all' };
  const comparisons = comparisonsOf(subject, where, names);
  const [only, ...others] = comparisons;
  if (only?.field !== 'id' || others.length > 0) return { kind: 'those', comparisons };
  return { kind: only.operator === 'is' ? 'named' : 'allBut', names: only.values };
}

const SAME = new Map<string, Comparison['operator']>([
  ['$eq', 'is'],
  ['$in', 'is'],
  ['$ne', 'isNot'],
  ['$nin', 'isNot'],
]);

const comparisonsOf = (subject: SubjectName, where: Exclude<Where, 'everything'>, names: Names): Comparison[] =>
  Object.entries(where).flatMap(([field, operators]) =>
    Object.entries(operators ?? {}).map(([operator, operand]) => ({
      field,
      operator: SAME.get(operator) ?? (operator as Comparison['operator']),
      values: [operand].flat().map((value) => nameOf(subject, field, value as string | number, names)),
    })),
  );

function nameOf(subject: SubjectName, field: string, value: string | number, names: Names): Value {
  if (typeof value === 'number') return value;
  if (value === NO_SERIES && field === 'seriesId') return null;
  const naming = field === 'id' ? NAMED_BY_ID[subject] : NAMED_BY_FIELD[field];
  return (naming && names[naming]?.(value)) ?? value;
}

const NAMED_BY_ID: Partial<Record<SubjectName, keyof Names>> = { Dataset: 'dataset' };
const NAMED_BY_FIELD: Readonly<Record<string, keyof Names>> = {
  publisherId: 'organisation',
  organisationId: 'organisation',
  datasetId: 'dataset',
  seriesId: 'series',
};
