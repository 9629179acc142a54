import type { PolicyDocument, Where } from '../policy-document';
import type { Purpose } from '../vocabulary';

/** What people call the things that a policy names by id; an unknown id stands for itself. */
export type Names = { organisation(id: string): string; dataset(id: string): string };

type Rule = PolicyDocument['permissions'][number] | PolicyDocument['prohibitions'][number];

/** A language: how it says each construct of a policy. Whole phrases, so that each follows its own grammar. */
export type Phrases = {
  assignee(assignee: Rule['assignee'], names: Names): string;
  /** `members` and roles are plural subjects: "… may …". */
  permission(who: string, actions: readonly string[], what: string): string;
  prohibition(who: string, actions: readonly string[], what: string): string;
  extract(who: string, rule: ExtractFacts, what: string): string;
  action(action: string): string;
  what(subject: string, where: Where, names: Names): string;
  purpose(purpose: Purpose): string;
  until(day: string): string;
  list(items: readonly string[], joint: 'and' | 'or'): string;
};

export type ExtractFacts = {
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
  readonly purposes: readonly Purpose[];
  readonly terms: { readonly minPeople: number; readonly minContributors: number };
};

export type Comparison = { readonly field: string; readonly operator: string; readonly value: unknown };

/** The comparisons of a condition, in the order they were written. */
export const comparisonsOf = (where: Exclude<Where, 'everything'>): Comparison[] =>
  Object.entries(where).flatMap(([field, operators]) =>
    Object.entries(operators ?? {}).map(([operator, value]) => ({ field, operator, value: value as unknown })),
  );

/** Values as people know them: ids by name, text in the language's quotes, lists joined by the language. */
export function valueOf({ field, value }: Comparison, names: Names, quote: (text: string) => string): string[] {
  const values: unknown[] = Array.isArray(value) ? value : [value];
  return values.map((one) => (typeof one === 'string' ? quote(nameOf(field, one, names)) : String(one)));
}

function nameOf(field: string, id: string, names: Names): string {
  if (field === 'publisherId' || field === 'organisationId') return names.organisation(id);
  if (field === 'id' || field === 'datasetId') return names.dataset(id);
  return id;
}

/** A calendar day in words, as the language writes it; always in UTC, as the rule counts. */
export const dayInWords = (day: string, locale: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
