import type { Where } from './policy-document';
import { FIELDS_OF, type SubjectName } from './vocabulary';

type Value = string | number;
type Operator = '$eq' | '$ne' | '$in' | '$nin' | '$lt' | '$lte' | '$gt' | '$gte';
type Comparison = readonly [Operator, Value | readonly Value[]];

const HOLDS: Record<Operator, (value: Value, operand: Value | readonly Value[]) => boolean> = {
  $eq: (value, operand) => value === operand,
  $ne: (value, operand) => value !== operand,
  $in: (value, operand) => [operand].flat().includes(value),
  $nin: (value, operand) => ![operand].flat().includes(value),
  $lt: (value, operand) => value < operand,
  $lte: (value, operand) => value <= operand,
  $gt: (value, operand) => value > operand,
  $gte: (value, operand) => value >= operand,
};

const holds = (value: Value, comparisons: readonly Comparison[]) =>
  comparisons.every(([operator, operand]) => HOLDS[operator](value, operand));

/** Whether one whole record meets a condition, as the engine decides it for rules that permit. */
export const meets = (record: Readonly<Record<string, Value>>, where: Where): boolean =>
  where === 'everything' ||
  Object.keys(where).every((field) => {
    const value = record[field];
    if (value === undefined) throw new Error(`${field} was not loaded.`);
    return holds(value, comparisonsOn(where, field));
  });

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
