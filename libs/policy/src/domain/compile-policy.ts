import type { FederationId, OrganisationId, PolicyId, PolicyVersionId } from '#kernel';
import type { Identity, Membership, Scope } from '#identity';
import type { AbilityRule } from './ability';
import { isExtractPermission, type Assignee, type ExtractPermission, type PolicyDocument } from './policy-document';
import type { Action } from './vocabulary';

/** One version of a policy that is in force, and the resolution that put it there (null: founded with the federation). */
export type PolicyInForce = {
  readonly policyId: PolicyId;
  readonly versionId: PolicyVersionId;
  readonly number: number;
  readonly federationId: FederationId;
  readonly hash: string;
  readonly resolution: string | null;
  readonly document: PolicyDocument;
};

/** A permission to request extracts, and where it stands: what a decision is later explained by. */
export type Grounds = { readonly policy: PolicyInForce; readonly permission: ExtractPermission };

export type Compiled = { readonly rules: readonly AbilityRule[]; readonly grounds: ReadonlyMap<string, Grounds> };

/** What an API token must be allowed to do before a permission counts for it. */
const SCOPE_OF: Record<Action, Scope> = {
  read: 'read',
  create: 'manage',
  contribute: 'contribute',
  requestExtract: 'extract',
  propose: 'propose',
  vote: 'vote',
};

/**
 * Compiles the policies in force into the rules of one person.
 *
 * Every rule is confined to the federation whose policy it is, so no assembly decides about another's records.
 * Prohibitions come last, and the last rule wins. A rule's `reason` leads back to its grounds.
 *
 * @param today the calendar day in UTC, `YYYY-MM-DD`; a policy counts until its last day is over
 */
export function compilePolicies(policies: readonly PolicyInForce[], identity: Identity, today: string): Compiled {
  const grounds = new Map<string, Grounds>();
  const permissions: AbilityRule[] = ownThings(identity);
  const prohibitions: AbilityRule[] = [];
  for (const policy of policies) {
    if (hasEnded(policy.document, today)) continue;
    policy.document.permissions.forEach((rule, index) => {
      const actions = rule.actions.filter((action) => covers(identity.scopes, SCOPE_OF[action]));
      if (actions.length === 0 || !isAssigned(rule.assignee, policy.federationId, identity.memberships)) return;
      const reason = `${policy.versionId}/permissions/${index}`;
      if (isExtractPermission(rule)) grounds.set(reason, { policy, permission: rule });
      permissions.push(ruleOf({ ...rule, actions }, policy, { reason }));
    });
    policy.document.prohibitions.forEach((rule, index) => {
      if (!isAssigned(rule.assignee, policy.federationId, identity.memberships)) return;
      const reason = `${policy.versionId}/prohibitions/${index}`;
      prohibitions.push(ruleOf(rule, policy, { reason, inverted: true }));
    });
  }
  return { rules: [...permissions, ...prohibitions], grounds };
}

export const hasEnded = ({ validUntil }: PolicyDocument, today: string) => validUntil !== null && validUntil < today;

type Rule = { readonly actions: readonly Action[]; readonly subject: string; readonly where: 'everything' | object };

function ruleOf(rule: Rule, policy: PolicyInForce, extra: { reason: string; inverted?: boolean }): AbilityRule {
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
