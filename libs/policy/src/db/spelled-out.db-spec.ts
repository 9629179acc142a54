import fc from 'fast-check';
import { testPlatform, type TestPlatform } from '../../../../test/support/test-database';
import { dataset, identity, layeredPolicies, NOW } from '../../test/arbitrary-policy';
import { abilityOf, allows, type AbilityRule } from '../domain/ability';
import { compilePolicies } from '../domain/compile-policy';
import { spelledOut, whereAllowed } from './where-allowed';

const FIELDS = [
  'id',
  'federationId',
  'publisherId',
  'seriesId',
  'needCategory',
  'accessRights',
  'contributors',
] as const;
const COLUMNS = new Map(FIELDS.map((field) => [field as string, `d."${field}"`]));
const ROWS = `unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::text[], $7::int[]) with ordinality
  as d(${FIELDS.map((field) => `"${field}"`).join(', ')}, place)`;

describe('a condition with its values in the text', () => {
  let platform: TestPlatform;
  beforeAll(async () => {
    platform = await testPlatform();
  });
  afterAll(() => platform.stop());

  it('selects what the policies allow', async () => {
    await fc.assert(
      fc.asyncProperty(
        layeredPolicies,
        identity,
        fc.array(dataset, { minLength: 1, maxLength: 10, size: 'max' }),
        async (policies, who, records) => {
          const { ability } = compilePolicies(policies, who, NOW);
          const sql = spelledOut(whereAllowed(ability, ['discover', 'Dataset'], COLUMNS));
          const found = await platform.db.query<{ place: string }>(
            `select place from ${ROWS} where ${sql} order by place`,
            FIELDS.map((field) => records.map((record) => record[field])),
          );
          expect(found.map(({ place }) => Number(place))).toEqual(
            records.flatMap((record, i) => (allows(ability, 'discover', 'Dataset', record) ? [i + 1] : [])),
          );
        },
      ),
      { numRuns: 200 },
    );
  });

  it.each([`'`, `\\`, `\\'`, `$1`, `"`, `{`, `' or true or '`, `},{`, `a,b`, `--`, '\n', 'ü', ' '])(
    'takes %j for what it is, alone and in a list',
    async (text) => {
      const reading = (operand: object) =>
        ({ action: 'read', subject: 'Dataset', conditions: { needCategory: operand } }) as AbilityRule;
      for (const operand of [{ $eq: text }, { $in: [text, 'x'] }, { $nin: ['', 'others'] }]) {
        const where = whereAllowed(abilityOf([reading(operand)]), ['read', 'Dataset'], COLUMNS);
        const found = await platform.db.query(
          `select 1 from unnest($1::text[]) d("needCategory") where ${spelledOut(where)}`,
          [[text, 'others', '']],
        );
        expect(found).toHaveLength(1);
      }
    },
  );
});
