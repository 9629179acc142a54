import type { Identity } from '#identity';
import type { FederationId } from '#kernel';
import { idOf, inForce, NOW } from '../../test/arbitrary-policy';
import { document, extracts, rule } from '../../test/documents';
import type { Actor } from './actor';
import { compilePolicies } from './compile-policy';
import type { Permission } from './policy-document';
import { shownRule } from './shown-rule';

const ADA: Identity = {
  ...{ personId: idOf(31), name: 'Ada', email: 'ada@example.org', language: 'it', scopes: 'all' },
  memberships: [
    { organisationId: idOf(11), kind: 'cooperative', role: 'member', federationIds: [idOf<FederationId>(1)] },
  ],
};
const [OWN, SECRET] = [String(idOf(21)), String(idOf(22))];
const knows = (id: string) => id === OWN;

const from = (columns: readonly string[]): Actor => ({
  ...{ id: ADA.personId, identity: ADA, revision: 1 },
  ...compilePolicies(
    [
      inForce(
        document({
          permissions: [rule({})],
          prohibitions: columns.length > 0 ? [rule({ actions: ['readMetadata'], columns }) as never] : [],
        }),
      ),
    ],
    ADA,
    NOW,
  ),
});
const drawing = (change: object) =>
  extracts({
    dimensions: ['zone', { finest: 'need' }],
    measures: ['hours', 'cost'],
    ...change,
  }) as unknown as Permission;

describe('a rule as it is told', () => {
  it('says nothing of columns that are hidden from who is told', () => {
    expect(shownRule(from(['cost', 'need']), drawing({}), knows)).toMatchObject({
      ...{ dimensions: ['zone'], measures: ['hours'] },
    });
    expect(shownRule(from(['age_band']), drawing({}), knows)).toEqual(drawing({}));
  });

  it('is not told at all where it would be about nothing', () => {
    expect(shownRule(from(['zone', 'need']), drawing({}), knows)).toBeNull();
    const kept = rule({ actions: ['readMetadata'], columns: ['cost'] }) as never;
    expect(shownRule(from(['cost']), kept, knows)).toBeNull();
  });

  it.each([
    [{ id: { $in: [OWN, SECRET] } }, { id: { $in: [OWN] } }],
    [{ id: { $eq: OWN } }, { id: { $eq: OWN } }],
    [{ id: { $nin: [SECRET] } }, 'everything'],
    [{ id: { $ne: SECRET }, accessRights: { $eq: 'PUBLIC' } }, { accessRights: { $eq: 'PUBLIC' } }],
    ['everything', 'everything'],
  ])('of %j names only what one may know of', (where, told) => {
    expect(shownRule(from([]), drawing({ where }), knows)).toMatchObject({ where: told });
  });
});
