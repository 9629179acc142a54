import type { FederationId, OrganisationId } from '#kernel';
import fc from 'fast-check';
import { testPlatform, type TestPlatform } from '../../../../test/support/test-database';
import {
  contribution,
  dataset,
  FEDERATIONS,
  idOf,
  identity,
  layeredPolicies,
  NOW,
  policyInForce,
} from '../../test/arbitrary-policy';
import { allowed, columnsOf, DATASET_COLUMNS, placesIn, selected } from '../../test/selection';
import { abilityOf, allows, levelOf, type AbilityRule } from '../domain/ability';
import { compilePolicies } from '../domain/compile-policy';
import type { PolicyInForce } from '../domain/policy-in-force';
import { ACTIONS_ON, FIELDS_OF, type Action } from '../domain/vocabulary';
import { whereAllowed } from './where-allowed';

const CONTRIBUTION_COLUMNS = new Map([
  ['id', 'c.id'],
  ['federationId', 'c.federation_id'],
  ['organisationId', 'c.organisation_id'],
  ['datasetId', 'c.dataset_id'],
]);
const CONTRIBUTIONS = `unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[]) with ordinality
  as c(id, federation_id, organisation_id, dataset_id, place)`;

/** Someone to whom most rules apply, so that the law is tried where it could break. */
const wellConnected = identity.map((one) => ({
  ...one,
  scopes: 'all' as const,
  memberships: (['member', 'steward', 'researcher', 'auditor'] as const).map((role) => ({
    organisationId: idOf<OrganisationId>(11),
    kind: 'cooperative' as const,
    role,
    federationIds: FEDERATIONS,
  })),
}));

/** Most often one that most rules are about. */
const action = fc.constantFrom<Action>('discover', 'discover', 'contribute', ...ACTIONS_ON.Dataset);
/** Nobody signed in, too. */
const people = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: identity },
  { weight: 8, arbitrary: wellConnected },
);

const ofFederations = (policies: readonly PolicyInForce[]) =>
  policies.filter(({ organisationId }) => organisationId === null);

describe('whereAllowed', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await testPlatform();
  });
  afterAll(() => platform.stop());

  it('selects exactly the records that the policies allow', async () => {
    const seen = { none: 0, some: 0, all: 0 };
    await fc.assert(
      fc.asyncProperty(
        fc.array(policyInForce, { minLength: 1, maxLength: 3, size: 'max' }),
        people,
        action,
        fc.array(dataset, { minLength: 1, maxLength: 15, size: 'max' }),
        async (policies, who, action, records) => {
          const { ability } = compilePolicies(policies, who, NOW);
          const expected = allowed(ability, action, records);
          expect(await selected(platform.db, ability, action, records)).toEqual(expected);
          seen[expected.length === 0 ? 'none' : expected.length < records.length ? 'some' : 'all'] += 1;
        },
      ),
      { numRuns: 500 },
    );
    expect(seen.some).toBeGreaterThan(30);
  });

  describe('where organisations have policies of their own', () => {
    let narrowed = 0;

    it('selects exactly the datasets that both levels allow', async () => {
      await fc.assert(
        fc.asyncProperty(
          layeredPolicies,
          people,
          action,
          fc.array(dataset, { minLength: 1, maxLength: 15, size: 'max' }),
          async (policies, who, action, records) => {
            const { ability } = compilePolicies(policies, who, NOW);
            const expected = allowed(ability, action, records);
            expect(await selected(platform.db, ability, action, records)).toEqual(expected);
            const federation = compilePolicies(ofFederations(policies), who, NOW).ability;
            if (allowed(federation, action, records).length > expected.length) narrowed += 1;
          },
        ),
        { numRuns: 300 },
      );
      expect(narrowed).toBeGreaterThan(15);
    });

    it('selects exactly the contributions that both levels allow', async () => {
      await fc.assert(
        fc.asyncProperty(
          layeredPolicies,
          people,
          fc.array(contribution, { minLength: 1, maxLength: 15, size: 'max' }),
          async (policies, who, records) => {
            const { ability } = compilePolicies(policies, who, NOW);
            const where = whereAllowed(ability, ['read', 'Contribution'], CONTRIBUTION_COLUMNS, 4);
            expect(
              await placesIn(platform.db, CONTRIBUTIONS, where, columnsOf(CONTRIBUTION_COLUMNS.keys(), records)),
            ).toEqual(records.flatMap((record, i) => (allows(ability, 'read', 'Contribution', record) ? [i + 1] : [])));
          },
        ),
        { numRuns: 200 },
      );
    });

    it('fails closed where whose a record is has no column', () => {
      const reading = { action: 'read', subject: 'Dataset', conditions: { id: { $eq: idOf(21) } } } as AbilityRule;
      const level = { federationId: idOf<FederationId>(1), organisationId: idOf<OrganisationId>(11) };
      const ability = abilityOf([reading], [{ ...level, ability: levelOf([reading]) }]);
      const columns = new Map([...DATASET_COLUMNS].filter(([field]) => field !== 'publisherId'));
      expect(() => whereAllowed(ability, ['read', 'Dataset'], columns)).toThrow('may not filter on "publisherId"');
    });
  });

  it('agrees on every operator, permitted and prohibited', async () => {
    const records = fc.sample(dataset, { numRuns: 60, seed: 22 });
    const [texts, numbers] = [
      ['PUBLIC', 'socialNeeds'],
      [1, 3],
    ];
    const comparisons = [
      ...['$eq', '$ne'].map((operator) => ({ accessRights: { [operator]: texts[0] } })),
      ...['$in', '$nin'].map((operator) => ({ needCategory: { [operator]: texts } })),
      ...['$eq', '$ne', '$lt', '$lte', '$gt', '$gte'].map((operator) => ({ contributors: { [operator]: 2 } })),
      ...['$in', '$nin'].map((operator) => ({ contributors: { [operator]: numbers } })),
      ...['$in', '$nin'].map((operator) => ({ id: { [operator]: [idOf(21), idOf(22)] } })),
      { contributors: { $gte: 1, $lt: 4, $ne: 2 }, publisherId: { $nin: [idOf(11)] } },
    ];
    for (const conditions of comparisons) {
      const permission = { action: 'read', subject: 'Dataset', conditions } as unknown as AbilityRule;
      const everything = {
        action: 'read',
        subject: 'Dataset',
        conditions: { federationId: { $ne: idOf(9) } },
      } as AbilityRule;
      for (const rules of [[permission], [everything, { ...permission, inverted: true }]]) {
        const expected = allowed(abilityOf(rules), 'read', records);
        expect(await selected(platform.db, abilityOf(rules), 'read', records)).toEqual(expected);
        expect(expected.length).toBeGreaterThan(0);
        expect(expected.length).toBeLessThan(records.length);
      }
    }
  });

  it('selects nothing of what a steward of nothing may see', async () => {
    const nothing = abilityOf([{ action: 'read', subject: 'Dataset', conditions: { id: { $in: [] } } }]);
    const records = fc.sample(dataset, 5);
    expect([await selected(platform.db, nothing, 'read', records), allowed(nothing, 'read', records)]).toEqual([
      [],
      [],
    ]);
  });

  it('selects nothing where nothing is allowed', () => {
    expect(whereAllowed(abilityOf([]), ['read', 'Dataset'], DATASET_COLUMNS)).toEqual({ sql: 'false', params: [] });
    const prohibited = abilityOf([
      { action: 'read', subject: 'Dataset', inverted: true, conditions: { id: { $eq: idOf(21) } } },
    ]);
    expect(whereAllowed(prohibited, ['read', 'Dataset'], DATASET_COLUMNS)).toEqual({ sql: 'false', params: [] });
  });

  it.each([
    ['a field that has no column', { publisherId: { $eq: idOf(11) } }, 'may not filter on "publisherId"'],
    ['an operator that has no translation', { id: { $regex: '.*' } }, 'may not use the operator "regex"'],
    ['a choice of an operator', { id: { $exists: true } }, 'may not use the operator "exists"'],
  ])('fails closed at %s', (_, conditions, message) => {
    const ability = abilityOf([{ action: 'read', subject: 'Dataset', conditions } as unknown as AbilityRule]);
    expect(() => whereAllowed(ability, ['read', 'Dataset'], new Map([['id', 'd.id']]))).toThrow(message);
  });

  it('has a column here for every field that a policy may name', () => {
    expect([...DATASET_COLUMNS.keys()].sort()).toEqual([...Object.keys(FIELDS_OF.Dataset), 'federationId'].sort());
  });
});
