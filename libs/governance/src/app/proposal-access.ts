import { missing } from '#kernel';
import { authorise, mayKnowOf, type Actor } from '#policy';
import type { Proposal } from '../domain/motion';

/**
 * Proposals follow the policies on ballots.
 *
 * @throws PROPOSAL.MISSING, as if it did not exist, to who may not know of it; POLICY.FORBIDDEN
 */
export function authoriseOnProposal(
  by: Actor,
  action: 'read' | 'propose',
  { id, federationId }: Pick<Proposal, 'id' | 'federationId'>,
): void {
  if (!mayKnowOf(by, 'Ballot', { id, federationId })) throw missing('proposal', id);
  authorise(by, action, 'Ballot', { id, federationId });
}
