import type { DecisionRule, DimensionRule, Duty, PolicyTerms, UsePermission } from '../document/use';
import type { Names } from './names';
import type { Phrases, Saying, UsePhrases } from './phrases';

/** Says a permission to draw numbers or rows: one main clause, and one more for each further term that it sets. */
export function sayUse(say: Phrases, rule: UsePermission, { who, what, names }: Said): string {
  const main = [
    say.usePermission(who, rule.actions, what),
    ...sayColumns(say, rule),
    say.use.purposes(rule.purposes),
    say.use.behind(rule.terms),
  ].join(', ');
  return [main, ...furtherTerms(say, rule, names)].join('; ');
}

type Said = { readonly who: string; readonly what: string; readonly names: Names };

/** Rows have columns; numbers are by dimensions, and of measures or of people alone, which rows one by one never are. */
function sayColumns(say: Phrases, { actions, dimensions, measures }: UsePermission): string[] {
  const columns = dimensions.map((dimension) => sayDimension(say, dimension));
  const ofRows = actions.every((action) => action === 'exportRecords');
  const isCount = measures.length === 0 && !actions.includes('exportRecords');
  return [
    ofRows ? say.use.columns(columns) : say.use.by(columns),
    ...(isCount || measures.length > 0 ? [say.use.measures(measures)] : []),
  ];
}

const sayDimension = (say: Phrases, dimension: DimensionRule) =>
  typeof dimension === 'string' ? say.quote(dimension) : `${say.quote(dimension.finest)} (${say.use.orCoarser})`;

const furtherTerms = (say: Phrases, { rows, terms, decision, duties, grantDays }: UsePermission, names: Names) => [
  ...(rows === undefined ? [] : [say.use.ownRows]),
  ...sayTerms(say, terms),
  ...(decision === undefined ? [] : [sayDecision(say, decision, names)]),
  ...(duties === undefined ? [] : [say.use.must(say.list(duties.map((duty) => sayDuty(say, duty))))]),
  ...(grantDays === undefined ? [] : [say.use.grant(grantDays)]),
];

const TERMS = [
  ...(['minPeopleOutside', 'dominance', 'pPercent', 'groupDisclosurePercent', 'generalise'] as const),
  ...(['roundingBase', 'rounding', 'cellKey', 'noise', 'epsilonPerYear', 'outputCheck'] as const),
] as const satisfies readonly (keyof UsePhrases['terms'])[];
const MICRODATA = [
  'k',
  'l',
  't',
  'mostSuppressedPercent',
] as const satisfies readonly (keyof UsePhrases['microdata'])[];

/** One clause for each of the further terms. */
export function sayTerms({ use }: Phrases, { microdata, ...terms }: Partial<PolicyTerms>): string[] {
  return [
    ...sayEach(use.terms, terms, TERMS),
    ...(microdata === undefined ? [] : [sayEach(use.microdata, microdata, MICRODATA).join(', ')]),
  ];
}

const sayEach = <T, K extends keyof T>(say: Saying<T>, values: T, keys: readonly K[]): string[] =>
  keys.flatMap((key) => {
    const value = values[key];
    return value === undefined || value === null ? [] : [say[key](value)];
  });

function sayDecision({ use: { decisions }, quote }: Phrases, decision: DecisionRule, names: Names): string {
  if (decision.type === 'reviewers') return decisions.reviewers(decision.count);
  if (decision.type !== 'vote') return decisions[decision.type];
  const { body } = decision;
  return decisions.vote(body === undefined ? null : quote(names.body?.(body) ?? body));
}

function sayDuty({ use: { duties } }: Phrases, duty: Duty): string {
  if (duty.type === 'reportUse') return duties.reportUse(duty.everyDays);
  return 'days' in duty ? duties[duty.type](duty.days) : duties[duty.type];
}
