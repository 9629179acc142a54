import { Injectable } from '@nestjs/common';
import { missing, newId, type FederationId, type PolicyId, type ProposalId } from '#kernel';
import { Database, UnitOfWork } from '#platform';
import {
  authorise,
  mayKnowOf,
  parsePolicy,
  personOf,
  policyNotInForce,
  PolicyService,
  sentences,
  type Actor,
  type Names,
} from '#policy';
import { ProposalStore } from '../db/proposal.store';
import { endingSentences, motionHash, type Proposal } from '../domain/motion';
import { authoriseOnProposal } from './proposal-access';

/** A policy as somebody wrote it; `policyId` given: as the next version of that policy. */
export type PolicyProposal = {
  readonly federationId: FederationId;
  readonly document: unknown;
  readonly policyId: PolicyId | null;
};

@Injectable()
export class ProposalService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly proposals: ProposalStore,
    private readonly policies: PolicyService,
    private readonly db: Database,
  ) {}

  /**
   * Proposes a policy. Its sentences are generated and frozen here, from the document that will be enforced.
   *
   * @param names what people call the organisations and datasets that the document names
   * @throws POLICY.INVALID, POLICY.FORBIDDEN, POLICY.MISSING, FEDERATION.MISSING
   */
  async proposePolicy(by: Actor, input: PolicyProposal, names: Names): Promise<Proposal> {
    const document = parsePolicy(input.document);
    if (input.policyId) await this.readPolicyOf(by, input.policyId, input.federationId);
    return this.propose(by, {
      federationId: input.federationId,
      motion: { kind: 'enactPolicy', policyId: input.policyId, document },
      sentences: { it: sentences(document, 'it', names), en: sentences(document, 'en', names) },
    });
  }

  /** Proposes to end a policy that is in force. @throws POLICY.NOT_IN_FORCE, POLICY.MISSING, POLICY.FORBIDDEN */
  async proposeEnd(by: Actor, policyId: PolicyId): Promise<Proposal> {
    const [latest] = await this.policies.history(by, policyId);
    if (!latest || !(await this.policies.isInForce(latest))) throw policyNotInForce(policyId);
    const { title } = latest.document;
    return this.propose(by, {
      federationId: latest.federationId,
      motion: { kind: 'endPolicy', policyId, title, policyHash: latest.hash },
      sentences: endingSentences(title),
    });
  }

  /** @throws PROPOSAL.MISSING, POLICY.FORBIDDEN */
  async read(by: Actor, id: ProposalId): Promise<Proposal> {
    const proposal = await this.proposals.find(this.db, id);
    authoriseOnProposal(by, 'read', proposal);
    return proposal;
  }

  /** The proposals the caller may see, newest first. */
  page(by: Actor, after: string | null, limit: number): Promise<Proposal[]> {
    return this.proposals.page(by.ability, after, limit);
  }

  private propose(by: Actor, draft: Pick<Proposal, 'federationId' | 'motion' | 'sentences'>): Promise<Proposal> {
    const id = newId<ProposalId>();
    const { federationId } = draft;
    return this.work.run(by, async (tx) => {
      if (!mayKnowOf(by, 'Ballot', { id, federationId })) throw missing('federation', federationId);
      authorise(by, 'propose', 'Ballot', { id, federationId });
      const proposal = {
        ...draft,
        id,
        hash: motionHash(draft.motion),
        proposedBy: personOf(by),
        proposedAt: await tx.now(),
      };
      await this.proposals.insert(tx, proposal);
      const { hash, motion } = proposal;
      tx.record({ type: 'proposal.submitted', proposalId: id, federationId, kind: motion.kind, hash });
      return proposal;
    });
  }

  /** One assembly does not decide on another's policy, not even where its author may read both. */
  private async readPolicyOf(by: Actor, policyId: PolicyId, federationId: FederationId): Promise<void> {
    const [latest] = await this.policies.history(by, policyId);
    if (latest?.federationId !== federationId) throw missing('policy', policyId);
  }
}
