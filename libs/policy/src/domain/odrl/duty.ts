import type { BodyId } from '#kernel';
import type { DecisionRule, Duty } from '../document/use';
import { constraintsOf, leftOf, readClause, readTypes, writeClause, type Clause } from './constraint';
import { placeOf, type Place, type Reading, type Value } from './graph';
import { iri, nameIn, shortOf, type Prefix } from './namespaces';
import { days, whole } from './operand';
import { addressOf, idOf, type Known } from './things';

const within: Clause<number> = { left: ['odrl', 'elapsedTime'], operators: ['lteq'], operand: days };
const every: Clause<number> = { left: ['odrl', 'timeInterval'], operators: ['eq'], operand: days };
const count: Clause<number> = { left: ['odrl', 'count'], operators: ['eq'], operand: whole };

/** What has to be done, and the one number that says how. Before a use: who decides. After it: what its user owes. */
type Deed = {
  readonly action: readonly [Prefix, string];
  readonly clause?: Clause<number>;
  readonly read: (number: number, body: string | undefined) => { duty?: Duty; decision?: DecisionRule };
};

const DEEDS = {
  cite: { action: ['odrl', 'attribute'], read: () => ({ duty: { type: 'cite' } }) },
  noReidentification: {
    action: ['granaio', 'avoidReidentification'],
    read: () => ({ duty: { type: 'noReidentification' } }),
  },
  deleteAfter: {
    action: ['odrl', 'delete'],
    clause: within,
    read: (n) => ({ duty: { type: 'deleteAfter', days: n } }),
  },
  shareResults: {
    action: ['granaio', 'shareResults'],
    clause: within,
    read: (n) => ({ duty: { type: 'shareResults', days: n } }),
  },
  reportUse: {
    action: ['odrl', 'inform'],
    clause: every,
    read: (n) => ({ duty: { type: 'reportUse', everyDays: n } }),
  },
  consent: { action: ['odrl', 'obtainConsent'], read: () => ({ decision: { type: 'consent' } }) },
  reviewers: {
    action: ['granaio', 'obtainReviews'],
    clause: count,
    read: (n) => ({ decision: { type: 'reviewers', count: n } }),
  },
  vote: {
    action: ['granaio', 'obtainVote'],
    read: (_, body) => ({ decision: { type: 'vote', ...(body === undefined ? {} : { body: body as BodyId }) } }),
  },
} as const satisfies Record<string, Deed>;

const writeDeed = (name: keyof typeof DEEDS, number?: number, more: object = {}): object => {
  const { action, clause }: Deed = DEEDS[name];
  return {
    '@type': 'Duty',
    action: action.join(':'),
    ...(clause && number !== undefined ? { constraint: [writeClause(clause, [number])] } : {}),
    ...more,
  };
};

/** Who decides comes first: nothing of what is owed is due before. What the rule decides by itself is no duty. */
export function dutiesOf(decision: DecisionRule | undefined, duties: readonly Duty[], base: string): object[] {
  return [...decisionDuty(decision, base), ...duties.map((duty) => writeDeed(duty.type, numberOf(duty)))];
}

const numberOf = (duty: Duty) => ('days' in duty ? duty.days : 'everyDays' in duty ? duty.everyDays : undefined);

function decisionDuty(decision: DecisionRule | undefined, base: string): object[] {
  if (!decision || decision.type === 'automatic') return [];
  if (decision.type === 'reviewers') return [writeDeed('reviewers', decision.count)];
  if (decision.type === 'consent') return [writeDeed('consent')];
  const body = decision.body && { consentingParty: { '@id': addressOf(base, 'bodies', decision.body) } };
  return [writeDeed('vote', undefined, body)];
}

export type Duties = { readonly duties: Duty[]; readonly decisions: DecisionRule[] };

export function readDuties(reading: Reading, values: readonly Value[], known: Known): Duties {
  const read = values.flatMap((value) => readDuty(reading, value, known) ?? []);
  const decisions = read.flatMap(({ decision }) => decision ?? []);
  return { duties: read.flatMap(({ duty }) => duty ?? []), decisions };
}

function readDuty(reading: Reading, value: Value, known: Known) {
  if (value.term.type !== 'node') {
    reading.refuse(value, 'is no duty');
    return;
  }
  const at = placeOf(value);
  readTypes(reading, at, ['Duty', 'Rule']);
  reading.values(at, 'odrl', 'uid');
  const actions = reading.values(at, 'odrl', 'action');
  const deeds = actions.map((action) => deedOf(reading, action));
  const [deed] = deeds;
  if (!deed || deeds.length > 1) {
    if (actions.length !== 1) reading.refuseTerm(value.path, 'odrl:action', 'a duty is to do one thing');
    return undefined;
  }
  const body = deed === DEEDS.vote ? bodyOf(reading, at, known) : undefined;
  const number = numberFor(reading, at, deed);
  return number === undefined ? undefined : deed.read(number, body);
}

function deedOf(reading: Reading, action: Value): Deed | undefined {
  const deed = Object.values<Deed>(DEEDS).find(({ action: word }) => iri(...word) === action.term.value);
  if (!deed) reading.refuse(action, 'is no duty of this language');
  return deed;
}

function bodyOf(reading: Reading, at: Place, known: Known): string | undefined {
  const party = reading.value(at, 'odrl', 'consentingParty');
  const id = party && idOf(known, 'bodies', party.term.value);
  if (party && id === undefined) reading.refuse(party, 'is no body of ours');
  return id;
}

/** @returns 0 where the deed takes no number; undefined: it was refused */
function numberFor(reading: Reading, at: Place, { action, clause }: Deed): number | undefined {
  const constraints = constraintsOf(reading, at, 'constraint');
  const [constraint, ...others] = constraints.filter(({ left }) => clause && left === leftOf(clause));
  for (const one of [...others, ...constraints.filter((other) => other !== constraint && !others.includes(other))]) {
    reading.refuseTerm(one.at.path, shortOf(one.left), `does not go with the duty ${action.join(':')}`);
  }
  if (!clause) return 0;
  if (constraint) return readClause(reading, clause, constraint) as number | undefined;
  reading.refuseTerm(
    at.path,
    clause.left.join(':'),
    `is missing: how long, or how many, for ${nameIn('odrl', iri(...action)) ?? action.join(':')}`,
  );
}
