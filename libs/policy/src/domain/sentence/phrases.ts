import type { Assignee } from '../document/assignee';
import type { DecisionRule, Duty, PolicyTerms } from '../document/use';
import type { Purpose } from '../purpose';
import type { Action, SubjectName, UseAction } from '../vocabulary';
import type { Target, Value } from './target';

/** `never`: the rule forbids, and "not all" would leave some. `whose`: all that it reaches; null: the federation's. */
export type Reach = { readonly never: boolean; readonly whose: string | null };

export type RoleName = Extract<Assignee, { type: 'role' }>['role'];
export type KindName = Extract<Assignee, { type: 'kind' }>['kinds'][number];

/** Whom a rule is about, as a plural subject, or one that agrees with the same verbs; organisations are quoted. */
export type PeoplePhrases = {
  readonly members: string;
  readonly public: string;
  /** @param organisations null: all of the federation's */
  readonly role: (role: RoleName, organisations: readonly string[] | null) => string;
  readonly organisation: (organisations: readonly string[]) => string;
  readonly kind: (kinds: readonly KindName[]) => string;
} & Record<Assignee['type'], unknown>;

/** A language: how it says each construct of a policy. Whole phrases, so that each follows its own grammar. */
export type Phrases = {
  readonly quote: (value: Value) => string;
  readonly list: (items: readonly string[]) => string;
  readonly people: PeoplePhrases;
  readonly permission: (who: string, actions: readonly Action[], what: string) => string;
  readonly prohibition: (who: string, actions: readonly Action[], what: string) => string;
  /** A permission to draw numbers or rows, which `use` says under which terms. */
  readonly usePermission: (who: string, actions: readonly UseAction[], what: string) => string;
  readonly what: (subject: SubjectName, target: Target, reach: Reach) => string;
  readonly use: UsePhrases;
  /** Goes on after what is forbidden: as regards these columns. */
  readonly onColumns: (columns: readonly string[]) => string;
  /** What the permissions of an organisation's own policy do to everybody else's, and the federation's to them. */
  readonly onlyWithin: (whose: string) => string;
  /** @param day the first one in force */
  readonly from: (day: string) => string;
  readonly forDays: (days: number) => string;
  /** @param day the last one in force */
  readonly until: (day: string) => string;
};

/** How each of some values is said. */
export type Saying<T> = { readonly [K in keyof T]-?: (value: NonNullable<T[K]>) => string };

/** The terms of a use: those that go on after its object, and those that are clauses of their own. */
export type UsePhrases = {
  /** @param columns quoted */
  readonly by: (columns: readonly string[]) => string;
  readonly orCoarser: string;
  /** Of rows, one by one. @param columns quoted */
  readonly columns: (columns: readonly string[]) => string;
  readonly measures: (columns: readonly string[]) => string;
  readonly purposes: (purposes: readonly Purpose[]) => string;
  readonly behind: (terms: Pick<PolicyTerms, 'minPeople' | 'minContributors'>) => string;
  readonly ownRows: string;
  readonly terms: Saying<Omit<PolicyTerms, 'minPeople' | 'minContributors' | 'microdata'>>;
  /** The first goes before the others, which say more about it. */
  readonly microdata: Saying<NonNullable<PolicyTerms['microdata']>>;
  readonly decisions: {
    readonly automatic: string;
    readonly reviewers: (count: number) => string;
    /** @param body quoted; null: the federation's assembly */
    readonly vote: (body: string | null) => string;
    readonly consent: string;
  } & Record<DecisionRule['type'], unknown>;
  readonly duties: {
    readonly cite: string;
    readonly noReidentification: string;
    readonly deleteAfter: (days: number) => string;
    readonly shareResults: (days: number) => string;
    readonly reportUse: (everyDays: number) => string;
  } & Record<Duty['type'], unknown>;
  /** @param duties infinitives in a list */
  readonly must: (duties: string) => string;
  readonly grant: (days: number) => string;
};
