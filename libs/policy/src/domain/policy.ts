import type { FederationId, PolicyId, PolicyVersionId } from '#kernel';
import type { PolicyDocument } from './policy-document';

/** A version of a policy with its life: enacted by one resolution, ended by another or by the next version. */
export type PolicyVersion = {
  readonly id: PolicyVersionId;
  readonly policyId: PolicyId;
  readonly federationId: FederationId;
  readonly number: number;
  readonly document: PolicyDocument;
  readonly hash: string;
  readonly enactedAt: Date;
  /** The ballot that adopted it; null for a policy founded with the federation. */
  readonly enactedBy: string | null;
  readonly endedAt: Date | null;
  readonly endedBy: string | null;
};
