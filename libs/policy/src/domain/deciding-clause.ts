import type { PolicyId, PolicyVersionId } from '#kernel';
import { lastDayOf } from './policy';
import { levelOfPolicy, type Level, type PolicyInForce } from './policy-in-force';

/** A clause that decided something, with what put it into force: enough to find it again for ever. */
export type DecidingClause = {
  readonly level: Level;
  readonly policyId: PolicyId;
  readonly versionId: PolicyVersionId;
  readonly number: number;
  readonly hash: string;
  /** Of the policy. */
  readonly title: string;
  /** `permissions/0`, `prohibitions/2`. */
  readonly address: string;
  readonly effect: 'permission' | 'prohibition';
  /** The ballot that adopted it; null: founded with the federation. */
  readonly resolution: string | null;
  /** The last day of the policy, `YYYY-MM-DD` in UTC; null: it has none. */
  readonly lastDay: string | null;
};

export const decidingClause = (policy: PolicyInForce, address: string): DecidingClause => ({
  level: levelOfPolicy(policy),
  policyId: policy.policyId,
  versionId: policy.versionId,
  number: policy.number,
  hash: policy.hash,
  title: policy.document.title,
  address,
  effect: address.startsWith('permissions/') ? 'permission' : 'prohibition',
  resolution: policy.resolution,
  lastDay: lastDayOf(policy),
});
