import type { Proposal } from '#governance';
import type { PolicyChange } from '#policy';

/** What a motion would change in the policies; null: nothing. */
export function changeOf({ federationId, organisationId, motion }: Proposal): PolicyChange | null {
  if (motion.kind === 'enactPolicy') {
    return { federationId, organisationId, policyId: motion.policyId, document: motion.document };
  }
  if (motion.kind === 'endPolicy') return { federationId, organisationId, policyId: motion.policyId, document: null };
  return null;
}
