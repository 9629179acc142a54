import { alreadySuspended, policyNotInForce, suspensionNeedsEnd, suspensionNeedsReason } from './errors';
import { hasEnded, type PolicyVersion, type Suspension } from './policy';

const MAX_REASON_CHARACTERS = 2_000;

/** Whether a suspension still holds; one that nobody ratified is over at the very instant it was to last until. */
export const holds = (suspension: Suspension | null, now: Date): suspension is Suspension =>
  suspension !== null && (suspension.until === null || now < suspension.until);

/** A version with its suspension only while that still holds. */
export const asOf = (version: PolicyVersion, now: Date): PolicyVersion =>
  holds(version.suspension, now) ? version : { ...version, suspension: null };

/** Whether a suspension is over by the clock, though nobody has entered that yet. */
export const hasLapsed = (suspension: Suspension | null, now: Date): suspension is Suspension =>
  suspension !== null && !holds(suspension, now);

/**
 * Suspends a version until a moment by which the members must have ratified it.
 *
 * @param until when it lapses by itself; after `now`
 * @throws POLICY.NOT_IN_FORCE, POLICY.SUSPENDED_ALREADY, POLICY.SUSPENSION_NEEDS_END, POLICY.SUSPENSION_NEEDS_REASON
 */
export function suspendVersion(
  version: PolicyVersion,
  { reason, until }: { readonly reason: string; readonly until: Date },
  now: Date,
): Suspension {
  const { policyId, suspension, endedAt } = version;
  if (endedAt !== null || hasEnded(version, now)) throw policyNotInForce(policyId);
  if (holds(suspension, now)) throw alreadySuspended(policyId);
  if (!(until > now)) throw suspensionNeedsEnd(policyId);
  const said = reason.trim();
  if (said === '' || said.length > MAX_REASON_CHARACTERS) throw suspensionNeedsReason(MAX_REASON_CHARACTERS);
  return { since: now, until, reason: said, ratified: false };
}
