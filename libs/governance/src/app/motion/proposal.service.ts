import { Injectable } from '@nestjs/common';
import { newId, type BodyId, type ProposalId } from '#kernel';
import { Database, UnitOfWork, type Transaction } from '#platform';
import { personOf, type Actor } from '#policy';
import { GovernanceStores } from '../../db/governance.stores';
import type { Body } from '../../domain/body/body';
import { assertCompetent } from '../../domain/body/competence';
import { motionHash, type Motion, type Proposal } from '../../domain/motion/motion';
import type { Sentences } from '../../domain/sentence';
import { authoriseIn, mayRead } from '../access';

/** What somebody puts to a body. */
export type Draft = { readonly body: Body; readonly motion: Motion; readonly sentences: Sentences };

/** Motions put to bodies, frozen with their hash and their sentences. */
@Injectable()
export class ProposalService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stores: GovernanceStores,
    private readonly db: Database,
  ) {}

  /** @throws PROPOSAL.MISSING, POLICY.FORBIDDEN */
  async read(by: Actor, id: ProposalId): Promise<Proposal> {
    const proposal = await this.stores.proposals.find(this.db, id);
    authoriseIn(by, 'read', 'proposal', proposal);
    return proposal;
  }

  /** Those of these proposals that the caller may read. */
  async readable(by: Actor, ids: readonly ProposalId[]): Promise<ReadonlyMap<ProposalId, Proposal>> {
    const proposals = await Promise.all(ids.map((id) => this.stores.proposals.find(this.db, id)));
    return new Map(proposals.filter((it) => mayRead(by, it)).map((it) => [it.id, it]));
  }

  /** The proposals the caller may see, newest first. */
  page(by: Actor, after: string | null, limit: number): Promise<Proposal[]> {
    return this.stores.proposals.page(by, after, limit);
  }

  /** The body that a motion is to be put to. @throws BODY.MISSING, POLICY.FORBIDDEN */
  async bodyFor(by: Actor, id: BodyId): Promise<Body> {
    const body = await this.stores.bodies.find(this.db, id);
    authoriseIn(by, 'propose', 'body', body);
    return body;
  }

  /** Puts a motion of a member to its body. @throws BODY.MISSING, BODY.NOT_COMPETENT, POLICY.FORBIDDEN */
  submit(by: Actor, draft: Draft): Promise<Proposal> {
    return this.work.run(by, (tx) => {
      authoriseIn(by, 'propose', 'body', draft.body);
      assertCompetent(draft.body, draft.motion);
      return this.enter(tx, draft, { proposedBy: personOf(by), replaces: null });
    });
  }

  /** Enters a motion within the transaction that decided to. */
  async enter(
    tx: Transaction,
    { body, motion, sentences }: Draft,
    from: Pick<Proposal, 'proposedBy' | 'replaces'>,
  ): Promise<Proposal> {
    const proposal: Proposal = {
      id: newId<ProposalId>(),
      bodyId: body.id,
      federationId: body.federationId,
      organisationId: body.organisationId,
      motion,
      hash: motionHash(motion),
      sentences,
      proposedAt: await tx.now(),
      replacedBy: null,
      ...from,
    };
    await this.stores.proposals.insert(tx, proposal);
    const { id: proposalId, bodyId, federationId, hash, replaces } = proposal;
    tx.record({ type: 'proposal.submitted', proposalId, bodyId, federationId, kind: motion.kind, hash, replaces });
    return proposal;
  }
}
