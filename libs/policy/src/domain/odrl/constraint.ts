import { placeOf, type Place, type Reading, type Value } from './graph';
import { iri, nameIn, shortOf, type Prefix } from './namespaces';
import type { Operand } from './operand';

/** The eight comparisons of our language in ODRL's words; `neg` is what the published context makes of `neq`. */
export const OPERATORS: ReadonlyMap<string, string> = new Map([
  ['eq', '$eq'],
  ['neg', '$ne'],
  ['neq', '$ne'],
  ['isAnyOf', '$in'],
  ['isNoneOf', '$nin'],
  ['lt', '$lt'],
  ['lteq', '$lte'],
  ['gt', '$gt'],
  ['gteq', '$gte'],
]);

/** `leftOperand operator rightOperand`, as we write it. */
export const constraintOf = (left: string, operator: string, operands: readonly unknown[]): object => ({
  '@type': 'Constraint',
  leftOperand: left,
  operator: `odrl:${operator}`,
  rightOperand: operands.length === 1 ? operands[0] : operands,
});

export type Constraint = {
  /** IRI of what is compared. */
  readonly left: string;
  /** ODRL's word. */
  readonly operator: string;
  readonly operands: readonly Value[];
  readonly at: Value;
};

const LOGIC = ['or', 'xone', 'andSequence'] as const;
const CONSTRAINT = ['Constraint', 'AtomicConstraint', 'LogicalConstraint'];

/** Takes note of what a node is said to be; what it may be here says nothing that its place does not. */
export function readTypes(reading: Reading, at: Place, allowed: readonly string[]): void {
  for (const type of reading.values(at, 'rdf', 'type')) {
    const name = nameIn('odrl', type.term.value) ?? nameIn('edc', type.term.value) ?? shortOf(type.term.value);
    if (!allowed.includes(name)) reading.refuse(type, `is no kind of thing that can stand here: ${allowed.join(', ')}`);
  }
}

/** All constraints under a property of a node; those that are joined by `and` one by one, because all must hold. */
export function constraintsOf(reading: Reading, at: Place, property: 'constraint' | 'refinement'): Constraint[] {
  return reading.values(at, 'odrl', property).flatMap((value) => {
    const joined = value.term.type === 'node' ? reading.values(placeOf(value), 'odrl', 'and') : [];
    if (joined.length > 0) readTypes(reading, placeOf(value), CONSTRAINT);
    return (joined.length > 0 ? joined : [value]).flatMap((one) => atomic(reading, one) ?? []);
  });
}

function atomic(reading: Reading, at: Value): Constraint | undefined {
  if (at.term.type !== 'node') {
    reading.refuse(at, 'is no constraint');
    return;
  }
  const place = placeOf(at);
  readTypes(reading, place, CONSTRAINT);
  reading.values(place, 'odrl', 'uid');
  if (refuseLogic(reading, place)) return undefined;
  const left = reading.value(place, 'odrl', 'leftOperand');
  const operator = reading.value(place, 'odrl', 'operator');
  const operands = reading.values(place, 'odrl', 'rightOperand');
  if (!left || !operator || operands.length === 0) {
    const lacking = !left ? 'leftOperand' : !operator ? 'operator' : 'rightOperand';
    reading.refuseTerm(at.path, `odrl:${lacking}`, 'is missing, so that the constraint says nothing');
    return;
  }
  return { left: valueOf(left), operator: operatorOf(operator), operands, at };
}

/** @returns whether there was any */
function refuseLogic(reading: Reading, place: Place): boolean {
  const found = LOGIC.map((name) => [name, reading.values(place, 'odrl', name)] as const);
  for (const [name, values] of found) {
    for (const value of values) reading.refuse(value, 'only what must all hold can be said: odrl:and', `odrl:${name}`);
  }
  return found.some(([, values]) => values.length > 0);
}

/** Some producers write words of the vocabulary as texts. */
const valueOf = ({ term }: Value): string =>
  term.value.startsWith('odrl:') ? iri('odrl', term.value.slice(5)) : term.value;

const operatorOf = (value: Value): string => nameIn('odrl', valueOf(value)) ?? shortOf(value.term.value);

/** One thing that constraints of a rule can say, and what becomes of it. */
export type Clause<T = unknown> = {
  readonly left: readonly [Prefix, string];
  /** The first is the one we write. */
  readonly operators: readonly string[];
  readonly operand: Operand<T>;
  readonly many?: boolean;
};

export const leftOf = ({ left: [prefix, name] }: Clause): string => iri(prefix, name);

export function writeClause<T>({ left, operators, operand }: Clause<T>, values: readonly T[]): object {
  return constraintOf(
    left.join(':'),
    operators[0] ?? 'eq',
    values.map((value) => operand.write(value)),
  );
}

/** What is not said is left out. */
export function writeSome<T>(clause: Clause<T>, value: T | readonly T[] | undefined): object[] {
  const values = value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];
  return values.length > 0 ? [writeClause(clause, values)] : [];
}

/** @returns what the constraint says, one value or several; undefined: it was refused */
export function readClause(reading: Reading, clause: Clause, { operator, operands, at }: Constraint): unknown {
  const term = shortOf(leftOf(clause));
  if (!clause.operators.includes(operator)) {
    const known = clause.operators.map((name) => `odrl:${name}`).join(', ');
    reading.refuseTerm(at.path, `${term} odrl:${operator}`, `is compared here by ${known} only`);
    return;
  }
  const values = operands.map((value) => {
    const read = clause.operand.read(value.term);
    if (read === undefined) reading.refuse(value, `is not what ${term} is compared with here: ${clause.operand.what}`);
    return read;
  });
  if (values.includes(undefined)) return undefined;
  if (clause.many) return values;
  if (values.length > 1) {
    reading.refuseTerm(at.path, term, 'is compared with several values where one counts');
    return;
  }
  return values[0];
}
