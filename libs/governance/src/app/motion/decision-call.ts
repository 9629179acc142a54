import { Injectable } from '@nestjs/common';
import { missing, type BodyId, type FederationId, type ProposalId } from '#kernel';
import type { Transaction } from '#platform';
import { personOf, type Actor } from '#policy';
import { GovernanceStores } from '../../db/governance.stores';
import type { Ballot } from '../../domain/ballot/ballot';
import { assertCompetent } from '../../domain/body/competence';
import type { Proposal } from '../../domain/motion/motion';
import { parseDecision } from '../../domain/motion/motion-input';
import { decisionSentences } from '../../domain/motion/motion-sentences';
import { mayKnow } from '../access';
import { BallotOpening } from '../ballot/ballot-opening';
import { BallotService } from '../ballot/ballot.service';
import { ProposalService } from './proposal.service';

/** What another part of the house wants a body to decide. */
type Wanted = {
  readonly federationId: FederationId;
  /** null: the federation's own assembly. */
  readonly bodyId: BodyId | null;
  /** As `proposeDecision` takes it. */
  readonly decision: unknown;
  /** When an open ballot is to end; null: the motion waits to be put on an agenda. */
  readonly closesAt: Date | null;
};

/** `replaced`: its text was amended, and what was voted on, if anything, is another. */
export type CallOutcome = 'adopted' | 'rejected' | 'inquorate' | 'replaced';

/** Lets other slices put something to a body, in their own transaction, and learn what became of it. */
@Injectable()
export class DecisionCall {
  constructor(
    private readonly stores: GovernanceStores,
    private readonly proposals: ProposalService,
    private readonly openings: BallotOpening,
    private readonly ballots: BallotService,
  ) {}

  /**
   * Puts a decision in words to a body and, if it has an end, to the vote at once: under all that governs the caller's own
   * motions and ballots.
   *
   * @throws PROPOSAL.INVALID, FEDERATION.MISSING, BODY.MISSING, POLICY.FORBIDDEN, BALLOT.MEETING_ONLY,
   *   BALLOT.CLOSING_TIME, BALLOT.EMPTY_ELECTORATE
   */
  async put(tx: Transaction, by: Actor, { federationId, bodyId, decision, closesAt }: Wanted): Promise<Proposal> {
    const motion = parseDecision(decision);
    const body = await this.proposals.bodyFor(by, bodyId ?? (await this.assemblyOf(by, federationId)));
    if (body.federationId !== federationId) throw missing('body', body.id);
    assertCompetent(body, motion);
    const draft = { body, motion, sentences: decisionSentences(motion) };
    const proposal = await this.proposals.enter(tx, draft, { proposedBy: personOf(by), replaces: null });
    if (closesAt) await this.openings.openIn(tx, by, proposal.id, closesAt);
    return proposal;
  }

  /** What was decided; a ballot whose time is over is counted first. @returns null as long as it may still be decided */
  async outcome(id: ProposalId): Promise<CallOutcome | null> {
    const { replacedBy } = await this.stores.proposals.find(this.stores.db, id);
    const ballot = (await this.ballots.ofProposals([id])).get(id);
    return (ballot && outcomeOf(ballot)) ?? (replacedBy ? 'replaced' : null);
  }

  private async assemblyOf(by: Actor, federationId: FederationId): Promise<BodyId> {
    const body = await this.stores.bodies.ofFederation(this.stores.db, federationId);
    if (!mayKnow(by, body)) throw missing('federation', federationId);
    return body.id;
  }
}

/** An assembly that was inquorate on first call decides on second. */
function outcomeOf({ result, assemblyId, rules }: Ballot): CallOutcome | null {
  const outcome = result?.verdict.outcome;
  if (outcome === 'adopted' || outcome === 'rejected') return outcome;
  const isCalledAgain = assemblyId !== null && rules.callNumber === 1;
  return outcome === 'inquorate' && !isCalledAgain ? outcome : null;
}
