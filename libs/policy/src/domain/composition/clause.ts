import { canonicalJson } from '#kernel';
import { canMeet } from '../conditions';
import { isExtractPermission, type Assignee, type Permission, type Prohibition, type Where } from '../policy-document';
import { isSuspended, levelOfPolicy, type Level, type PolicyInForce } from '../policy-in-force';
import type { Action } from '../vocabulary';

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

export const actionsOf = ({ rule }: Clause): readonly Action[] => rule.actions;

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
  return meet(a.purposes, b.purposes) && meet(a.dimensions, b.dimensions);
}

export const extractOf = (clause: Clause) =>
  clause.effect === 'permission' && isExtractPermission(clause.rule) ? clause.rule : null;

/** Whether a prohibition forbids, of an action, everything that a permission permits; false where it is not plain. */
export const forbidsAllOf = (prohibition: Clause, permission: Clause, action: Action): boolean =>
  sharedActions(permission, prohibition).includes(action) &&
  within(permission.rule.where, prohibition.rule.where) &&
  isAmong(permission.rule.assignee, prohibition.rule.assignee);

const within = (inner: Where, outer: Where) => outer === 'everything' || canonicalJson(inner) === canonicalJson(outer);

function isAmong(inner: Assignee, outer: Assignee): boolean {
  if (canonicalJson(inner) === canonicalJson(outer)) return true;
  if (inner.type === 'members') return false;
  if (outer.type === 'members') return inner.organisations === 'federation';
  const [some, all] = [inner.organisations, outer.organisations];
  return (
    inner.role === outer.role && some !== 'federation' && all !== 'federation' && some.every((id) => all.includes(id))
  );
}

const meet = (one: readonly string[], other: readonly string[]) => one.some((item) => other.includes(item));
