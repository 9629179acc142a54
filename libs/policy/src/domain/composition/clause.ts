import { canonicalJson } from '#kernel';
import { canMeet } from '../conditions';
import type { Assignee } from '../document/assignee';
import type { DimensionRule } from '../document/use';
import type { Where } from '../document/where';
import { isUsePermission, type Permission, type Prohibition } from '../policy-document';
import { isSuspended, levelOfPolicy, type Level, type PolicyInForce } from '../policy-in-force';
import { sharePurpose } from '../purpose';
import { meaningOf, type Action } from '../vocabulary';

/** One rule of one policy in force, with what it takes to compare it with others. */
export type Clause = {
  readonly policy: PolicyInForce;
  readonly level: Level;
  /** Its place among the permissions, or among the prohibitions, of the document; from 0. */
  readonly index: number;
  /** Whether it has any say at this moment: delegated policies have none, and suspended ones do not permit. */
  readonly stands: boolean;
} & (
  | { readonly effect: 'permission'; readonly rule: Permission }
  | { readonly effect: 'prohibition'; readonly rule: Prohibition }
);

/** The clauses of a policy, in the order of its document. */
export function clausesOf(policy: PolicyInForce, now: Date): Clause[] {
  const level = levelOfPolicy(policy);
  const stands = !policy.delegated;
  return [
    ...policy.document.permissions.map((rule, index): Clause => ({
      ...{ policy, level, index, effect: 'permission', rule },
      stands: stands && !isSuspended(policy, now),
    })),
    ...policy.document.prohibitions.map((rule, index): Clause => ({
      policy,
      level,
      index,
      effect: 'prohibition',
      rule,
      stands,
    })),
  ];
}

/** Everything that its actions stand for. */
export const actionsOf = ({ rule }: Clause): readonly Action[] => [
  ...new Set(rule.actions.flatMap((action) => meaningOf(action, rule.subject))),
];

/** The actions that both are about; none if their subjects differ. */
export const sharedActions = (one: Clause, other: Clause): Action[] =>
  one.rule.subject === other.rule.subject ? actionsOf(one).filter((action) => actionsOf(other).includes(action)) : [];

/**
 * Whether there could be a request that both decide about: by someone, since anybody may have several roles, on a
 * record within `scope` that meets both conditions and, between two permissions for extracts, for a purpose and by a
 * column of both.
 */
export function overlap(one: Clause, other: Clause, scope: Where): boolean {
  if (sharedActions(one, other).length === 0) return false;
  if (!canMeet(one.rule.subject, [one.rule.where, other.rule.where, scope])) return false;
  const [a, b] = [extractOf(one), extractOf(other)];
  if (!a || !b) return true;
  return sharePurpose(a.purposes, b.purposes) && mayShareDimension(a.dimensions, b.dimensions);
}

export const extractOf = (clause: Clause) =>
  clause.effect === 'permission' && isUsePermission(clause.rule) ? clause.rule : null;

/** Whether a prohibition forbids, of an action, everything that a permission permits; false where it is not plain. */
export const forbidsAllOf = (prohibition: Clause, permission: Clause, action: Action): boolean =>
  !isPartial(prohibition) &&
  sharedActions(permission, prohibition).includes(action) &&
  within(permission.rule.where, prohibition.rule.where) &&
  isAmong(permission.rule.assignee, prohibition.rule.assignee);

const isPartial = (clause: Clause): boolean =>
  clause.effect === 'prohibition' && (clause.rule.purposes ?? clause.rule.columns) !== undefined;

/** Whether every record that meets one condition plainly meets another. */
export const within = (inner: Where, outer: Where) =>
  outer === 'everything' || canonicalJson(inner) === canonicalJson(outer);

/** For each kind of assignee, whether everybody whom another means is plainly among those whom it means. */
const MEANS: { readonly [T in Assignee['type']]: (outer: Assignee & { type: T }, inner: Assignee) => boolean } = {
  public: () => true,
  members: (_, inner) => isOfFederation(inner),
  organisation: ({ organisations }, inner) => namesOnly(inner, organisations),
  kind: ({ kinds }, inner) => inner.type === 'kind' && inner.kinds.every((kind) => kinds.includes(kind)),
  role: ({ role, organisations }, inner) =>
    inner.type === 'role' && inner.role === role && namesOnly(inner, organisations),
};

/** Whether everybody whom one assignee means is plainly meant by another. */
export const isAmong = (inner: Assignee, outer: Assignee): boolean =>
  canonicalJson(inner) === canonicalJson(outer) ||
  (MEANS[outer.type] as (o: Assignee, i: Assignee) => boolean)(outer, inner);

const isOfFederation = (assignee: Assignee): boolean =>
  assignee.type === 'kind' || (assignee.type === 'role' && assignee.organisations === 'federation');

function namesOnly(assignee: Assignee, organisations: readonly string[] | 'federation'): boolean {
  if (assignee.type !== 'role' && assignee.type !== 'organisation') return false;
  const named = assignee.organisations;
  if (named === 'federation' || organisations === 'federation') return false;
  return named.every((id) => organisations.includes(id));
}

/** Which columns lie within which is for each dataset to say, so that a finest one may have any other above it. */
const mayShareDimension = (one: readonly DimensionRule[], other: readonly DimensionRule[]): boolean =>
  [...one, ...other].some((dimension) => typeof dimension !== 'string') || one.some((name) => other.includes(name));
