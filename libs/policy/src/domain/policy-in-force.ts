import type { PolicyId, PolicyVersionId } from '#kernel';
import { hasEnded, hasStarted, type Owner, type PolicyVersion, type Suspension } from './policy';
import type { PolicyDocument } from './policy-document';
import { holds } from './suspension';

/** One version of a policy that is in force, and the resolution that put it there (null: founded with the federation). */
export type PolicyInForce = Owner & {
  readonly policyId: PolicyId;
  readonly versionId: PolicyVersionId;
  readonly number: number;
  readonly hash: string;
  readonly enactedAt: Date;
  readonly resolution: string | null;
  readonly document: PolicyDocument;
  readonly suspension: Suspension | null;
  /** Whether its organisation gave its power to the federation: its own policies bind nobody meanwhile. */
  readonly delegated: boolean;
};

/** Who decided a rule. The federation's binds all that is the federation's; an organisation's, what is its own. */
export type Level = 'federation' | 'organisation';

export const levelOfPolicy = ({ organisationId }: Owner): Level =>
  organisationId === null ? 'federation' : 'organisation';

/** Whether a policy binds anybody at this moment: today is among its days, and its power was not given away. */
export const binds = (policy: PolicyInForce, now: Date): boolean =>
  !policy.delegated && hasStarted(policy, now) && !hasEnded(policy, now);

export const isSuspended = ({ suspension }: PolicyInForce, now: Date): boolean => holds(suspension, now);

/** A version as what is enforced while it is in force. */
export const inForceOf = (version: PolicyVersion, delegated: boolean): PolicyInForce => ({
  policyId: version.policyId,
  versionId: version.id,
  number: version.number,
  federationId: version.federationId,
  organisationId: version.organisationId,
  hash: version.hash,
  enactedAt: version.enactedAt,
  resolution: version.enactedBy,
  document: version.document,
  suspension: version.suspension,
  delegated,
});
