import type { Assignee, ExtractPermission, Where } from '../policy-document';
import type { Action, SubjectName } from '../vocabulary';

/** What people call the things that a policy names by id; an unknown id stands for itself. */
export type Names = { organisation(id: string): string; dataset(id: string): string };

/** A language: how it says each construct of a policy. Whole phrases, so that each follows its own grammar. */
export type Phrases = {
  /** A plural subject: "the researchers of …". */
  readonly assignee: (assignee: Assignee, names: Names) => string;
  readonly permission: (who: string, actions: readonly Action[], what: string) => string;
  readonly prohibition: (who: string, actions: readonly Action[], what: string) => string;
  readonly extract: (who: string, rule: ExtractPermission, what: string) => string;
  readonly what: (subject: SubjectName, target: Target, rule: Reach) => string;
  /** What the permissions of an organisation's own policy do to everybody else's, and the federation's to them. */
  readonly onlyWithin: (whose: string) => string;
  /** @param day the last one in force */
  readonly until: (day: string) => string;
};

/** `never`: the rule forbids, and "not all" would leave some. `whose`: all that it reaches; null: the federation's. */
export type Reach = { readonly never: boolean; readonly whose: string | null };

/** One comparison of a condition, `$eq` and `$in` being one and so `$ne` and `$nin`; its values as people know them. */
export type Comparison = {
  readonly field: string;
  readonly operator: 'is' | 'isNot' | '$lt' | '$lte' | '$gt' | '$gte';
  readonly values: readonly (string | number)[];
};

/** What a rule is about: everything, these by name, everything but these, or those that meet every comparison. */
export type Target =
  | { readonly kind: 'all' }
  | { readonly kind: 'named' | 'allBut'; readonly names: readonly (string | number)[] }
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

function nameOf(subject: SubjectName, field: string, value: string | number, names: Names): string | number {
  if (typeof value === 'number') return value;
  if (field === 'publisherId' || field === 'organisationId') return names.organisation(value);
  if (field === 'datasetId' || (field === 'id' && subject === 'Dataset')) return names.dataset(value);
  return value;
}

/**
 * Puts what somebody named between the quotes of a language. A name that brings quotes or line breaks of its own could
 * end its quotation and go on as if it were the rule, so it loses them.
 */
export const quoted = (text: string | number, [open, close]: readonly [string, string]): string =>
  typeof text === 'number'
    ? String(text)
    : `${open}${text.replace(/[«»“”„‟"]/g, "'").replace(/[\s\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')}${close}`;

/** A calendar day in words, as the language writes it; always in UTC, as the rule counts. */
export const dayInWords = (day: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
