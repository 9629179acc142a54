import fc from 'fast-check';
import type { MemberId } from '../src/domain/electorate/elector';
import type { Turnout } from '../src/domain/box/count-box';
import type { BoxFacts } from '../src/domain/box/export';
import { classKey } from '../src/domain/box/header';
import type { Paper } from '../src/domain/box/paper';
import type { Marks, Method } from '../src/domain/voting/method';

/** A ballot as it stands when its time is over: what is known of it, and its papers in the order in which they were cast. */
export type CastBallot = { readonly facts: BoxFacts; readonly papers: readonly Paper[] };

const uuid = (n: number) => `019aa000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
const article = 'statute art. 7';

export const FACTS: BoxFacts = {
  ballotId: uuid(1),
  body: 'Cooperativa Il Granaio',
  title: 'Una regola per i dati «più cari»',
  textHash: 'a'.repeat(64),
  matter: 'accessPolicy',
  secrecy: 'secret',
  opensAt: '2026-11-22T09:00:00.000Z',
  closedAt: '2026-11-23T09:00:00.000Z',
  method: { kind: 'yesNo' },
  options: [],
  rules: {
    callNumber: 1,
    call: {
      quorum: { share: { part: 1, of: 2 }, reach: 'atLeast' },
      majority: { share: { part: 1, of: 2 }, reach: 'moreThan', base: 'yesNo' },
      article,
    },
    ties: { rule: 'rejects', article },
    caps: {
      exchangeMember: { share: { part: 1, of: 10 }, article },
      exchangeCategory: { share: { part: 1, of: 3 }, article },
      financingCategory: { share: { part: 1, of: 3 }, article },
    },
  },
  chair: null,
  turnout: [{ category: 'ordinary', votes: 1, entitled: 10, present: 8 }],
};

const LETTERS = Array.from({ length: 26 }, (_, i) => String.fromCharCode(97 + i));
const word = fc.string({ unit: fc.constantFrom(...LETTERS), minLength: 3, maxLength: 9 });
const receipt = fc.array(word, { minLength: 6, maxLength: 6 }).map((words) => words.join(' '));

export const someMethod = fc.constantFrom<Method>(
  { kind: 'yesNo' },
  { kind: 'choice' },
  { kind: 'approval', seats: 2 },
  { kind: 'score', seats: 1, highest: 5 },
  { kind: 'schulze' },
  { kind: 'instantRunoff' },
  { kind: 'stv', seats: 2 },
);

const inGroups = (places: readonly number[], together: boolean) =>
  together && places.length > 1
    ? [places.slice(0, 2).toSorted((a, b) => a - b), ...places.slice(2).map((place) => [place])]
    : places.map((place) => [place]);

export function someMarks(method: Method, options: number): fc.Arbitrary<Marks> {
  const places = Array.from({ length: options }, (_, place) => place);
  const some = fc.shuffledSubarray(places, { minLength: Math.min(1, options) });
  const none = fc.constantFrom<Marks>('abstain', 'blank');
  switch (method.kind) {
    case 'yesNo':
      return fc.constantFrom<Marks>('yes', 'no', 'abstain', 'blank');
    case 'choice':
      return fc.oneof({ arbitrary: fc.nat({ max: options - 1 }).map((option) => ({ option })), weight: 5 }, none);
    case 'approval':
      return fc.oneof(
        { arbitrary: some.map((chosen) => ({ options: chosen.toSorted((a, b) => a - b) })), weight: 5 },
        none,
      );
    case 'score':
      return fc
        .array(fc.option(fc.nat({ max: method.highest })), { minLength: options, maxLength: options })
        .map((scores) => (scores.every((score) => score === null) ? 'blank' : { scores }));
    default:
      return fc.oneof(
        {
          arbitrary: fc
            .tuple(some, fc.boolean())
            .map(([chosen, tie]) => ({ ranking: inGroups(chosen, tie && method.kind === 'schulze') })),
          weight: 5,
        },
        none,
      );
  }
}

const someTurnout: fc.Arbitrary<readonly Turnout[]> = fc.uniqueArray(
  fc
    .tuple(
      fc.constantFrom('ordinary' as const, 'exchange' as const, 'financing' as const),
      fc.integer({ min: 1, max: 5 }),
      fc.nat({ max: 6 }),
      fc.nat({ max: 6 }),
    )
    .map(([category, votes, present, absent]) => ({ category, votes, present, entitled: present + absent })),
  { selector: ({ category, votes }) => classKey(category, votes), minLength: 1, maxLength: 4 },
);

/** Each member present, by class; not everybody who is present casts a paper. */
const membersOf = (turnout: readonly Turnout[]) =>
  turnout.flatMap(({ category, votes, present }) => Array.from({ length: present }, () => classKey(category, votes)));

/** Any ballot that can have taken place: every method, open or secret, with ceilings and plural votes. */
export const someBallot: fc.Arbitrary<CastBallot> = fc
  .record({
    method: someMethod,
    turnout: someTurnout,
    open: fc.boolean(),
    options: fc.integer({ min: 2, max: 5 }),
    chairDecides: fc.boolean(),
  })
  .chain(({ method, turnout, open, chairDecides, ...many }) => {
    const options = method.kind === 'yesNo' ? 0 : many.options;
    const rule = chairDecides ? ('chairDecides' as const) : ('rejects' as const);
    const facts: BoxFacts = {
      ...FACTS,
      method,
      options: Array.from({ length: options }, (_, place) => `Opzione ${place + 1}`),
      secrecy: open ? 'open' : 'secret',
      rules: { ...FACTS.rules, ties: { rule, article } },
      chair: open && chairDecides ? uuid(1000) : null,
      turnout,
    };
    const members = membersOf(turnout);
    return fc
      .record({
        voters: fc.shuffledSubarray(members.map((key, member) => ({ key, member }))),
        marks: fc.array(someMarks(method, options), { minLength: members.length, maxLength: members.length }),
        receipts: fc.uniqueArray(receipt, { minLength: members.length, maxLength: members.length }),
      })
      .map(({ voters, marks, receipts }) => ({
        facts,
        papers: voters.map(({ key, member }, i) => ({
          class: key,
          marks: marks[i] ?? 'blank',
          receipt: receipts[i] ?? '',
          ...(open && { receipt: uuid(1000 + member), member: uuid(1000 + member) as MemberId }),
        })),
      }));
  });
