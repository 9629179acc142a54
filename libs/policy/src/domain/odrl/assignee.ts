import { KINDS, ROLES, type Assignee } from '../document/assignee';
import { constraintsOf, readClause, readTypes, writeClause, type Clause, type Constraint } from './constraint';
import { placeOf, type Reading, type Value } from './graph';
import { iri, nameIn, shortOf } from './namespaces';
import { wordOf, type Operand } from './operand';
import { addressOf, idOf, type Known } from './things';

const PARTY = ['Party', 'PartyCollection'];

const role: Clause = {
  left: ['granaio', 'role'],
  operators: ['eq'],
  operand: wordOf('granaio', ROLES, `one of these roles: ${ROLES.join(', ')}`),
};
const kinds: Clause = {
  left: ['granaio', 'organisationKind'],
  operators: ['isAnyOf', 'eq'],
  operand: wordOf('granaio', KINDS, `one of these kinds: ${KINDS.join(', ')}`),
  many: true,
};
const organisations = (known: Known): Clause => ({
  left: ['granaio', 'organisation'],
  operators: ['isAnyOf', 'eq'],
  operand: organisation(known),
  many: true,
});

const organisation = (known: Known): Operand<string> => ({
  what: 'an organisation of ours',
  write: (id) => ({ '@id': addressOf(known.base, 'organisations', id) }),
  read: ({ type, value }) => (type === 'node' ? idOf(known, 'organisations', value) : undefined),
});

/**
 * Whom a rule is about: an organisation stands for whoever belongs to it; `granaio:members` for the members' books of
 * the assigner, `granaio:public` for anybody, and a collection with refinements for those of them who meet all.
 */
export function assigneeOf(assignee: Assignee, base: string): unknown {
  switch (assignee.type) {
    case 'public':
    case 'members':
      return { '@id': `granaio:${assignee.type}` };
    case 'organisation':
      return assignee.organisations.map((id) => organisation({ base }).write(id));
    case 'kind':
      return collection('members', [writeClause(kinds, assignee.kinds)]);
    case 'role':
      return assignee.organisations === 'federation'
        ? collection('members', [writeClause(role, [assignee.role])])
        : collection('public', [
            writeClause(role, [assignee.role]),
            writeClause(organisations({ base }), assignee.organisations),
          ]);
  }
}

const collection = (source: 'members' | 'public', refinement: readonly object[]) => ({
  '@type': 'PartyCollection',
  source: { '@id': `granaio:${source}` },
  refinement,
});

/** @returns undefined if it was refused; nobody named is everybody */
export function readAssignee(reading: Reading, values: readonly Value[], known: Known): unknown {
  const [first, second] = values;
  if (!first) return { type: 'public' };
  for (const value of values) if (value.term.type === 'node') readTypes(reading, placeOf(value), PARTY);
  const group = second ? undefined : wholeOf(first);
  if (group) return { type: group };
  return !second && isRefined(reading, first)
    ? readCollection(reading, first, known)
    : readNamed(reading, values, known);
}

function readNamed(reading: Reading, values: readonly Value[], known: Known): object | undefined {
  const ids = values.map((value) => {
    const id = organisation(known).read(value.term);
    if (id === undefined) reading.refuse(value, 'is no organisation of ours: say which one it stands for');
    return id;
  });
  return ids.includes(undefined) ? undefined : { type: 'organisation', organisations: ids };
}

const wholeOf = ({ term }: Value) =>
  (['members', 'public'] as const).find((name) => term.value === iri('granaio', name));

const isRefined = (reading: Reading, { term }: Value) =>
  term.type === 'node' && (reading.has(term.value, 'odrl', 'source') || reading.has(term.value, 'odrl', 'refinement'));

/** The clauses of a collection by what they are about. */
type Said = { role?: unknown; kinds?: unknown; organisations?: unknown };

function readCollection(reading: Reading, value: Value, known: Known): unknown {
  const source = reading.value(placeOf(value), 'odrl', 'source');
  const said: Said = {};
  for (const constraint of constraintsOf(reading, placeOf(value), 'refinement')) {
    readRefinement(reading, constraint, said, known);
  }
  const of = source && nameIn('granaio', source.term.value);
  const shape = `${of ?? ''}: ${Object.keys(said).sort().join(', ')}`;
  const read = SHAPES[shape]?.(said);
  if (!read) reading.refuse(source ?? value, 'is no group of people that can be named here');
  return read;
}

/** The groups that our language can name, by their source and what they are refined by. */
const SHAPES: Readonly<Record<string, (said: Said) => object>> = {
  'members: ': () => ({ type: 'members' }),
  'public: ': () => ({ type: 'public' }),
  'members: kinds': (said) => ({ type: 'kind', kinds: said.kinds }),
  'members: role': (said) => ({ type: 'role', role: said.role, organisations: 'federation' }),
  'public: organisations, role': (said) => ({ type: 'role', role: said.role, organisations: said.organisations }),
  'public: organisations': (said) => ({ type: 'organisation', organisations: said.organisations }),
};

function readRefinement(reading: Reading, constraint: Constraint, said: Said, known: Known): void {
  const clauses = { role, kinds, organisations: organisations(known) };
  const found = (['role', 'kinds', 'organisations'] as const).find(
    (name) => iri(...clauses[name].left) === constraint.left,
  );
  const term = shortOf(constraint.left);
  if (!found) reading.refuseTerm(constraint.at.path, term, 'says nothing about people here');
  else if (said[found] !== undefined) reading.refuseTerm(constraint.at.path, term, 'is compared twice');
  else said[found] = readClause(reading, clauses[found], constraint);
}
