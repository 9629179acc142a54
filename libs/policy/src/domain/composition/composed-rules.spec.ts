import type { OrganisationId } from '#kernel';
import fc from 'fast-check';
import {
  dataset,
  FEDERATIONS,
  idOf,
  identity,
  inForce,
  layeredPolicies,
  NOW,
  ORGANISATIONS,
} from '../../../test/arbitrary-policy';
import { document, extracts, MEMBERS, NAMES, role, rule, USERS } from '../../../test/documents';
import { allows } from '../ability';
import { compilePolicies } from '../compile-policy';
import type { PolicyInForce } from '../policy-in-force';
import { composedRules, type ComposedClause } from './composed-rules';

const DORA = idOf<OrganisationId>(11);
const theirs = (change: object, n = 1) => inForce(document(change), { n });
const doras = (change: object, n = 2) => inForce(document(change), { organisationId: DORA, n });
const suspended = (policy: PolicyInForce): PolicyInForce => ({
  ...policy,
  suspension: { since: NOW, until: null, reason: 'Una falla', ratified: true },
});

/** A clause in short: `f permission 0`, with an exclamation mark where it has no effect, and what narrows it. */
function short(policies: readonly PolicyInForce[], organisationId: OrganisationId | null = DORA): string[] {
  const levels = new Map(policies.map(({ versionId, organisationId: of }) => [versionId as string, of ? 'o' : 'f']));
  const name = ({ versionId, effect, index }: Pick<ComposedClause, 'versionId' | 'effect' | 'index'>) =>
    `${levels.get(versionId) ?? '?'} ${effect} ${index}`;
  return composedRules(policies, organisationId, NAMES, NOW).map((clause) => {
    const narrowed = clause.narrowedBy.length > 0 ? ` < ${clause.narrowedBy.map(name).join(', ')}` : '';
    return `${clause.effective ? '' : '!'}${name(clause)}${narrowed}`;
  });
}

describe('composedRules', () => {
  it('shows each clause with who decided it, where it stands and what it says', () => {
    const policy = doras({ title: 'Di Dora', prohibitions: [rule({})] });
    expect(composedRules([policy], DORA, NAMES, NOW)).toEqual([
      {
        level: 'organisation',
        policyId: policy.policyId,
        versionId: policy.versionId,
        title: 'Di Dora',
        effect: 'prohibition',
        index: 0,
        clause: policy.document.prohibitions[0],
        sentence: expect.objectContaining({
          it: 'Le persone iscritte nei libri soci della federazione non possono mai vedere alcun dataset di «Cooperativa Dora».',
          en: 'The people in the members’ books of the federation may never see any of the datasets of “Cooperativa Dora”.',
        }) as object,
        effective: true,
        narrowedBy: [],
      },
    ]);
  });

  it.each<[string, PolicyInForce[], string[]]>([
    [
      'a permission narrows the other level’s on the same action, both ways',
      [doras({ permissions: [rule({ assignee: role('steward') })] }), theirs({ permissions: [rule({})] })],
      ['f permission 0 < o permission 0', 'o permission 0 < f permission 0'],
    ],
    [
      'a permission on another action narrows nothing, and without the federation’s has no effect',
      [theirs({ permissions: [rule({})] }), doras({ permissions: [rule({ actions: ['contribute'] })] })],
      ['f permission 0', '!o permission 0'],
    ],
    [
      'where the two levels permit nothing in common, neither has an effect',
      [
        theirs({ permissions: [rule({ where: { contributors: { $gte: 3 } } })] }),
        doras({ permissions: [rule({ where: { contributors: { $lt: 3 } } })] }),
      ],
      ['!f permission 0 < o permission 0', '!o permission 0 < f permission 0'],
    ],
    [
      'a prohibition narrows what it overlaps, on either level',
      [
        theirs({
          permissions: [rule({}), rule({ where: { accessRights: { $eq: 'PUBLIC' } } })],
          prohibitions: [rule({ where: { accessRights: { $eq: 'RESTRICTED' } } })],
        }),
        doras({ prohibitions: [rule({ where: { id: { $eq: USERS } } })] }),
      ],
      [
        'f permission 0 < f prohibition 0, o prohibition 0',
        'f permission 1 < o prohibition 0',
        'f prohibition 0',
        'o prohibition 0',
      ],
    ],
    [
      'a prohibition of all that a permission permits leaves it without effect',
      [theirs({ permissions: [rule({ assignee: role('steward') })] }), doras({ prohibitions: [rule({})] })],
      ['!f permission 0 < o prohibition 0', 'o prohibition 0'],
    ],
    [
      'who is not meant by a prohibition keeps what is permitted',
      [
        theirs({ permissions: [rule({}), rule({ assignee: role('researcher', [idOf(12)]) })] }),
        doras({ prohibitions: [rule({ assignee: role('researcher') })] }),
      ],
      ['f permission 0 < o prohibition 0', 'f permission 1 < o prohibition 0', 'o prohibition 0'],
    ],
    [
      'higher thresholds narrow the other permissions for extracts',
      [
        theirs({
          permissions: [
            extracts({ assignee: MEMBERS, terms: { minPeople: 10, minContributors: 3 } }),
            extracts({ terms: { minPeople: 50, minContributors: 3 } }),
            extracts({ terms: { minPeople: 90, minContributors: 9 }, purposes: ['CommercialResearch'] }),
          ],
        }),
      ],
      ['f permission 0 < f permission 1', 'f permission 1', 'f permission 2'],
    ],
    [
      'any stricter term narrows them, and what holds by default is no stricter than itself',
      [
        theirs({
          permissions: [
            extracts({ assignee: MEMBERS }),
            extracts({ terms: { minPeople: 10, minContributors: 3, noise: { epsilon: '1', lifetimeEpsilon: '4' } } }),
            extracts({ terms: { minPeople: 10, minContributors: 3, minPeopleOutside: 5, groupDisclosurePercent: 90 } }),
          ],
        }),
      ],
      ['f permission 0 < f permission 1', 'f permission 1', 'f permission 2 < f permission 1'],
    ],
    [
      'permissions for extracts with no column in common permit nothing together',
      [theirs({ permissions: [extracts({})] }), doras({ permissions: [extracts({ dimensions: ['altro'] })] })],
      ['!f permission 0 < o permission 0', '!o permission 0 < f permission 0'],
    ],
    [
      'a clause about another publisher has no effect here',
      [theirs({ permissions: [rule({ where: { publisherId: { $ne: DORA } } }), rule({ subject: 'Ballot' })] })],
      ['!f permission 0', 'f permission 1'],
    ],
    [
      'delegated clauses have no effect and narrow nothing',
      [
        theirs({ permissions: [rule({})] }),
        { ...doras({ permissions: [rule({})], prohibitions: [rule({})] }), delegated: true },
      ],
      ['f permission 0', '!o permission 0', '!o prohibition 0'],
    ],
    [
      'suspended permissions permit nothing and narrow as before; suspended prohibitions stand',
      [
        theirs({ permissions: [rule({})] }),
        suspended(doras({ permissions: [rule({})], prohibitions: [rule({ where: { id: { $eq: USERS } } })] })),
      ],
      [
        '!f permission 0 < o permission 0, o prohibition 0',
        '!o permission 0 < f permission 0, o prohibition 0',
        'o prohibition 0',
      ],
    ],
    ['what has ended is not shown', [theirs({ permissions: [rule({})], validUntil: '2026-11-21' })], []],
  ])('%s', (_, policies, expected) => {
    expect(short(policies)).toEqual(expected);
  });

  it('is the federation’s alone where no organisation is asked for', () => {
    const policy = theirs({ permissions: [rule({ where: { publisherId: { $ne: DORA } } })] });
    expect(short([policy], null)).toEqual(['f permission 0']);
  });

  it('calls no clause without effect that allows anybody anything', () => {
    fc.assert(
      fc.property(layeredPolicies, identity, dataset, (policies, who, record) => {
        const { federationId, publisherId } = record;
        const both = policies.filter(
          (one) => one.federationId === federationId && [null, publisherId].includes(one.organisationId),
        );
        const allowed = (some: readonly PolicyInForce[]) =>
          allows(compilePolicies(some, who, NOW).ability, 'read', 'Dataset', record);
        const clauses = composedRules(both, publisherId, NAMES, NOW);
        expect(allowed(both.map((one) => without(one, clauses)))).toBe(allowed(both));
      }),
      { numRuns: 300 },
    );
  });

  it('shows every clause of both levels once, the federation’s first', () => {
    fc.assert(
      fc.property(
        layeredPolicies,
        fc.constantFrom(...FEDERATIONS),
        fc.constantFrom(...ORGANISATIONS),
        (all, of, owner) => {
          const both = all.filter(
            ({ federationId, organisationId }) => federationId === of && [null, owner].includes(organisationId),
          );
          const clauses = composedRules(both, owner, NAMES, new Date(0));
          const rules = both.flatMap(({ document: { permissions, prohibitions } }) => [
            ...permissions,
            ...prohibitions,
          ]);
          expect(clauses).toHaveLength(rules.length);
          const levels = clauses.map(({ level }) => level);
          expect(levels).toEqual([...levels].sort());
          const addresses = clauses.map(({ versionId, effect, index }) => `${versionId} ${effect} ${index}`);
          expect(new Set(addresses).size).toBe(addresses.length);
        },
      ),
    );
  });
});

/** The policy with the permissions that are said to have no effect given to nobody, but spoken of as before. */
function without(policy: PolicyInForce, clauses: readonly ComposedClause[]): PolicyInForce {
  const nobody = { type: 'role' as const, role: 'auditor' as const, organisations: [idOf<OrganisationId>(99)] };
  const isIdle = (index: number) =>
    clauses.some(
      (clause) =>
        clause.versionId === policy.versionId &&
        clause.effect === 'permission' &&
        clause.index === index &&
        !clause.effective,
    );
  const permissions = policy.document.permissions.map((one, index) =>
    isIdle(index) ? { ...one, assignee: nobody } : one,
  );
  return { ...policy, document: { ...policy.document, permissions } };
}
