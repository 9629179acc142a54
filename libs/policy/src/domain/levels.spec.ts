import type { Identity, Membership, Role } from '#identity';
import type { FederationId, OrganisationId } from '#kernel';
import fc from 'fast-check';
import { contribution, dataset, identity, idOf, inForce, layeredPolicies, NOW } from '../../test/arbitrary-policy';
import { document, extracts, MEMBERS, role, rule } from '../../test/documents';
import { allows } from './ability';
import { compilePolicies, speaksOf } from './compile-policy';
import type { PolicyDocument } from './policy-document';
import { binds, type PolicyInForce } from './policy-in-force';
import { ACTIONS_ON, isUseAction, NO_SERIES, type Action, type Records } from './vocabulary';

const HOME = idOf<FederationId>(1);
const [DORA, AURORA] = [idOf<OrganisationId>(11), idOf<OrganisationId>(12)];
const RECORD: Records['Dataset'] = {
  ...{ id: idOf(21), federationId: HOME, publisherId: DORA },
  ...{ seriesId: NO_SERIES, needCategory: 'socialNeeds', accessRights: 'RESTRICTED', contributors: 3 },
};
const HANDED_IN: Records['Contribution'] = {
  ...{ id: idOf(41), federationId: HOME, organisationId: DORA, datasetId: idOf(21) },
};
const LATER = new Date(NOW.getTime() + 1);

const seat = (name: Role, organisationId = AURORA): Membership => ({
  ...{ organisationId, kind: 'cooperative', role: name, federationIds: [HOME] },
});
const person = (...memberships: Membership[]): Identity => ({
  ...{ personId: idOf(31), name: 'Ada', email: 'ada@example.org', language: 'it', memberships, scopes: 'all' },
});
const ADA = person(seat('member'));

const theirs = (change: object, n = 100) => inForce(document(change), { n });
const doras = (change: object, n = 200) => inForce(document(change), { organisationId: DORA, n });
const OPEN = theirs({
  permissions: [rule({ actions: ['read', 'contribute'] }), rule({ subject: 'Contribution' })],
});

const may = (policies: readonly PolicyInForce[], action: Action = 'read', record = RECORD, who = ADA) =>
  allows(compilePolicies(policies, who, NOW).ability, action, 'Dataset', record);
const mayReadHandedIn = (policies: readonly PolicyInForce[], who = ADA, record = HANDED_IN) =>
  allows(compilePolicies(policies, who, NOW).ability, 'read', 'Contribution', record);

describe('a policy of an organisation’s own', () => {
  const stewardsOnly = doras({ permissions: [rule({ assignee: role('steward') })] });

  it('narrows what the federation permits, of what is the organisation’s', () => {
    expect(may([OPEN, stewardsOnly])).toBe(false);
    expect(may([OPEN, stewardsOnly], 'read', RECORD, person(seat('member'), seat('steward')))).toBe(true);
    expect(may([OPEN, stewardsOnly], 'read', { ...RECORD, publisherId: AURORA })).toBe(true);
    expect(may([OPEN, stewardsOnly], 'read', { ...RECORD, federationId: idOf(2) })).toBe(false);
  });

  it('permits nothing that the federation does not', () => {
    const generous = doras({ permissions: [rule({ actions: ['read', 'contribute', 'create'] })] });
    expect(may([generous])).toBe(false);
    expect((['read', 'contribute', 'create'] as const).map((action) => may([OPEN, generous], action))).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('leaves to the federation every action that it permits nobody, but for what it prohibits', () => {
    expect(may([OPEN, stewardsOnly], 'contribute')).toBe(true);
    const few = { contributors: { $lt: 4 } };
    const prohibiting = doras({ prohibitions: [rule({ actions: ['contribute'], where: few })] });
    expect([may([OPEN, prohibiting]), may([OPEN, prohibiting], 'contribute')]).toEqual([true, false]);
    expect(may([OPEN, prohibiting], 'contribute', { ...RECORD, contributors: 4 })).toBe(true);
  });

  it.each<[string, Action[]]>([
    ['discover', ['read', 'readMetadata']],
    ['readMetadata', ['read', 'discover']],
    ['read', []],
  ])('that speaks of %s alone leaves %j to the federation, and no more', (spoken, left) => {
    const stewards = doras({ permissions: [rule({ assignee: role('steward'), actions: [spoken] })] });
    expect((['read', 'discover', 'readMetadata'] as const).filter((action) => may([OPEN, stewards], action))).toEqual(
      left,
    );
  });

  it('is one of several that may permit the same', () => {
    expect(may([OPEN, stewardsOnly, doras({ permissions: [rule({ assignee: role('member') })] }, 201)])).toBe(true);
  });

  it('decides about contributions, but not about what needs no vote', () => {
    const auditors = doras({ permissions: [rule({ subject: 'Contribution', assignee: role('auditor') })] });
    expect(mayReadHandedIn([OPEN])).toBe(true);
    expect(mayReadHandedIn([OPEN, auditors])).toBe(false);
    expect(mayReadHandedIn([OPEN, auditors], person(seat('steward', DORA)))).toBe(true);
    expect(mayReadHandedIn([OPEN, auditors], person(seat('steward', AURORA)))).toBe(false);
    expect(mayReadHandedIn([OPEN, auditors], ADA, { ...HANDED_IN, organisationId: AURORA })).toBe(true);
  });

  it('binds nobody while the organisation’s power is the federation’s, nor after its last day', () => {
    expect(may([OPEN, { ...stewardsOnly, delegated: true }])).toBe(true);
    const until = (validUntil: string) =>
      may([OPEN, doras({ permissions: [rule({ assignee: role('steward') })], validUntil })]);
    expect([until('2026-11-21'), until('2026-11-22')]).toEqual([true, false]);
  });
});

describe('a suspended policy', () => {
  const until = (policy: PolicyInForce, moment: Date | null): PolicyInForce => ({
    ...policy,
    suspension: { since: new Date(0), until: moment, reason: 'Una falla', ratified: moment === null },
  });

  it('permits nothing, until further notice or the very instant at which the suspension lapses', () => {
    expect([null, LATER, NOW].map((moment) => may([until(OPEN, moment)]))).toEqual([false, false, true]);
  });

  it('prohibits what it did', () => {
    const both = theirs({ permissions: [extracts({})], prohibitions: [rule({ actions: ['contribute'] })] });
    expect(may([OPEN, until(both, null)], 'contribute')).toBe(false);
  });

  it('does not leave to the federation what it had narrowed', () => {
    const narrow = doras({ permissions: [rule({ assignee: MEMBERS })] });
    expect([may([OPEN, narrow]), may([OPEN, until(narrow, null)])]).toEqual([true, false]);
  });
});

describe('levels', () => {
  const alone = (policy: PolicyInForce): PolicyInForce => ({ ...policy, organisationId: null });
  const everything = (action: Action, subject: string): PolicyDocument['permissions'] => {
    const every = rule({ actions: [action], subject, assignee: MEMBERS });
    return document({ permissions: [isUseAction(action) ? { ...extracts({}), ...every } : every] }).permissions;
  };

  /** What the organisation's policies would allow if they stood alone, for someone whom "members" means. */
  function ownAllow(
    policies: readonly PolicyInForce[],
    { who, action, subject, record }: Pick<Case, 'who' | 'action' | 'subject' | 'record'>,
  ): boolean {
    const owner = 'publisherId' in record ? record.publisherId : record.organisationId;
    const its = policies.filter(
      (policy) => binds(policy, NOW) && policy.organisationId === owner && policy.federationId === record.federationId,
    );
    const [first] = its;
    if (!first) return true;
    const silent = !its.some((policy) => speaksOf(policy, action, subject));
    const open = silent
      ? [
          inForce(
            { ...first.document, permissions: everything(action, subject), prohibitions: [], validUntil: null },
            first,
          ),
        ]
      : [];
    const { ability } = compilePolicies([...its.map(alone), ...open.map(alone)], who, NOW);
    return allows(ability, action, subject, record as never);
  }

  type Case = {
    readonly who: Identity;
    readonly action: Action;
    readonly subject: 'Dataset' | 'Contribution';
    readonly record: Records['Dataset'] | Records['Contribution'];
  };
  const cases: fc.Arbitrary<Case> = fc.oneof(
    fc.record({
      who: identity,
      action: fc.constantFrom(...ACTIONS_ON.Dataset),
      subject: fc.constant('Dataset' as const),
      record: dataset,
    }),
    fc.record({
      who: identity,
      action: fc.constant('read' as const),
      subject: fc.constant('Contribution' as const),
      record: contribution,
    }),
  );
  const inBoth = (who: Identity): Identity => ({
    ...who,
    memberships: [...who.memberships, { ...seat('member'), federationIds: [HOME, idOf<FederationId>(2)] }],
  });

  it('allow together what each of them allows', () => {
    fc.assert(
      fc.property(layeredPolicies, cases, (policies, { who: someone, ...asked }) => {
        const one = { ...asked, who: inBoth(someone) };
        const { action, subject, record } = one;
        const federations = policies.filter(({ organisationId }) => organisationId === null);
        const [both, federation] = [policies, federations].map((all) =>
          allows(compilePolicies(all, one.who, NOW).ability, action, subject, record as never),
        );
        expect(both).toBe(federation && ownAllow(policies, one));
      }),
      { numRuns: 500 },
    );
  });

  it('never allow more than the federation alone, nor more because something was suspended', () => {
    fc.assert(
      fc.property(layeredPolicies, cases, fc.nat(), (policies, { who, action, subject, record }, at) => {
        const allowed = (some: readonly PolicyInForce[]) =>
          allows(compilePolicies(some, who, NOW).ability, action, subject, record as never);
        const chosen = policies[at % policies.length];
        const suspended = policies.map((policy) =>
          policy === chosen
            ? { ...policy, suspension: { since: NOW, until: LATER, reason: 'Una falla', ratified: false } }
            : policy,
        );
        if (allowed(suspended)) expect(allowed(policies)).toBe(true);
        const withoutOwn = policies.filter(({ organisationId }) => organisationId === null);
        if (allowed(policies)) expect(allowed(withoutOwn)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
