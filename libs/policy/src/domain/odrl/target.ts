import type { Where } from '../document/where';
import { FIELDS_OF, type FieldKind, type SubjectName } from '../vocabulary';
import { constraintOf, constraintsOf, OPERATORS, readTypes, type Constraint } from './constraint';
import { placeOf, type Reading, type Value } from './graph';
import { nameIn, shortOf } from './namespaces';
import { whole, text } from './operand';
import { addressOf, COLLECTIONS, idOf, kindOfField, type Known } from './things';

export type Target = { readonly subject: SubjectName; readonly where: unknown };
type Comparisons = Record<string, Record<string, unknown>>;

/** The last word for each is ours. */
const WORDS = new Map([...OPERATORS].map(([word, operator]) => [operator, word]));
const ASSET = ['Asset', 'AssetCollection'];
const isList = (operator: string) => operator === '$in' || operator === '$nin';

/** Which records a rule is about: datasets by their addresses where it names them, a collection with refinements else. */
export function targetOf(subject: SubjectName, where: Where, base: string): unknown {
  const source = `granaio:${COLLECTIONS[subject]}`;
  if (where === 'everything') return { '@id': source };
  const ids = subject === 'Dataset' ? namedIds(where as Comparisons) : null;
  if (ids) return ids.map((id) => ({ '@id': addressOf(base, 'datasets', id) }));
  return {
    '@type': 'AssetCollection',
    source: { '@id': source },
    refinement: refinementsOf(subject, where as Comparisons, base),
  };
}

/** The ids if that is all that is compared: one, or one of several. A list of one is not the same document. */
function namedIds(where: Comparisons): string[] | null {
  const { $eq, $in, ...others } = where.id ?? { no: 'id' };
  if (Object.keys(where).length > 1 || Object.keys(others).length > 0) return null;
  if ($in === undefined) return [$eq as string];
  return $eq === undefined && ($in as string[]).length > 1 ? ($in as string[]) : null;
}

function refinementsOf(subject: SubjectName, where: Comparisons, base: string): object[] {
  return Object.entries(where).flatMap(([field, comparison]) =>
    Object.entries(comparison).map(([operator, operand]) => {
      const kind = kindOfField(subject, field);
      const values = (isList(operator) ? operand : [operand]) as unknown[];
      const written = values.map((one) => (kind ? { '@id': addressOf(base, kind, one as string) } : one));
      return constraintOf(`granaio:${field}`, WORDS.get(operator) ?? operator, written);
    }),
  );
}

/** @returns undefined if it was refused; nothing named is every dataset */
export function readTarget(reading: Reading, values: readonly Value[], known: Known): Target | undefined {
  if (values.length === 0) return { subject: 'Dataset', where: 'everything' };
  const collections = values.flatMap((value) => subjectOf(reading, value) ?? []);
  const [collection] = collections;
  if (!collection) return readNamed(reading, values, known);
  if (values.length > 1) {
    refuseMixed(reading, values);
    return;
  }
  const { subject, value } = collection;
  const refinements = constraintsOf(reading, placeOf(value), 'refinement');
  const where = refinements.reduce<Comparisons>((all, one) => withComparison(reading, all, [subject, one], known), {});
  if (Object.keys(where).length === 0) return { subject, where: 'everything' };
  return { subject, where };
}

function refuseMixed(reading: Reading, values: readonly Value[]): undefined {
  const problem = 'is one of several targets of which one is a collection: make it a rule of its own';
  for (const value of values) reading.refuse(value, problem);
  return undefined;
}

function readNamed(reading: Reading, values: readonly Value[], known: Known): Target | undefined {
  const ids = values.map((value) => {
    const id = value.term.type === 'node' ? idOf(known, 'datasets', value.term.value) : undefined;
    if (id === undefined) reading.refuse(value, 'is no dataset of ours: say which one it stands for');
    if (value.term.type === 'node') readTypes(reading, placeOf(value), ASSET);
    return id;
  });
  if (ids.includes(undefined)) return undefined;
  return { subject: 'Dataset', where: { id: ids.length === 1 ? { $eq: ids[0] } : { $in: ids } } };
}

/** Of which collection of ours a target is, whole or refined; undefined: it is something else. */
function subjectOf(reading: Reading, value: Value): { subject: SubjectName; value: Value } | undefined {
  if (value.term.type !== 'node') return undefined;
  readTypes(reading, placeOf(value), ASSET);
  const source = reading.value(placeOf(value), 'odrl', 'source');
  const name = nameIn('granaio', (source ?? value).term.value);
  const subject = (Object.keys(COLLECTIONS) as SubjectName[]).find((one) => COLLECTIONS[one] === name);
  if (!subject && source) reading.refuse(source, 'is no collection of ours');
  return subject && { subject, value };
}

function withComparison(
  reading: Reading,
  where: Comparisons,
  [subject, constraint]: readonly [SubjectName, Constraint],
  known: Known,
): Comparisons {
  const { left, operator: word, at } = constraint;
  const field = nameIn('granaio', left) ?? '';
  const operator = OPERATORS.get(word) ?? '';
  const problem = problemWith(where, subject, field, constraint);
  if (problem) {
    reading.refuseTerm(at.path, shortOf(left), problem);
    return where;
  }
  const operands = constraint.operands.map((value) => readFact(reading, value, [subject, field], known));
  return { ...where, [field]: { ...where[field], [operator]: isList(operator) ? operands : operands[0] } };
}

function problemWith(where: Comparisons, subject: SubjectName, field: string, constraint: Constraint): string | null {
  const operator = OPERATORS.get(constraint.operator);
  if (!Object.hasOwn(FIELDS_OF[subject], field)) return 'is no fact about such records';
  if (operator === undefined) return `is not compared by odrl:${constraint.operator} here`;
  if (Object.hasOwn(where[field] ?? {}, operator)) return 'is compared twice in the same way';
  if (!isList(operator) && constraint.operands.length > 1) return 'is compared with several values where one counts';
  return null;
}

function readFact(reading: Reading, value: Value, [subject, field]: readonly [SubjectName, string], known: Known) {
  const kind = kindOfField(subject, field);
  const read = kind ? idOf(known, kind, value.term.value) : factOf(FIELDS_OF[subject][field]).read(value.term);
  if (read === undefined) reading.refuse(value, `is not what granaio:${field} is compared with`);
  return read;
}

const factOf = (kind: FieldKind | undefined) => (kind === 'count' ? whole : text);
