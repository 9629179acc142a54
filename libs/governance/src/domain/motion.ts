import { documentHash, type FederationId, type PersonId, type PolicyId, type ProposalId } from '#kernel';
import type { PolicyDocument } from '#policy';

/** What is voted on: a policy (a new one, or the next version of one), or the end of one. */
export type Motion =
  | { readonly kind: 'enactPolicy'; readonly policyId: PolicyId | null; readonly document: PolicyDocument }
  | { readonly kind: 'endPolicy'; readonly policyId: PolicyId; readonly title: string; readonly policyHash: string };

export type Sentences = { readonly it: readonly string[]; readonly en: readonly string[] };

/** A motion put to the members, frozen: its hash and its sentences are what they vote on. */
export type Proposal = {
  readonly id: ProposalId;
  readonly federationId: FederationId;
  readonly motion: Motion;
  /** Of the policy document; of the whole motion where it ends a policy. */
  readonly hash: string;
  readonly sentences: Sentences;
  readonly proposedBy: PersonId;
  readonly proposedAt: Date;
};

export const motionHash = (motion: Motion): string =>
  documentHash(motion.kind === 'enactPolicy' ? motion.document : motion);

export const motionTitle = (motion: Motion): string =>
  motion.kind === 'enactPolicy' ? motion.document.title : motion.title;

/** What ending a policy means, in the words that members vote on; a title cannot end its own quotation. */
export function endingSentences(title: string): Sentences {
  const named = title.replace(/[«»“”]/g, "'");
  return {
    it: [`La regola di accesso «${named}» cessa: da subito non consente più nulla.`],
    en: [`The policy “${named}” ends: from now on it allows nothing.`],
  };
}
