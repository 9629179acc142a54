import fc from 'fast-check';
import { policyDocument } from '../../../test/arbitrary-policy';
import { DORA, extracts, MEMBERS, NAMES, permitting, role, UNIVERSITY } from '../../../test/documents';
import { parsePolicy, type PolicyDocument } from '../policy-document';
import type { Names } from './phrases';
import { sentences } from './sentences';

const both = (policy: PolicyDocument) => [sentences(policy, 'it', NAMES), sentences(policy, 'en', NAMES)].flat();

describe('sentences', () => {
  it('show every id of a document by its name, and every other value as it is', () => {
    const names: Names = {
      organisation: (id) => `organizzazione ${id.slice(-2)}`,
      dataset: (id) => `dataset ${id.slice(-2)}`,
    };
    fc.assert(
      fc.property(policyDocument, (policy) => {
        for (const language of ['it', 'en'] as const) {
          const text = sentences(policy, language, names).join('\n');
          for (const value of valuesIn([policy.permissions, policy.prohibitions]))
            expect(ways(value).some((way) => text.includes(way))).toBe(true);
        }
      }),
    );
  });

  it('say each rule once, and how many there are', () => {
    fc.assert(
      fc.property(policyDocument, (policy) => {
        const rules = policy.permissions.length + policy.prohibitions.length;
        expect(both(policy)).toHaveLength(2 * (rules + (policy.validUntil ? 1 : 0)));
        for (const sentence of both(policy)) expect(sentence).toMatch(/^\p{Lu}[^\n]*[^.]\.$/u);
      }),
    );
  });

  it('do not depend on the order in which the keys of a document were written', () => {
    fc.assert(
      fc.property(policyDocument, (policy) => {
        expect(both(parsePolicy(reversed(policy)))).toEqual(both(policy));
      }),
    );
  });

  it('differ wherever the rules of two documents do', () => {
    fc.assert(
      fc.property(policyDocument, policyDocument, fc.boolean(), (one, other, near) => {
        const changed = near ? { ...one, prohibitions: other.prohibitions } : other;
        for (const language of ['it', 'en'] as const) {
          const same =
            JSON.stringify(sentences(one, language, NAMES)) === JSON.stringify(sentences(changed, language, NAMES));
          expect(same).toBe(meaningOf(one) === meaningOf(changed));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('differ after the smallest change to a rule', () => {
    const original = extracts({ where: { contributors: { $gte: 3 } }, measures: ['ore'] });
    const changes = [
      { assignee: role('researcher', [DORA]) },
      { assignee: role('researcher') },
      { assignee: role('auditor', [UNIVERSITY]) },
      { assignee: MEMBERS },
      { where: 'everything' },
      { where: { contributors: { $gt: 3 } } },
      { where: { contributors: { $gte: 4 } } },
      { where: { contributors: { $eq: 3 } } },
      { purposes: ['CommercialResearch'] },
      { dimensions: ['zona'] },
      { measures: [] },
      { measures: ['costo'] },
      { terms: { minPeople: 9, minContributors: 3 } },
      { terms: { minPeople: 10, minContributors: 2 } },
    ];
    for (const language of ['it', 'en'] as const) {
      const said = [{}, ...changes].map(
        (change) => sentences(permitting({ ...original, ...change }), language, NAMES)[0],
      );
      expect(new Set(said).size).toBe(said.length);
    }
  });
});

/** Every value that a rule's author chose, apart from the words of the language itself. */
function valuesIn(rules: unknown): (string | number)[] {
  if (typeof rules === 'string')
    return /^(0000|[A-Z]+$|socialNeeds$|urbanStatistics$|zone$|need$|age_band$|hours$|cost$)/.test(rules)
      ? [rules]
      : [];
  if (typeof rules === 'number') return [rules];
  return typeof rules === 'object' && rules !== null ? Object.values(rules).flatMap(valuesIn) : [];
}

/** An id has a name, or stands for itself where nothing has one. */
const ways = (value: string | number) =>
  typeof value === 'string' && value.startsWith('0000')
    ? [`organizzazione ${value.slice(-2)}`, `dataset ${value.slice(-2)}`, `«${value}»`, `“${value}”`]
    : [String(value)];

function reversed(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(reversed);
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, reversed(inner)]),
  );
}

const FOLDED: Record<string, string> = { $in: '$eq', $nin: '$ne' };

/** What a document says, `$in: [x]` being the same as `$eq: x`; its title is shown beside the sentences. */
function meaningOf({ permissions, prohibitions, validUntil }: PolicyDocument): string {
  const folded = (rule: { readonly where: unknown }) => ({
    ...rule,
    where:
      typeof rule.where === 'object' && rule.where !== null
        ? Object.entries(rule.where).map(([field, operators]) =>
            Object.entries(operators as object).map(([operator, operand]) => [
              field,
              FOLDED[operator] ?? operator,
              [operand].flat(),
            ]),
          )
        : rule.where,
  });
  return JSON.stringify([permissions.map(folded), prohibitions.map(folded), validUntil]);
}
