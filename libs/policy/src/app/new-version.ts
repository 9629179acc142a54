import { newId, type PolicyId, type PolicyVersionId } from '#kernel';
import type { Owner, PolicyVersion } from '../domain/policy';
import { assertItsOwn, policyHash, type PolicyDocument } from '../domain/policy-document';

/**
 * The version that a document becomes: the next of its policy, or the first of a new one. It is not suspended, whatever
 * the one before it was.
 *
 * @throws POLICY.NOT_ITS_OWN
 */
export function newVersion(
  previous: PolicyVersion | null,
  { federationId, organisationId }: Owner,
  document: PolicyDocument,
  enacted: Pick<PolicyVersion, 'enactedAt' | 'enactedBy'>,
): PolicyVersion {
  if (organisationId !== null) assertItsOwn(document);
  return {
    ...{ federationId, organisationId },
    id: newId<PolicyVersionId>(),
    policyId: previous?.policyId ?? newId<PolicyId>(),
    number: (previous?.number ?? 0) + 1,
    document,
    hash: policyHash(document),
    ...enacted,
    ...{ endedAt: null, endedBy: null, suspension: null },
  };
}
