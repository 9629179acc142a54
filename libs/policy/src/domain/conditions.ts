import type { Where } from './document/where';
import { FIELDS_OF, type SubjectName } from './vocabulary';

type Value = string | number;
type Operator = '$eq' | '$ne' | '$in' | '$nin' | '$lt' | '$lte' | '$gt' | '$gte';
type Comparison = readonly [Operator, Value | readonly Value[]];

/** By operator, what an operand asks of a value. */
const TESTS: Record<Operator, (operand: never) => (value: Value) => boolean> = {
  $eq: (operand: Value) => (value) => value === operand,
  $ne: (operand: Value) => (value) => value !== operand,
  $in: (operand: readonly Value[]) => isOneOf(operand),
  $nin: (operand: readonly Value[]) => not(isOneOf(operand)),
  $lt: (operand: Value) => (value) => value < operand,
  $lte: (operand: Value) => (value) => value <= operand,
  $gt: (operand: Value) => (value) => value > operand,
  $gte: (operand: Value) => (value) => value >= operand,
};

function isOneOf(operand: readonly Value[]): (value: Value) => boolean {
  const values = new Set(operand);
  return (value) => values.has(value);
}

const not = (test: (value: Value) => boolean) => (value: Value) => !test(value);

/** @throws Error (a defect) for an operator that the language does not have */
function testOf([operator, operand]: Comparison): (value: Value) => boolean {
  if (!Object.hasOwn(TESTS, operator)) throw new Error(`A policy may not use the operator "${operator.slice(1)}".`);
  return TESTS[operator](operand as never);
}

const holds = (value: Value, comparisons: readonly Comparison[]) =>
  comparisons.every((comparison) => testOf(comparison)(value));

export type Conditions = Exclude<Where, 'everything'>;

/**
 * Whether records meet conditions, made once for all of them: what every decision spends its time on.
 *
 * The test that it makes fails where a record has no value for a field, rather than to guess.
 */
export function testFor(conditions: Conditions): (record: Readonly<Record<string, Value>>) => boolean {
  const tests = Object.keys(conditions).flatMap((field) =>
    comparisonsOn(conditions, field).map((comparison) => ({ field, test: testOf(comparison) })),
  );
  return (record) => {
    for (const { field, test } of tests) {
      const value = record[field];
      if (value === undefined) throw new Error(`${field} was not loaded.`);
      if (!test(value)) return false;
    }
    return true;
  };
}

/** Whether one whole record meets a condition, as the engine decides it for rules that permit. */
export const meets = (record: Readonly<Record<string, Value>>, where: Where): boolean =>
  where === 'everything' || testFor(where)(record);

/**
 * Fewer conditions that the same records meet: those that differ only in which values of one field they name become one
 * that names the values of all of them.
 */
export const mergeConditions = (all: readonly Conditions[]): Conditions[] =>
  [...new Set(all.flatMap(Object.keys))].reduce<Conditions[]>(mergeOn, [...all]);

function mergeOn(all: readonly Conditions[], field: string): Conditions[] {
  const [merged, untouched] = [new Map<string, { others: Conditions; values: Set<Value> }>(), [] as Conditions[]];
  for (const conditions of all) {
    const { [field]: comparison, ...others } = conditions;
    const named = valuesNamed(comparison);
    if (!named) {
      untouched.push(conditions);
      continue;
    }
    const key = JSON.stringify(others);
    const { values } = merged.get(key) ?? added(merged, key, { others, values: new Set<Value>() });
    for (const value of named) values.add(value);
  }
  return [...untouched, ...[...merged.values()].map(({ others, values }) => naming(others, field, [...values]))];
}

function added<T>(map: Map<string, T>, key: string, value: T): T {
  map.set(key, value);
  return value;
}

const naming = (others: Conditions, field: string, values: readonly Value[]) =>
  ({ ...others, [field]: values.length === 1 ? { $eq: values[0] } : { $in: values } }) as Conditions;

/** Those of which a comparison asks for one, if that is all it asks. */
function valuesNamed(comparison: Conditions[string]): readonly Value[] | null {
  const [[operator, operand] = [], ...others] = Object.entries(comparison ?? {}) as unknown as Comparison[];
  if (others.length > 0 || (operator !== '$eq' && operator !== '$in')) return null;
  return [operand ?? []].flat();
}

/**
 * Whether some record could meet all of these conditions at once. Exact for each field, and fields do not depend on
 * one another: where it says yes, one can write such a record down.
 */
export function canMeet(subject: SubjectName, conditions: readonly Where[]): boolean {
  return Object.entries(FIELDS_OF[subject]).every(([field, kind]) => {
    const comparisons = conditions.flatMap((where) => comparisonsOn(where, field));
    const named = comparisons.flatMap(([, operand]) => [operand].flat());
    const asksForOneOf = comparisons.some(([operator]) => operator === '$eq' || operator === '$in');
    if (!asksForOneOf && kind !== 'count') return true;
    return (asksForOneOf ? named : countsToTry(named)).some((value) => holds(value, comparisons));
  });
}

/** Beside each count that is named there is one on which every comparison says the same as on all others between. */
const countsToTry = (named: readonly Value[]) => [
  0,
  ...named.flatMap((count) => (typeof count === 'number' ? [count - 1, count, count + 1] : [])).filter((n) => n >= 0),
];

const comparisonsOn = (where: Where, field: string): Comparison[] =>
  where === 'everything' ? [] : (Object.entries(where[field] ?? {}) as unknown as Comparison[]);
