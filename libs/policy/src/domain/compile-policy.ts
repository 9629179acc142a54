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
import { isExtractPermission, type Assignee } from './policy-document';
import { binds, isSuspended, levelOfPolicy, type Grounds, type PolicyInForce } from './policy-in-force';
import { ACTIONS_ON, OWNER_FIELD, type Action, type OwnSubject } from './vocabulary';

export type Compiled = { readonly ability: Ability; readonly grounds: ReadonlyMap<string, Grounds> };

/** What an API token must be allowed to do before a permission counts for it. */
const SCOPE_OF: Record<Action, Scope> = {
  read: 'read',
  create: 'manage',
  contribute: 'contribute',
  requestExtract: 'extract',
  propose: 'propose',
  vote: 'vote',
};

/** Abilities of organisations' own levels that are made already: they are the same for many people. */
export type MadeLevels = Map<string, LevelAbility>;

/**
 * Compiles the policies in force into the ability of one person.
 *
 * Every rule is confined to the federation whose policy it is, so no assembly decides about another's records; and an
 * organisation's own, to what is its own. Prohibitions come last, and the last rule wins. A rule's `reason` leads back
 * to its grounds. A suspended policy permits nothing and prohibits what it did.
 *
 * @param now the moment that is decided at; a policy counts until its last day, in UTC, is over
 * @param made what other people's compilation of the same policies left to share; it is added to
 */
export function compilePolicies(
  policies: readonly PolicyInForce[],
  identity: Identity,
  now: Date,
  made: MadeLevels = new Map(),
): Compiled {
  const grounds = new Map<string, Grounds>();
  const binding = policies.filter((policy) => binds(policy, now));
  const compile = (level: readonly PolicyInForce[]) => compileLevel(level, identity, now, grounds);
  const rules = [...ownThings(identity), ...compile(binding.filter(({ organisationId }) => organisationId === null))];
  const own = ownPolicies(binding)
    .filter(({ federationId }) => permitAnythingIn(rules, federationId))
    .map(({ policies: level, ...place }): OwnLevel => {
      const itsRules = [...silences(level), ...ownHandedIn(place, identity), ...compile(level)];
      return { ...place, ability: shared(made, itsRules) };
    });
  return { ability: abilityOf(rules, own), grounds };
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

const leftOpen = (action: Action, subject: OwnSubject, policy: PolicyInForce) =>
  ruleOf({ actions: [action], subject, where: 'everything' }, policy, {});

/** Whether a policy permits an action on a subject to anybody at all, in whatever case. */
export const speaksOf = ({ document }: PolicyInForce, action: Action, subject: string): boolean =>
  document.permissions.some((rule) => rule.subject === subject && (rule.actions as readonly Action[]).includes(action));

function compileLevel(
  policies: readonly PolicyInForce[],
  identity: Identity,
  now: Date,
  grounds: Map<string, Grounds>,
): AbilityRule[] {
  const permissions: AbilityRule[] = [];
  const prohibitions: AbilityRule[] = [];
  for (const policy of policies) {
    const { versionId, document, federationId } = policy;
    const suspended = isSuspended(policy, now);
    document.permissions.forEach((rule, index) => {
      const actions = rule.actions.filter((action) => covers(identity.scopes, SCOPE_OF[action]));
      if (actions.length === 0 || !isAssigned(rule.assignee, federationId, identity.memberships)) return;
      const reason = `${versionId}/permissions/${index}`;
      if (isExtractPermission(rule)) {
        grounds.set(reason, { level: levelOfPolicy(policy), policy, permission: rule, suspended });
      }
      if (!suspended) permissions.push(ruleOf({ ...rule, actions }, policy, { reason }));
    });
    document.prohibitions.forEach((rule, index) => {
      if (!isAssigned(rule.assignee, federationId, identity.memberships)) return;
      const reason = `${versionId}/prohibitions/${index}`;
      prohibitions.push(ruleOf(rule, policy, { reason, inverted: true }));
    });
  }
  return [...permissions, ...prohibitions];
}

type Rule = { readonly actions: readonly Action[]; readonly subject: string; readonly where: 'everything' | object };

function ruleOf(rule: Rule, policy: PolicyInForce, extra: { reason?: string; inverted?: boolean }): AbilityRule {
  const conditions = rule.where === 'everything' ? {} : rule.where;
  return {
    action: [...rule.actions],
    subject: rule.subject,
    conditions: { ...conditions, federationId: { $eq: policy.federationId } },
    ...extra,
  } as AbilityRule;
}

/** What needs no vote: one's own requests, and what one's own organisation handed in. */
function ownThings({ personId, memberships, scopes }: Identity): AbilityRule[] {
  if (!covers(scopes, 'read')) return [];
  const stewardOf = memberships.filter(({ role }) => role === 'steward').map(({ organisationId }) => organisationId);
  return [
    { action: 'read', subject: 'Extract', conditions: { requestedBy: { $eq: personId } } },
    { action: 'read', subject: 'Contribution', conditions: { organisationId: { $in: stewardOf } } },
  ] as AbilityRule[];
}

/** The same within an organisation's own level, which no vote of the organisation takes away either. */
const ownHandedIn = ({ organisationId }: Pick<OwnLevel, 'organisationId'>, identity: Identity): AbilityRule[] =>
  ownThings({
    ...identity,
    memberships: identity.memberships.filter((membership) => membership.organisationId === organisationId),
  }).filter(({ subject }) => subject === 'Contribution');

const covers = (scopes: Identity['scopes'], scope: Scope) => scopes === 'all' || scopes.includes(scope);

function isAssigned(assignee: Assignee, federationId: FederationId, memberships: readonly Membership[]): boolean {
  const inFederation = (membership: Membership) => membership.federationIds.includes(federationId);
  if (assignee.type === 'members') return memberships.some(inFederation);
  const { role, organisations } = assignee;
  return memberships.some(
    (membership) =>
      membership.role === role &&
      (organisations === 'federation' ? inFederation(membership) : names(organisations, membership.organisationId)),
  );
}

const names = (organisations: readonly OrganisationId[], id: OrganisationId) => organisations.includes(id);
