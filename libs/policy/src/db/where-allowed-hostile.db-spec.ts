import type { FederationId } from '#kernel';
import fc from 'fast-check';
import { testPlatform, type TestPlatform } from '../../../../test/support/test-database';
import {
  dataset,
  FEDERATIONS,
  idOf,
  identity,
  inForce,
  layeredPolicies,
  NOW,
  ORGANISATIONS,
} from '../../test/arbitrary-policy';
import { document, rule } from '../../test/documents';
import { allowed, selected } from '../../test/selection';
import { abilityOf, allows, type AbilityRule } from '../domain/ability';
import { compilePolicies } from '../domain/compile-policy';
import { ACTIONS_ON, type Records } from '../domain/vocabulary';

type Dataset = Records['Dataset'];
/** No column of the catalogue is ever null; whoever lists something else may have one that is. */
type Incomplete = { readonly [F in keyof Dataset]: Dataset[F] | null };

const HOSTILE = [
  ...[
    "'",
    "''",
    `"`,
    "' or true --",
    "'; drop table policy.version; --",
    '$1',
    '$$',
    '\\',
    "\\'",
    '\\x41',
    '\\u0041',
    '%',
    '_',
  ],
  ...[
    '',
    ' ',
    'PUBLIC ',
    ' PUBLIC',
    'public',
    'ＰＵＢＬＩＣ',
    'PUBLI\u0421',
    'null',
    'NULL',
    '{}',
    '{"a"}',
    '[object Object]',
  ],
  ...[
    '\u202ePUBLIC',
    '\u200fPUBLIC\u200e',
    '\u200bPUBLIC',
    'e\u0301',
    '\u00e9',
    '👩‍🌾',
    '🇮🇹',
    '\u{10ffff}',
    '\ufeffPUBLIC',
    '\r\n',
    '\t',
  ],
  ...['constructor', '__proto__', 'toString', '$eq', 'everything', 'x'.repeat(10_000)],
];
const FACTS = ['publisherId', 'seriesId', 'needCategory', 'accessRights', 'contributors'] as const;
const term = fc.oneof(fc.constantFrom('PUBLIC', 'RESTRICTED', 'socialNeeds'), fc.constantFrom(...HOSTILE));
const hostile: fc.Arbitrary<Dataset> = fc
  .tuple(dataset, term, term)
  .map(([record, needCategory, accessRights]) => ({ ...record, needCategory, accessRights }));

const everywhere = identity.map((one) => ({
  ...one,
  scopes: 'all' as const,
  memberships: (['member', 'researcher', 'auditor'] as const).map((role) => ({
    ...{ organisationId: ORGANISATIONS[0] ?? idOf(11), kind: 'cooperative' as const, role, federationIds: FEDERATIONS },
  })),
}));
const people = fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 5, arbitrary: everywhere });
const action = fc.constantFrom(...ACTIONS_ON.Dataset);

describe('whereAllowed, of records that nobody would expect', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await testPlatform();
  });
  afterAll(() => platform.stop());

  it('selects exactly what is allowed one by one, whatever stands in their terms', async () => {
    let some = 0;
    await fc.assert(
      fc.asyncProperty(
        layeredPolicies,
        people,
        action,
        fc.array(hostile, { minLength: 8, maxLength: 15 }),
        async (policies, who, asked, records) => {
          const { ability } = compilePolicies(policies, who, NOW);
          const expected = allowed(ability, asked, records);
          expect(await selected(platform.db, ability, asked, records)).toEqual(expected);
          if (expected.length > 0 && expected.length < records.length) some += 1;
        },
      ),
      { numRuns: 250 },
    );
    expect(some).toBeGreaterThan(25);
  });

  it('takes every hostile text for itself and for no other', async () => {
    const records = HOSTILE.map((accessRights, n): Dataset => ({
      ...(fc.sample(dataset, 1)[0] as Dataset),
      id: idOf(1_000 + n),
      accessRights,
    }));
    for (const [at, text] of HOSTILE.entries()) {
      const is = { action: 'discover', subject: 'Dataset', conditions: { accessRights: { $eq: text } } } as AbilityRule;
      const among = { ...is, conditions: { accessRights: { $in: [text, 'no such text'] } } } as AbilityRule;
      for (const rule of [is, among]) {
        expect(allowed(abilityOf([rule]), 'discover', records)).toEqual([at + 1]);
        expect(await selected(platform.db, abilityOf([rule]), 'discover', records)).toEqual([at + 1]);
      }
    }
  });

  it('knows what stands alone from what is of a series', async () => {
    const [alone, first, second] = [idOf(0).replace('7', '0').replace('8', '0'), idOf(41), idOf(42)];
    const base = fc.sample(dataset, 1)[0] as Dataset;
    const records = [alone, first, second].map((seriesId) => ({
      ...base,
      seriesId: seriesId as Dataset['seriesId'],
      federationId: idOf<FederationId>(1),
    }));
    const seen = async (where: object) => {
      const { ability } = compilePolicies(
        [inForce(document({ permissions: [rule({ assignee: { type: 'public' }, where })] }))],
        null,
        NOW,
      );
      const places = await selected(platform.db, ability, 'discover', records);
      expect(places).toEqual(allowed(ability, 'discover', records));
      return places;
    };
    expect(await seen({ seriesId: { $eq: alone } })).toEqual([1]);
    expect(await seen({ seriesId: { $ne: alone } })).toEqual([2, 3]);
    expect(await seen({ seriesId: { $eq: first } })).toEqual([2]);
    expect(await seen({ seriesId: { $nin: [first] } })).toEqual([1, 3]);
  });

  /** A record that lacks something, and what it could be. */
  const lacking = fc.tuple(hostile, fc.uniqueArray(fc.constantFrom(...FACTS), { minLength: 1, maxLength: 3 }));
  const without = ([record, facts]: readonly [Dataset, readonly (typeof FACTS)[number][]]): Incomplete => ({
    ...record,
    ...Object.fromEntries(facts.filter((fact) => fact !== 'seriesId').map((fact) => [fact, null])),
  });

  it('shows no record of which a fact is missing that could hide it; one by one, that is a defect', async () => {
    let hidden = 0;
    await fc.assert(
      fc.asyncProperty(
        layeredPolicies,
        people,
        action,
        fc.tuple(fc.array(lacking, { minLength: 5, maxLength: 10 }), fc.array(hostile, { minLength: 5, maxLength: 5 })),
        async (policies, who, asked, [cases, donors]) => {
          const { ability } = compilePolicies(policies, who, NOW);
          const rows = cases.map(without);
          const shown = await selected(platform.db, ability, asked, rows);
          for (const [at, row] of rows.entries()) {
            const missing = FACTS.filter((fact) => row[fact] === null);
            if (missing.length > 0)
              expect(() => allows(ability, asked, 'Dataset', row as Dataset)).toThrow('was not loaded.');
            const possible = donors.map(
              (donor) => ({ ...row, ...Object.fromEntries(missing.map((fact) => [fact, donor[fact]])) }) as Dataset,
            );
            const always = possible.every((one) => allows(ability, asked, 'Dataset', one));
            if (shown.includes(at + 1)) expect(always).toBe(true);
            else hidden += 1;
          }
        },
      ),
      { numRuns: 250 },
    );
    expect(hidden).toBeGreaterThan(100);
  });

  it.each<[string, object, object]>([
    ['a prohibition', {}, { contributors: { $lt: 3 } }],
    ['a prohibition of all but one', {}, { accessRights: { $ne: 'PUBLIC' } }],
    ['a prohibition of several facts', {}, { needCategory: { $eq: 'socialNeeds' }, contributors: { $gte: 0 } }],
    ['a permission of all but one', { accessRights: { $ne: 'RESTRICTED' } }, {}],
    ['a permission of all but some', { needCategory: { $nin: ['socialNeeds'] } }, {}],
    ['a permission up to a count', { contributors: { $lte: 5 } }, {}],
  ])('shows nothing by %s that looks at a null', async (_, permitted, prohibited) => {
    const all = { federationId: { $eq: idOf(1) } };
    const rules = [
      { action: 'discover', subject: 'Dataset', conditions: { ...permitted, ...all } },
      ...(Object.keys(prohibited).length > 0
        ? [{ action: 'discover', subject: 'Dataset', conditions: { ...prohibited, ...all }, inverted: true }]
        : []),
    ] as unknown as AbilityRule[];
    const row: Incomplete = {
      ...(fc.sample(dataset, 1)[0] as Dataset),
      federationId: idOf<FederationId>(1),
      needCategory: null,
      accessRights: null,
      contributors: null,
    };
    expect(await selected(platform.db, abilityOf(rules), 'discover', [row])).toEqual([]);
    expect(() => allows(abilityOf(rules), 'discover', 'Dataset', row as Dataset)).toThrow('was not loaded.');
  });
});
