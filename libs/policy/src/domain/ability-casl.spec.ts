import { subject } from '@casl/ability';
import fc from 'fast-check';
import {
  dataset,
  FEDERATIONS,
  idOf,
  identity,
  layeredPolicies,
  NOW,
  ORGANISATIONS,
  policyInForce,
} from '../../test/arbitrary-policy';
import { allows, abilityOf, levelsOn, type AbilityRule, type LevelAbility } from './ability';
import { compilePolicies } from './compile-policy';
import { ACTIONS_ON, type Action, type Records } from './vocabulary';

type Dataset = Records['Dataset'];

const HOSTILE = [
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  '',
  '0',
  '1',
  '3',
  'null',
  'undefined',
  'NaN',
];
const word = fc.oneof(fc.constantFrom('PUBLIC', 'RESTRICTED', 'socialNeeds'), fc.constantFrom(...HOSTILE));
const hostile = fc
  .tuple(
    dataset,
    word,
    word,
    fc.oneof(fc.integer({ min: -2, max: 5 }), fc.constantFrom(-0, 1.5, Infinity, -Infinity, 2 ** 53)),
  )
  .map(([record, needCategory, accessRights, contributors]): Dataset => ({
    ...record,
    needCategory,
    accessRights,
    contributors,
  }));

const everywhere = identity.map((one) => ({
  ...one,
  scopes: 'all' as const,
  memberships: (['member', 'researcher', 'auditor', 'steward'] as const).map((role) => ({
    ...{ organisationId: ORGANISATIONS[0] ?? idOf(11), kind: 'cooperative' as const, role, federationIds: FEDERATIONS },
  })),
}));
const people = fc.oneof(fc.constant(null), identity, everywhere);
const action = fc.constantFrom<Action>(...ACTIONS_ON.Dataset);

/** What the library itself says of every level. */
const byLibrary = (levels: readonly LevelAbility[], asked: Action, record: Dataset): boolean =>
  levels.every((level) => level.can(asked, subject('Dataset', { ...record }) as never));

describe('what was made of the rules decides as the library does', () => {
  it('over policies as members write them, and records that nobody would expect', () => {
    let [yes, no] = [0, 0];
    fc.assert(
      fc.property(
        fc.oneof(layeredPolicies, fc.array(policyInForce, { maxLength: 4, size: 'max' })),
        people,
        action,
        hostile,
        (policies, who, asked, record) => {
          const { ability } = compilePolicies(policies, who, NOW);
          const decided = allows(ability, asked, 'Dataset', record);
          expect(decided).toBe(byLibrary(levelsOn(ability, 'Dataset', record), asked, record));
          if (decided) yes += 1;
          else no += 1;
        },
      ),
      { numRuns: 1_000 },
    );
    expect(Math.min(yes, no)).toBeGreaterThan(10);
  });

  const field = fc.constantFrom('needCategory', 'accessRights', 'id', 'publisherId', 'seriesId');
  const texts = fc.oneof(word, fc.constantFrom(idOf(21), idOf(22), idOf(11)));
  const comparison = fc.oneof(
    texts.map(($eq) => ({ $eq })),
    texts.map(($ne) => ({ $ne })),
    fc.array(texts, { maxLength: 3 }).map(($in) => ({ $in })),
    fc.array(texts, { maxLength: 3 }).map(($nin) => ({ $nin })),
    fc.tuple(texts, fc.array(texts, { maxLength: 3 })).map(([$ne, $in]) => ({ $ne, $in })),
  );
  const count = fc.integer({ min: 0, max: 4 });
  const counts = fc.oneof(
    count.map(($eq) => ({ $eq })),
    fc.array(count, { maxLength: 3 }).map(($in) => ({ $in })),
    fc.tuple(count, count).map(([$gte, $lt]) => ({ $gte, $lt })),
    count.map(($lte) => ({ $lte })),
    count.map(($gt) => ({ $gt })),
  );
  const conditions = fc
    .tuple(fc.dictionary(field, comparison, { maxKeys: 3 }), fc.option(counts), fc.constantFrom(...FEDERATIONS))
    .map(([texts, contributors, federationId]) => ({
      ...texts,
      ...(contributors && { contributors }),
      federationId: { $eq: federationId },
    }));
  const rule = fc
    .tuple(conditions, fc.boolean())
    .map(
      ([one, inverted]) =>
        ({ action: 'discover', subject: 'Dataset', conditions: one, inverted }) as unknown as AbilityRule,
    );

  it('over rules in any order, empty choices and the names of prototypes among their values', () => {
    let [yes, no] = [0, 0];
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 12, size: 'max' }), hostile, (rules, record) => {
        const ability = abilityOf(rules);
        const decided = allows(ability, 'discover', 'Dataset', record);
        expect(decided).toBe(byLibrary([ability.federation], 'discover', record));
        if (decided) yes += 1;
        else no += 1;
      }),
      { numRuns: 5_000 },
    );
    expect(Math.min(yes, no)).toBeGreaterThan(100);
  });
});
