import type { FederationId, OrganisationId } from '#kernel';
import type { Identity, Membership, Scope } from '#identity';
import {
  abilityOf,
  levelOf,
  placeOf,
  type Ability,
  type AbilityRule,
  type LevelAbility,
  type OwnLevel,
} from './ability';
import { decidingClause, type DecidingClause } from './deciding-clause';
import type { Assignee } from './document/assignee';
import { isUsePermission } from './policy-document';
import type { Bar, Grounds } from './grounds';
import { binds, isSuspended, type PolicyInForce } from './policy-in-force';
import { withKinds } from './purpose';
import { ACTIONS_ON, meaningOf, OWNER_FIELD, type Action, type OwnSubject } from './vocabulary';

export type Compiled = {
  readonly ability: Ability;
  readonly grounds: ReadonlyMap<string, Grounds>;
  readonly bars: readonly Bar[];
  /** By a rule's reason. */
  readonly sources: ReadonlyMap<string, DecidingClause>;
};

/** What a compilation finds on its way that CASL has no place for. */
type Found = {
  readonly grounds: Map<string, Grounds>;
  readonly bars: Bar[];
  readonly sources: Map<string, DecidingClause>;
};

/** Nobody has signed in: there is no person to have anything of their own, and no token to be limited. */
type Asker = Pick<Identity, 'memberships' | 'scopes'> & { readonly personId: Identity['personId'] | null };
const NOBODY: Asker = { personId: null, memberships: [], scopes: 'all' };

/** What an API token must be allowed to do before a permission counts for it. */
const SCOPE_OF: Record<Action, Scope> = {
  read: 'read',
  discover: 'read',
  readMetadata: 'read',
  preview: 'read',
  queryAggregates: 'read',
  exportRecords: 'extract',
  create: 'manage',
  contribute: 'contribute',
  requestExtract: 'extract',
  propose: 'propose',
  vote: 'vote',
};

const READING: readonly Action[] = ['read', 'discover', 'readMetadata'];
/** What an auditor reads of a federation: all that it decides. */
const AUDITED = ['Ballot', 'Policy', 'Extract'];

/** Abilities of organisations' own levels that are made already: they are the same for many people. */
export type MadeLevels = Map<string, LevelAbility>;

/**
 * Compiles the policies in force into the ability of one person, or of anybody.
 *
 * Every rule is confined to the federation whose policy it is, so no assembly decides about another's records; and an
 * organisation's own, to what is its own. Prohibitions come last, and the last rule wins. A rule's `reason` leads back
 * to its grounds. A suspended policy permits nothing and prohibits what it did. A prohibition of some purposes or columns
 * takes nothing away from the ability: it is among the `bars`, for whoever assesses a request.
 *
 * @param now the moment that is decided at; a policy counts until its last day, in UTC, is over
 * @param made what other people's compilation of the same policies left to share; it is added to
 */
export function compilePolicies(
  policies: readonly PolicyInForce[],
  identity: Identity | null,
  now: Date,
  made: MadeLevels = new Map(),
): Compiled {
  const asker = identity ?? NOBODY;
  const found: Found = { grounds: new Map(), bars: [], sources: new Map() };
  const binding = policies.filter((policy) => binds(policy, now));
  const compile = (level: readonly PolicyInForce[]) => compileLevel(level, asker, now, found);
  const rules = [...ownThings(asker), ...compile(binding.filter(({ organisationId }) => organisationId === null))];
  const own = ownPolicies(binding)
    .filter(({ federationId }) => permitAnythingIn(rules, federationId))
    .map(({ policies: level, ...place }): OwnLevel => {
      const itsRules = [...silences(level), ...ownHandedIn(place, asker), ...compile(level)];
      return { ...place, ability: shared(made, itsRules) };
    });
  return { ability: abilityOf(rules, own), ...found };
}

/** Where the federation permits a person nothing, there is nothing that its organisations could take away. */
const permitAnythingIn = (rules: readonly AbilityRule[], federationId: FederationId) =>
  rules.some(
    ({ inverted, conditions }) =>
      !inverted && (conditions as { federationId?: { $eq: unknown } }).federationId?.$eq === federationId,
  );

function shared(made: MadeLevels, rules: readonly AbilityRule[]): LevelAbility {
  const key = JSON.stringify(rules);
  const level = made.get(key) ?? levelOf(rules);
  made.set(key, level);
  return level;
}

type OwnPolicies = Omit<OwnLevel, 'ability'> & { readonly policies: PolicyInForce[] };

/** The policies of organisations, by whose they are. */
function ownPolicies(policies: readonly PolicyInForce[]): OwnPolicies[] {
  const places = new Map<string, OwnPolicies>();
  for (const policy of policies) {
    const { federationId, organisationId } = policy;
    if (organisationId === null) continue;
    const place = placeOf(federationId, organisationId);
    const known = places.get(place);
    if (known) known.policies.push(policy);
    else places.set(place, { federationId, organisationId, policies: [policy] });
  }
  return [...places.values()];
}

/**
 * What an organisation's own policies leave to the federation: every action that none of them permits anybody. What a
 * suspended policy permits is not left to the federation, or its suspension would open what it had narrowed.
 */
function silences(level: readonly PolicyInForce[]): AbilityRule[] {
  return (Object.keys(OWNER_FIELD) as OwnSubject[]).flatMap((subject) =>
    ACTIONS_ON[subject]
      .filter((action) => !level.some((policy) => speaksOf(policy, action, subject)))
      .flatMap((action) => level.slice(0, 1).map((policy) => leftOpen(action, subject, policy))),
  );
}

/** That action alone: to say nothing of reading leaves no more open than to say nothing of it. */
const leftOpen = (action: Action, subject: OwnSubject, policy: PolicyInForce): AbilityRule => ({
  ...ruleOf({ actions: [action], subject, where: 'everything' }, policy, {}),
  action: [action],
});

/** Whether a policy permits an action on a subject to anybody at all, in whatever case. */
export const speaksOf = ({ document }: PolicyInForce, action: Action, subject: string): boolean =>
  document.permissions.some((rule) => rule.subject === subject && meanings(rule.actions, subject).includes(action));

function compileLevel(
  policies: readonly PolicyInForce[],
  asker: Asker,
  now: Date,
  { grounds, bars, sources }: Found,
): AbilityRule[] {
  const permissions: AbilityRule[] = [];
  const prohibitions: AbilityRule[] = [];
  for (const policy of policies) {
    const { versionId, document, federationId } = policy;
    const suspended = isSuspended(policy, now);
    document.permissions.forEach((rule, index) => {
      const actions = rule.actions
        .filter((action) => covers(asker.scopes, SCOPE_OF[action]))
        .filter((action) => isAssigned(rule.assignee, federationId, seatsFor(action, asker)));
      if (actions.length === 0) return;
      const clause = decidingClause(policy, `permissions/${index}`);
      const reason = `${versionId}/${clause.address}`;
      if (isUsePermission(rule)) {
        const { level } = clause;
        const purposes = withKinds(rule.purposes);
        grounds.set(reason, { level, policy, clause, permission: rule, purposes, suspended });
      }
      sources.set(reason, clause);
      if (!suspended) permissions.push(ruleOf({ ...rule, actions }, policy, { reason }));
    });
    document.prohibitions.forEach((rule, index) => {
      if (!isAssigned(rule.assignee, federationId, asker.memberships)) return;
      const clause = decidingClause(policy, `prohibitions/${index}`);
      if (rule.purposes ?? rule.columns) {
        bars.push({ policy, clause, prohibition: rule, purposes: rule.purposes ? withKinds(rule.purposes) : null });
      } else {
        const reason = `${versionId}/${clause.address}`;
        sources.set(reason, clause);
        prohibitions.push(ruleOf(rule, policy, { reason, inverted: true }));
      }
    });
  }
  return [...permissions, ...prohibitions];
}

const meanings = (actions: readonly Action[], subject: string): Action[] => [
  ...new Set(actions.flatMap((action) => meaningOf(action, subject))),
];

/** An auditor reads, whatever a policy says besides: for anything else it takes a seat of another kind. */
const seatsFor = (action: Action, { memberships }: Asker): readonly Membership[] =>
  READING.includes(action) ? memberships : memberships.filter(({ role }) => role !== 'auditor');

type Rule = { readonly actions: readonly Action[]; readonly subject: string; readonly where: 'everything' | object };

function ruleOf(rule: Rule, policy: PolicyInForce, extra: { reason?: string; inverted?: boolean }): AbilityRule {
  const conditions = rule.where === 'everything' ? {} : rule.where;
  return {
    action: meanings(rule.actions, rule.subject),
    subject: rule.subject,
    conditions: { ...conditions, federationId: { $eq: policy.federationId } },
    ...extra,
  } as AbilityRule;
}

/**
 * What needs no vote: one's own requests, what one's own organisation handed in and, for an auditor, all that a
 * federation of the audited organisation decides.
 */
function ownThings({ personId, memberships, scopes }: Asker): AbilityRule[] {
  if (personId === null || !covers(scopes, 'read')) return [];
  const stewardOf = memberships.filter(({ role }) => role === 'steward').map(({ organisationId }) => organisationId);
  return [
    { action: 'read', subject: 'Extract', conditions: { requestedBy: { $eq: personId } } },
    { action: 'read', subject: 'Contribution', conditions: { organisationId: { $in: stewardOf } } },
    ...audited(memberships).map((federationId) => ({
      ...{ action: 'read', subject: AUDITED, conditions: { federationId: { $eq: federationId } } },
    })),
  ] as AbilityRule[];
}

const audited = (memberships: readonly Membership[]): FederationId[] => [
  ...new Set(memberships.filter(({ role }) => role === 'auditor').flatMap(({ federationIds }) => federationIds)),
];

/** The same within an organisation's own level, which no vote of the organisation takes away either. */
const ownHandedIn = ({ organisationId }: Pick<OwnLevel, 'organisationId'>, asker: Asker): AbilityRule[] =>
  ownThings({
    ...asker,
    memberships: asker.memberships.filter((membership) => membership.organisationId === organisationId),
  }).filter(({ subject }) => subject === 'Contribution');

const covers = (scopes: Identity['scopes'], scope: Scope) => scopes === 'all' || scopes.includes(scope);

function isAssigned(assignee: Assignee, federationId: FederationId, memberships: readonly Membership[]): boolean {
  const inFederation = (membership: Membership) => membership.federationIds.includes(federationId);
  switch (assignee.type) {
    case 'public':
      return true;
    case 'members':
      return memberships.some(inFederation);
    case 'kind':
      return memberships.some((membership) => inFederation(membership) && assignee.kinds.includes(membership.kind));
    case 'organisation':
      return memberships.some(({ organisationId }) => names(assignee.organisations, organisationId));
    case 'role':
      return memberships.some((membership) => membership.role === assignee.role && isIn(assignee, membership));
  }

  function isIn({ organisations }: Assignee & { type: 'role' }, membership: Membership): boolean {
    return organisations === 'federation' ? inFederation(membership) : names(organisations, membership.organisationId);
  }
}

const names = (organisations: readonly OrganisationId[], id: OrganisationId) => organisations.includes(id);
