import type { OrganisationId } from '#kernel';
import fc from 'fast-check';
import { policyDocument } from '../../../test/arbitrary-policy';
import { DORA, extracts, MEMBERS, NAMES, permitting, role, UNIVERSITY } from '../../../test/documents';
import { parsePolicy, policyHash, type PolicyDocument } from '../policy-document';
import { NO_SERIES, USE_ACTIONS } from '../vocabulary';
import { POLICY_LANGUAGES } from './language';
import type { Names } from './names';
import { sentences, wordingHash } from './sentences';

const inAll = (policy: PolicyDocument) => POLICY_LANGUAGES.flatMap((language) => sentences(policy, language, NAMES));

describe('sentences', () => {
  it('show every id of a document by its name, and every other value as it is', () => {
    const names: Names = {
      organisation: (id) => `organizzazione ${id.slice(-2)}`,
      dataset: (id) => `dataset ${id.slice(-2)}`,
      series: (id) => `serie ${id.slice(-2)}`,
      body: (id) => `organo ${id.slice(-2)}`,
    };
    fc.assert(
      fc.property(policyDocument, (policy) => {
        for (const language of POLICY_LANGUAGES) {
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
        const bounds = [policy.validFrom, policy.validForDays, policy.validUntil].filter(Boolean).length;
        expect(inAll(policy)).toHaveLength(POLICY_LANGUAGES.length * (rules + bounds));
        for (const sentence of inAll(policy)) expect(sentence).toMatch(/^\p{Lu}[^\n]*[^.]\.$/u);
      }),
    );
  });

  it('do not depend on the order in which the keys of a document were written', () => {
    fc.assert(
      fc.property(policyDocument, (policy) => {
        expect(inAll(parsePolicy(reversed(policy)))).toEqual(inAll(policy));
      }),
    );
  });

  it('differ wherever the rules of two documents do', () => {
    fc.assert(
      fc.property(policyDocument, policyDocument, fc.boolean(), (one, other, near) => {
        const changed = near ? { ...one, prohibitions: other.prohibitions } : other;
        for (const language of POLICY_LANGUAGES) {
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
      ...[
        { pPercent: 10 },
        { pPercent: 11 },
        { roundingBase: 10 },
        { epsilonPerYear: '10' },
        { epsilonPerYear: '1' },
        ...[0, 5, 6].map((minPeopleOutside) => ({ minPeopleOutside })),
        ...[90, 91].map((groupDisclosurePercent) => ({ groupDisclosurePercent })),
        ...[true, false].map((generalise) => ({ generalise })),
        ...['independent', 'controlled'].map((rounding) => ({ roundingBase: 10, rounding })),
        { cellKey: { maxNoise: 5, variance: '3', tables: 10 } },
        { cellKey: { maxNoise: 6, variance: '3', tables: 10 } },
        { cellKey: { maxNoise: 5, variance: '2', tables: 10 } },
        { cellKey: { maxNoise: 5, variance: '3', tables: 1 } },
        { noise: { epsilon: '1', lifetimeEpsilon: '4' } },
        { noise: { epsilon: '2', lifetimeEpsilon: '4' } },
        { noise: { epsilon: '1', lifetimeEpsilon: '5' } },
        { noise: { epsilon: '1', lifetimeEpsilon: '4', distribution: 'gaussian' } },
        { noise: { epsilon: '1', lifetimeEpsilon: '4', distribution: 'laplace' } },
        { outputCheck: { reviewers: 2 } },
        { outputCheck: { reviewers: 3 } },
      ].map((term) => ({ terms: { minPeople: 10, minContributors: 3, ...term } })),
      ...[1, 2].map((n) => ({ terms: { minPeople: 10, minContributors: 3, dominance: { n, k: 80 } } })),
      ...[{ type: 'automatic' }, { type: 'consent' }, { type: 'vote' }, { type: 'vote', body: DORA }].map(
        (decision) => ({
          decision,
        }),
      ),
      ...[1, 2, 3].map((count) => ({ decision: { type: 'reviewers', count } })),
      ...[{ type: 'cite' }, { type: 'noReidentification' }].map((duty) => ({ duties: [duty] })),
      ...[1, 2].flatMap((days) => [
        { duties: [{ type: 'deleteAfter', days }] },
        { duties: [{ type: 'shareResults', days }] },
        { duties: [{ type: 'reportUse', everyDays: days }] },
        { grantDays: days },
      ]),
      { dimensions: [{ finest: 'zona' }, 'bisogno'] },
      ...USE_ACTIONS.filter((action) => action !== 'requestExtract').map((action) => ({ actions: [action] })),
      { actions: ['exportRecords'], rows: 'own' },
      ...[{ k: 5 }, { k: 6 }, { k: 5, l: 2 }, { k: 5, l: 3 }, { k: 5, t: '0.2' }, { k: 5, t: '0.3' }].map(
        (microdata) => ({
          actions: ['exportRecords'],
          terms: { minPeople: 10, minContributors: 3, microdata },
        }),
      ),
      ...[0, 4].map((mostSuppressedPercent) => ({
        actions: ['exportRecords'],
        terms: { minPeople: 10, minContributors: 3, microdata: { k: 5, mostSuppressedPercent } },
      })),
    ];
    for (const language of POLICY_LANGUAGES) {
      const said = [{}, ...changes].map(
        (change) => sentences(permitting({ ...original, ...change }), language, NAMES)[0],
      );
      expect(new Set(said).size).toBe(said.length);
    }
  });

  it('are under one hash with the document', () => {
    fc.assert(
      fc.property(policyDocument, policyDocument, (one, other) => {
        expect(wordingHash(parsePolicy(reversed(one)), null)).toBe(wordingHash(one, null));
        expect(wordingHash(one, null) === wordingHash(other, null)).toBe(policyHash(one) === policyHash(other));
      }),
    );
    const policy = permitting(extracts({}));
    expect(wordingHash(policy, DORA as OrganisationId)).not.toBe(wordingHash(policy, null));
  });
});

/** Every value that a rule's author chose, apart from the words of the language itself, and from one, which has words. */
function valuesIn(rules: unknown): (string | number)[] {
  if (rules === NO_SERIES || rules === 1) return [];
  if (typeof rules === 'string')
    return /^(0000|\d|[A-Z]+$|socialNeeds$|urbanStatistics$|zone$|need$|age_band$|hours$|cost$)/.test(rules)
      ? [rules]
      : [];
  if (typeof rules === 'number') return [rules];
  return typeof rules === 'object' && rules !== null ? Object.values(rules).flatMap(valuesIn) : [];
}

/** An id has a name, or stands for itself where nothing has one. */
const ways = (value: string | number) =>
  typeof value === 'string' && value.startsWith('0000')
    ? [...['organizzazione', 'dataset', 'serie', 'organo'].map((thing) => `${thing} ${value.slice(-2)}`), value]
    : [String(value), String(value).replace('.', ',')];

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
function meaningOf({ permissions, prohibitions, validFrom, validForDays, validUntil }: PolicyDocument): string {
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
  return JSON.stringify([
    ...[permissions.map(folded), prohibitions.map(folded)],
    ...[validFrom ?? null, validForDays ?? null, validUntil],
  ]);
}
