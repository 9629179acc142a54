import { canonicalJson } from '#kernel';
import fc from 'fast-check';
import { dataset, identity, idOf, inForce, NOW, policyDocument } from '../../test/arbitrary-policy';
import { placesOf } from '../../test/documents';
import { whereAllowed } from '../db/where-allowed';
import { allows } from './ability';
import { compilePolicies } from './compile-policy';
import { parsePolicy } from './policy-document';
import { ACTIONS_ON, FIELDS_OF } from './vocabulary';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Place = { readonly holder: Record<string, unknown>; readonly key: string };

const COLUMNS = new Map([...Object.keys(FIELDS_OF.Dataset), 'federationId'].map((field) => [field, `d."${field}"`]));

/** What attackers and slips put in the place of something. */
const VALUES: readonly unknown[] = [
  ...[undefined, null, true, '', 0, -1, 2, 1e9, 0.5, Number.NaN, Infinity, [], {}, [null], [[]], { $ne: null }],
  ...[
    'all',
    'manage',
    'everything',
    '*',
    'public',
    'federation',
    'own',
    'Ballot',
    'exportRecords',
    'create',
    "' or 1=1 --",
  ],
  ...['2026-02-30', '2099-01-01', '1000-01-01', '1e3', '0', '\u202e', '\0', idOf(21), 'RESTRICTED', 'AcademicResearch'],
  ...[
    { type: 'public' },
    { type: 'members' },
    ['manage'],
    ['read', 'requestExtract'],
    { finest: 'zone' },
    { $regex: '.*' },
  ],
];
const KEYS = [
  ...[
    'conditions',
    'fields',
    'inverted',
    'action',
    'reason',
    'subject',
    'where',
    'actions',
    'assignee',
    'type',
    'kinds',
  ],
  ...[
    'purposes',
    'columns',
    'rows',
    'terms',
    'decision',
    'duties',
    'grantDays',
    'validFrom',
    'validForDays',
    'seriesId',
  ],
  ...['federationId', '$eq', '$ne', '$gt', '$or', '$not', '__proto__', 'constructor', 'toJSON', 'length', ''],
];

/** Every key of a document, however deep. */
function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...placesIn(holder[key])]);
}

/** An own key, also where assigning would set the prototype. */
const put = (holder: Record<string, unknown>, key: string, value: unknown) =>
  Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });

type Change = {
  readonly at: number;
  readonly how: 'delete' | 'replace' | 'add' | 'swap' | 'double';
  readonly value: unknown;
  readonly key: string;
};

function mutate(document: Json, change: Change): void {
  const places = placesIn(document);
  const place = places[change.at % places.length];
  const other = places[(change.at * 7 + 3) % places.length];
  if (place && other) HOW[change.how](place, change, other);
}

const HOW: Record<Change['how'], (place: Place, change: Change, other: Place) => void> = {
  delete: ({ holder, key }) => Array.isArray(holder) || Reflect.deleteProperty(holder, key),
  replace: ({ holder, key }, { value }) => put(holder, key, value),
  add: ({ holder }, { key, value }) => Array.isArray(holder) || put(holder, key, value),
  swap: ({ holder, key }, _, other) => put(holder, key, structuredClone(other.holder[other.key])),
  double: ({ holder }) => Array.isArray(holder) && holder.push(structuredClone(holder[0])),
};

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(10_000),
  how: fc.constantFrom('delete', 'replace', 'add', 'swap', 'double'),
  value: fc.constantFrom(...VALUES),
  key: fc.constantFrom(...KEYS),
});

const mutant = fc.tuple(policyDocument, fc.array(change, { minLength: 1, maxLength: 2 })).map(([document, changes]) => {
  const copy = JSON.parse(canonicalJson(document)) as Json;
  for (const one of changes) mutate(copy, one);
  return copy;
});

describe('a policy that somebody changed', () => {
  it('is refused, naming the place, or is the policy that it says it is', () => {
    const seen = { refused: 0, accepted: 0 };
    fc.assert(
      fc.property(mutant, (input) => {
        const places = placesOf(input);
        seen[places.length > 0 ? 'refused' : 'accepted'] += 1;
        if (places.length > 0) {
          expect(places.every((place) => place.length > 0)).toBe(true);
          return;
        }
        const parsed = parsePolicy(input);
        const { title } = input as { title: string };
        expect(parsed).toEqual({ ...(input as object), title: title.trim() });
        expect(parsePolicy(JSON.parse(canonicalJson(parsed)))).toEqual(parsed);
      }),
      { numRuns: 1_500 },
    );
    expect(seen.refused).toBeGreaterThan(250);
    expect(seen.accepted).toBeGreaterThan(100);
  });

  it('is enforced whole if it is one: compiled, decided by, and put into SQL', () => {
    fc.assert(
      fc.property(
        mutant.filter((input) => placesOf(input).length === 0),
        identity,
        dataset,
        (input, who, record) => {
          const { ability } = compilePolicies([inForce(parsePolicy(input))], who, NOW);
          for (const action of ACTIONS_ON.Dataset) {
            expect(typeof allows(ability, action, 'Dataset', record)).toBe('boolean');
            expect(() => whereAllowed(ability, [action, 'Dataset'], COLUMNS)).not.toThrow();
            if (record.federationId !== idOf(1)) expect(allows(ability, action, 'Dataset', record)).toBe(false);
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});
