import type { Identity } from '#identity';
import type { FederationId, OrganisationId } from '#kernel';
import fc from 'fast-check';
import { dataset, FEDERATIONS, idOf, identity, inForce, layeredPolicies, NOW } from '../../test/arbitrary-policy';
import { document, role, rule } from '../../test/documents';
import { allows } from './ability';
import type { Actor } from './actor';
import { compilePolicies } from './compile-policy';
import type { DecidingClause } from './deciding-clause';
import { explain, untilOf } from './explain';
import { dayOf, lastDayOf } from './policy';
import type { PolicyDocument } from './policy-document';
import { levelOfPolicy, type PolicyInForce } from './policy-in-force';
import { ACTIONS_ON, NO_SERIES, type Action, type Records } from './vocabulary';

const actor = (policies: readonly PolicyInForce[], who: Identity | null, now = NOW): Actor => ({
  ...{ id: who?.personId ?? 'anonymous', identity: who, revision: 7 },
  ...compilePolicies(policies, who, now),
});

type Lists = Pick<PolicyDocument, 'permissions' | 'prohibitions'>;
type Keep = (rule: object, address: string, policy: PolicyInForce) => boolean;

/** The same policies with some of their clauses only. */
const keeping = (policies: readonly PolicyInForce[], keep: Keep): PolicyInForce[] =>
  policies.map((policy) => {
    const kept = <L extends keyof Lists>(list: L) =>
      policy.document[list].map((one, at) => (keep(one, `${list}/${at}`, policy) ? one : NEVER[list]));
    return {
      ...policy,
      document: {
        ...policy.document,
        permissions: kept('permissions'),
        prohibitions: kept('prohibitions'),
      } as PolicyDocument,
    };
  });
/** Stand where clauses were, so that the others keep their addresses: about nothing there is, and nobody. */
const nobody = role('auditor', [idOf(999)]);
const {
  permissions: [NO_PERMISSION],
  prohibitions: [NO_PROHIBITION],
} = document({
  permissions: [rule({ assignee: nobody, subject: 'Ballot', actions: ['propose'], where: { id: { $eq: idOf(999) } } })],
  prohibitions: [rule({ assignee: nobody, actions: ['contribute'], where: { id: { $eq: idOf(999) } } })],
});
const NEVER = { permissions: NO_PERMISSION, prohibitions: NO_PROHIBITION };

const named = (clauses: readonly DecidingClause[]) => {
  const names = new Set(clauses.map(({ versionId, address }) => `${versionId} ${address}`));
  return (_: object, address: string, { versionId }: PolicyInForce) => names.has(`${versionId} ${address}`);
};

const everywhere = identity.map((one): Identity => ({
  ...one,
  scopes: 'all',
  memberships: (['member', 'steward', 'researcher'] as const).map((name) => ({
    ...{
      organisationId: idOf<OrganisationId>(11),
      kind: 'cooperative' as const,
      role: name,
      federationIds: FEDERATIONS,
    },
  })),
}));
const people = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 2, arbitrary: identity },
  { weight: 6, arbitrary: everywhere },
);
type Check = (
  policies: readonly PolicyInForce[],
  who: Identity | null,
  action: Action,
  record: Records['Dataset'],
) => void;
/** Every action on a dataset that one of the policies is about. */
const always = (check: Check) => {
  fc.assert(
    fc.property(layeredPolicies, people, dataset, fc.nat(), (policies, who, { publisherId, ...record }, at) => {
      const { federationId, organisationId } = policies[at % policies.length] as PolicyInForce;
      const one = { ...record, federationId, publisherId: organisationId ?? publisherId };
      for (const action of ACTIONS_ON.Dataset) check(policies, who, action, one);
    }),
    { numRuns: 150 },
  );
};

describe('an explanation', () => {
  it('says what is decided, and what else may be done', () => {
    always((policies, who, action, record) => {
      const by = actor(policies, who);
      const { allowed, instead } = explain(by, action, 'Dataset', record);
      expect(allowed).toBe(allows(by.ability, action, 'Dataset', record));
      const others = ACTIONS_ON.Dataset.filter(
        (other) => other !== action && allows(by.ability, other, 'Dataset', record),
      );
      expect(instead).toEqual(others);
    });
  });

  it('names clauses that stand where it says, in the versions that it says', () => {
    always((policies, who, action, record) => {
      const { allowed, clauses } = explain(actor(policies, who), action, 'Dataset', record);
      for (const clause of clauses) {
        const policy = policies.find(({ versionId }) => versionId === clause.versionId) as PolicyInForce;
        const [list, at] = clause.address.split('/') as ['permissions' | 'prohibitions', string];
        expect(policy.document[list][Number(at)]).toBeDefined();
        expect(clause).toMatchObject({
          ...{ policyId: policy.policyId, number: policy.number, hash: policy.hash, title: policy.document.title },
          ...{ level: levelOfPolicy(policy), resolution: policy.resolution, lastDay: lastDayOf(policy) },
          effect: allowed ? 'permission' : 'prohibition',
        });
      }
    });
  });

  it('names permissions without which, all of a level, it would be refused', () => {
    let levels = 0;
    always((policies, who, action, record) => {
      const { allowed, clauses } = explain(actor(policies, who), action, 'Dataset', record);
      if (!allowed) return;
      expect(clauses.some(({ level }) => level === 'federation')).toBe(true);
      for (const level of ['federation', 'organisation'] as const) {
        const its = clauses.filter((clause) => clause.level === level);
        if (its.length === 0) continue;
        levels += 1;
        const isNamed = named(its);
        const speaking = policies.flatMap((policy) => [
          policy,
          ...(level === 'organisation' ? [stillSpeaking(policy, action)] : []),
        ]);
        const without = keeping(speaking, (one, address, policy) => !isNamed(one, address, policy));
        expect(allows(actor(without, who).ability, action, 'Dataset', record)).toBe(false);
      }
    });
    expect(levels).toBeGreaterThan(60);
  });

  it('names, of a refusal, every prohibition that stands in the way, and no other', () => {
    let freed = 0;
    always((policies, who, action, record) => {
      const isAllowed = allows(actor(policies, who).ability, action, 'Dataset', record);
      const all = isAllowed && action !== 'create' ? [...policies, forbidding(action, record)] : policies;
      const { allowed, clauses } = explain(actor(all, who), action, 'Dataset', record);
      if (allowed) return;
      const isNamed = named(clauses);
      const without = keeping(all, (one, at, policy) => !isNamed(one, at, policy));
      const then = explain(actor(without, who), action, 'Dataset', record);
      if (then.allowed) freed += 1;
      else expect([then.clauses, isAllowed]).toEqual([[], false]);
      if (clauses.length === 0) expect(then.allowed).toBe(false);
    });
    expect(freed).toBeGreaterThan(60);
  });

  it('lasts until the last day of its clauses: on that day they permit it, and the day after not all of them do', () => {
    let ending = 0;
    always((policies, who, action, record) => {
      const { allowed, clauses, until } = explain(actor(policies, who), action, 'Dataset', record);
      if (!allowed) {
        expect(until).toBeNull();
        return;
      }
      const only = keeping(policies, named(clauses));
      const at = (moment: Date) => explain(actor(only, who, moment), action, 'Dataset', record);
      if (until === null) {
        expect(at(new Date('2999-01-01')).allowed).toBe(true);
        return;
      }
      ending += 1;
      expect(until >= dayOf(NOW)).toBe(true);
      expect(at(new Date(`${until}T23:59:59.999Z`)).allowed).toBe(true);
      const after = at(new Date(Date.parse(until) + 86_400_000));
      expect(after.allowed && after.clauses.length === clauses.length).toBe(false);
    });
    expect(ending).toBeGreaterThan(5);
  });
});

/** A policy of the federation that forbids it to everybody. */
const forbidding = (action: Action, { id, federationId }: Records['Dataset']): PolicyInForce => {
  const prohibition = rule({ assignee: { type: 'public' }, actions: [action], where: { id: { $eq: id } } });
  return inForce(document({ prohibitions: [prohibition] }), { federationId, n: 999 });
};

/** A policy of the same organisation that permits the action to nobody there is: its level does not fall silent. */
const stillSpeaking = (policy: PolicyInForce, action: Action): PolicyInForce => ({
  ...policy,
  versionId: `${policy.versionId} speaks` as PolicyInForce['versionId'],
  suspension: null,
  document: {
    ...policy.document,
    permissions: [{ ...(NO_PERMISSION as object), subject: 'Dataset', actions: [action] }],
    prohibitions: [],
  } as unknown as PolicyDocument,
});

describe('an explanation of', () => {
  const RECORD: Records['Dataset'] = {
    ...{
      id: idOf(21),
      federationId: idOf<FederationId>(1),
      publisherId: idOf<OrganisationId>(11),
      seriesId: NO_SERIES,
    },
    ...{ needCategory: 'socialNeeds', accessRights: 'RESTRICTED', contributors: 3 },
  };
  const ADA: Identity = {
    ...{ personId: idOf(31), name: 'Ada', email: 'ada@example.org', language: 'it', scopes: 'all' },
    memberships: [{ organisationId: idOf(11), kind: 'cooperative', role: 'auditor', federationIds: [idOf(1)] }],
  };

  it('what needs no vote names no clause', () => {
    const record = { id: idOf(41), federationId: idOf<FederationId>(1), requestedBy: ADA.personId };
    expect(explain(actor([], ADA), 'read', 'Extract', record)).toEqual({
      allowed: true,
      clauses: [],
      until: null,
      instead: [],
    });
  });

  it('what no policy speaks of names none either, and offers what there is', () => {
    const shown = inForce(document({ permissions: [rule({ actions: ['discover'] })] }));
    expect(explain(actor([shown], ADA), 'readMetadata', 'Dataset', RECORD)).toEqual({
      ...{ allowed: false, clauses: [], until: null, instead: ['discover'] },
    });
  });

  it('a record that was not loaded whole is a defect', () => {
    expect(() => explain(actor([], ADA), 'discover', 'Dataset', { ...RECORD, seriesId: undefined as never })).toThrow(
      'Dataset.seriesId was not loaded.',
    );
  });
});

describe('untilOf', () => {
  it.each<[(string | null)[][], string | null]>([
    [[], null],
    [[['2027-01-01']], '2027-01-01'],
    [[['2027-01-01', '2028-01-01']], '2028-01-01'],
    [[['2027-01-01', null]], null],
    [[['2027-01-01', '2028-01-01'], ['2027-06-01']], '2027-06-01'],
    [[[null], ['2027-06-01']], '2027-06-01'],
    [[['2027-01-01'], []], '2027-01-01'],
  ])('of %j is %s', (levels, until) => {
    expect(untilOf(levels)).toBe(until);
  });
});
