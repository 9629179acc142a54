import type { DecisionRule } from '../document/use';
import { withKinds, type Purpose } from '../purpose';
import { readAssignee } from './assignee';
import { CLAUSE_NAMES, CLAUSES, type ClauseName } from './clauses';
import { constraintsOf, leftOf, readClause, readTypes, type Clause, type Constraint } from './constraint';
import { readActions, type Effect } from './actions';
import { DATE_TIME, readDays, type Days } from './days';
import { readDuties } from './duty';
import { placeOf, type Reading, type Value } from './graph';
import type { Importing, Shared } from './importing';
import { shortOf } from './namespaces';
import { readTarget } from './target';
import { termsFrom } from './terms';

/** A rule as our language has it, still unchecked; and on which days it holds, which is said of whole policies here. */
export type ImportedRule = { readonly rule: object; readonly days: RuleDays; readonly at: Value };
export type RuleDays = Days & { readonly validForDays?: number };

export function importRule(importing: Importing, at: Value, effect: Effect): ImportedRule {
  const { reading, known, ours } = importing;
  const place = placeOf(at);
  readTypes(reading, place, effect === 'permission' ? ['Permission', 'Rule'] : ['Prohibition', 'Rule']);
  reading.values(place, 'odrl', 'uid');
  const values = (property: keyof Shared) => {
    const own = reading.values(place, 'odrl', property);
    const named = new Set(own.map(({ term }) => term.value));
    return [...own, ...importing.shared[property].filter(({ term }) => !named.has(term.value))];
  };
  const targets = values('target');
  if (targets.length === 0 && !ours)
    reading.remark(at.path, 'odrl:target', 'No target is named: read as all datasets.');
  const { parts, days, automatic } = readConstraints(importing, constraintsOf(reading, place, 'constraint'));
  const { duties, decisions } = readDuties(
    reading,
    effect === 'permission' ? reading.values(place, 'odrl', 'duty') : [],
    known,
  );
  const rule = {
    assignee: readAssignee(reading, values('assignee'), known),
    actions: readActions(importing, values('action'), { at, effect }),
    ...readTarget(reading, targets, known),
    ...ruleParts(parts, effect),
    ...decisionOf(reading, at, [...automatic, ...decisions]),
    ...(duties.length > 0 ? { duties } : {}),
  };
  return { rule, days, at };
}

function decisionOf(reading: Reading, at: Value, decisions: readonly DecisionRule[]): { decision?: DecisionRule } {
  const [decision, second] = decisions;
  if (second) reading.refuseTerm(at.path, 'granaio:decision', 'is decided in two ways: only one can be said');
  return decision ? { decision } : {};
}

type Parts = Partial<Record<ClauseName, unknown>>;
type Limits = { readonly parts: Parts; readonly days: RuleDays; readonly automatic: readonly DecisionRule[] };

/** What the constraints of a rule say; that the rule decides by itself is said with the other ways to decide. */
function readConstraints(importing: Importing, constraints: readonly Constraint[]): Limits {
  const parts: Parts = {};
  const days: { -readonly [Day in keyof Days]: string } = {};
  const putOnce = (into: Record<string, unknown>, said: object, { at, left }: Constraint) => {
    const isTwice = Object.keys(said).some((one) => one in into);
    if (isTwice) importing.reading.refuseTerm(at.path, shortOf(left), 'is compared twice');
    Object.assign(into, said);
  };
  for (const constraint of constraints) {
    if (constraint.left === DATE_TIME) putOnce(days, readDays(importing.reading, constraint), constraint);
    else putOnce(parts, readPart(importing, constraint), constraint);
  }
  const { validForDays, decision, ...others } = parts;
  return {
    parts: others,
    days: { ...days, ...(validForDays === undefined ? {} : { validForDays: validForDays as number }) },
    automatic: decision === undefined ? [] : [{ type: 'automatic' }],
  };
}

function readPart({ reading, ours }: Importing, constraint: Constraint): Parts {
  const name = CLAUSE_NAMES.find((one) => leftOf(CLAUSES[one]) === constraint.left);
  if (!name) {
    reading.refuseTerm(constraint.at.path, shortOf(constraint.left), 'is nothing that rules can be limited by here');
    return {};
  }
  const clause: Clause = CLAUSES[name];
  const read = readClause(reading, clause, constraint);
  if (name === 'purposes' && !ours && constraint.operator !== 'isA') refuseBroader(reading, constraint, read);
  return { [name]: read };
}

/** To others, `eq` and `isAnyOf` mean the named purposes alone; to us, whoever names a purpose means its kinds too. */
function refuseBroader(reading: Reading, { at, operator }: Constraint, read: unknown): void {
  const broader = ((read ?? []) as Purpose[]).filter((purpose) => withKinds([purpose]).length > 1);
  for (const purpose of broader) {
    reading.refuseTerm(
      at.path,
      `dpv:${purpose}`,
      `would cover its kinds too, which odrl:${operator} does not: say odrl:isA, or name the kinds`,
    );
  }
}

/** The constraints in the places where the document has them; what is not said is left out. */
function ruleParts(parts: Parts, effect: Effect): object {
  const { purposes, columns, dimensions, measures, rows, grantDays, ...rest } = parts;
  const terms = termsFrom(rest);
  const isUse = effect === 'permission' && Object.keys(parts).length > 0;
  const fineness = isUse ? { dimensions, measures: measures ?? [], terms } : { dimensions, measures, ...terms };
  return said({ purposes, columns, rows, grantDays, ...fineness });
}

const said = (object: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
