import { Injectable } from '@nestjs/common';
import { missing, newId, type AmendmentId, type FederationId, type ProposalId } from '#kernel';
import { Database, UnitOfWork, type Transaction } from '#platform';
import { personOf, type Actor, type Names } from '#policy';
import { WHOLE, type Comment, type CommentId, type Part, type SubmittedAmendment } from '../../db/discussion.store';
import { GovernanceStores } from '../../db/governance.stores';
import type { Ballot } from '../../domain/ballot/ballot';
import { assertAmendable, assertMayDecideAmendments } from '../../domain/actions/of-proposal';
import { parseComment, parseReason } from '../../domain/motion/comment-input';
import { contradictionsAmong } from '../../domain/motion/conflict';
import { amendmentNotOpen, notAnswerable, tooManyComments } from '../../domain/motion/errors';
import type { Proposal } from '../../domain/motion/motion';
import { MAIL_NOTICE } from '../../jobs';
import { authoriseIn } from '../access';
import { amendedMotion, amendmentInWords, amendmentTo, motionInWords, withItsSunset, type Wish } from './amend-motion';
import { ProposalService } from './proposal.service';

/** Finds what people call the things that a text names by id. */
export type NamesFor = (text: unknown, federationId: FederationId) => Promise<Names>;

/** Comments and amendments of one person on one motion: nobody talks the others down. */
const MOST_OF_ONE = 100;

/** What members say about a motion before they vote, and what they want it to say instead. */
@Injectable()
export class DiscussionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly stores: GovernanceStores,
    private readonly proposals: ProposalService,
    private readonly db: Database,
  ) {}

  /** @throws PROPOSAL.MISSING, POLICY.FORBIDDEN */
  async comments(by: Actor, proposalId: ProposalId, part: Part = WHOLE): Promise<Comment[]> {
    await this.proposals.read(by, proposalId);
    return this.stores.discussions.comments(this.db, proposalId, part);
  }

  /** @throws PROPOSAL.MISSING, POLICY.FORBIDDEN */
  async amendments(by: Actor, proposalId: ProposalId, part: Part = WHOLE): Promise<SubmittedAmendment[]> {
    await this.proposals.read(by, proposalId);
    return this.stores.discussions.amendments(this.db, proposalId, part);
  }

  /**
   * Which of the amendments that nobody has decided on contradict each other, so that only one of them can be accepted.
   * The caller has read the proposals.
   */
  async contradictions(
    proposalIds: readonly ProposalId[],
  ): Promise<ReadonlyMap<AmendmentId, readonly AmendmentId[]>[]> {
    return Promise.all(
      proposalIds.map(async (id) => {
        const all = await this.stores.discussions.amendments(this.db, id, WHOLE);
        return contradictionsAmong(all.filter(({ state }) => state === 'submitted'));
      }),
    );
  }

  /**
   * Says something about a motion or one of its clauses: a comment, a question, an answer to one; or, once it is
   * decided, a dissent for the minutes.
   *
   * @throws COMMENT.INVALID, COMMENT.MISSING, COMMENT.TOO_MANY, AMENDMENT.NO_CLAUSE, PROPOSAL.MISSING, POLICY.FORBIDDEN
   */
  comment(by: Actor, proposalId: ProposalId, input: unknown): Promise<Comment> {
    return this.work.run(by, async (tx) => {
      const proposal = await this.stores.proposals.find(tx, proposalId);
      authoriseIn(by, 'vote', 'proposal', proposal);
      const said = parseComment(input, proposal.motion);
      await this.assertMayWriteMore(tx, by, proposal.id);
      if (said.answers) await this.assertQuestion(tx, proposalId, said.answers);
      const writtenAt = await tx.now();
      const comment: Comment = { ...said, id: newId<CommentId>(), proposalId, author: personOf(by), writtenAt };
      await this.stores.discussions.addComment(tx, comment);
      tx.record({
        type: 'comment.written',
        commentId: comment.id,
        proposalId,
        kind: comment.kind,
        clause: comment.clause,
      });
      return comment;
    });
  }

  /**
   * Proposes that a clause says something else, as a difference of the typed document.
   *
   * @throws PROPOSAL.FROZEN, PROPOSAL.REPLACED, AMENDMENT.NO_CLAUSE, AMENDMENT.EMPTY, AMENDMENT.INVALID, COMMENT.TOO_MANY
   */
  amend(by: Actor, proposalId: ProposalId, wish: Wish, namesFor: NamesFor): Promise<SubmittedAmendment> {
    return this.work.run(by, async (tx) => {
      const proposal = await this.stores.proposals.lock(tx, proposalId);
      authoriseIn(by, 'propose', 'proposal', proposal);
      assertAmendable(proposal, await this.stores.ballots.rounds(tx, proposalId));
      await this.assertMayWriteMore(tx, by, proposal.id);
      const amendment = amendmentTo(proposal, wish);
      const names = await namesFor([proposal.motion, amendment, proposal.organisationId], proposal.federationId);
      const submitted: SubmittedAmendment = {
        ...{ id: newId<AmendmentId>(), proposalId, clause: wish.clause, amendment, reason: parseReason(wish.reason) },
        sentences: amendmentInWords(proposal, amendment, names),
        ...{ author: personOf(by), submittedAt: await tx.now(), state: 'submitted', decidedBy: null, decidedAt: null },
      };
      await this.stores.discussions.addAmendment(tx, submitted);
      tx.record({ type: 'amendment.submitted', amendmentId: submitted.id, proposalId, clause: wish.clause });
      return submitted;
    });
  }

  /**
   * Takes amendments into the motion, all at once: the amended text replaces it, on agendas and announced ballots too,
   * and votes sent in on the old one count no more. Who proposed the motion decides, or the chair.
   *
   * @throws AMENDMENT.MISSING, AMENDMENT.DECIDED, AMENDMENT.CONFLICT, AMENDMENT.OTHER_TEXT, PROPOSAL.FROZEN,
   *   AMENDMENT.NOT_YOURS, POLICY.SUNSET_TOO_FAR
   */
  accept(by: Actor, ids: readonly AmendmentId[], namesFor: NamesFor): Promise<Proposal> {
    return this.work.run(by, async (tx) => {
      const { proposal, amendments } = await this.openAmendments(tx, by, ids);
      const { document: current } = await this.stores.statutes.current(tx, proposal.bodyId);
      const amended = amendedMotion(
        proposal,
        amendments.map(({ amendment }) => amendment),
      );
      const motion = withItsSunset(amended, current, await tx.now());
      const names = await namesFor([motion, proposal.organisationId], proposal.federationId);
      const sentences = motionInWords(motion, proposal, { names, current });
      const body = await this.stores.bodies.find(tx, proposal.bodyId);
      const from = { proposedBy: proposal.proposedBy, replaces: proposal.id };
      const replacement = await this.proposals.enter(tx, { body, motion, sentences }, from);
      await this.stores.discussions.decide(tx, ids, { state: 'accepted', by: personOf(by), at: await tx.now() });
      await this.replace(tx, proposal, replacement);
      const replacedBy = replacement.id;
      tx.record({ type: 'amendments.accepted', amendmentIds: ids, proposalId: proposal.id, replacedBy });
      return replacement;
    });
  }

  /** @throws AMENDMENT.MISSING, AMENDMENT.DECIDED, AMENDMENT.NOT_YOURS */
  reject(by: Actor, id: AmendmentId): Promise<SubmittedAmendment> {
    return this.work.run(by, async (tx) => {
      const { amendments, proposal } = await this.openAmendments(tx, by, [id]);
      const decision = { state: 'rejected' as const, by: personOf(by), at: await tx.now() };
      await this.stores.discussions.decide(tx, [id], decision);
      tx.record({ type: 'amendment.rejected', amendmentId: id, proposalId: proposal.id });
      return {
        ...(amendments[0] as SubmittedAmendment),
        state: 'rejected',
        decidedBy: decision.by,
        decidedAt: decision.at,
      };
    });
  }

  private async openAmendments(
    tx: Transaction,
    by: Actor,
    ids: readonly AmendmentId[],
  ): Promise<{ proposal: Proposal; amendments: SubmittedAmendment[] }> {
    const amendments: SubmittedAmendment[] = [];
    for (const id of ids) amendments.push(await this.amendment(tx, by, id));
    const [first] = amendments;
    if (!first) throw amendmentNotOpen();
    const proposal = await this.stores.proposals.lock(tx, first.proposalId);
    if (amendments.some((it) => it.proposalId !== proposal.id)) throw amendmentNotOpen();
    const current = await this.stores.discussions.amendments(tx, proposal.id, WHOLE);
    const isAuthor = proposal.proposedBy === personOf(by);
    assertMayDecideAmendments(proposal, {
      states: current.filter(({ id }) => ids.includes(id)).map(({ state }) => state),
      rounds: await this.stores.ballots.rounds(tx, proposal.id),
      mayDecide: isAuthor || (await this.stores.seats.holds(tx, proposal.bodyId, by, ['chair'])),
    });
    return { proposal, amendments };
  }

  /** Each by itself, so that one of another body answers like none. */
  private async amendment(tx: Transaction, by: Actor, id: AmendmentId): Promise<SubmittedAmendment> {
    const amendment = await this.stores.discussions.amendment(tx, id);
    authoriseIn(by, 'propose', 'amendment', { ...(await this.stores.proposals.find(tx, amendment.proposalId)), id });
    return amendment;
  }

  private async replace(tx: Transaction, { id: from }: Proposal, to: Proposal): Promise<void> {
    await this.stores.meetings.carryConflicts(tx, from, to.id);
    for (const item of await this.stores.assemblies.itemsOn(tx, from)) {
      await this.stores.assemblies.updateItem(tx, { ...item, proposalId: to.id });
    }
    for (const { id } of await this.stores.ballots.rounds(tx, from)) {
      const ballot = await this.stores.ballots.lockToClose(tx, id); // whoever is voting now is told too
      if (ballot.state !== 'announced') continue;
      await this.stores.ballots.update(tx, { ...ballot, proposalId: to.id, textHash: to.hash });
      await this.tellVoters(tx, ballot);
    }
  }

  /** Who sent in a vote on the old text gets the notice again, with the new text and another link. */
  private async tellVoters(tx: Transaction, { id, assemblyId, textHash }: Ballot): Promise<void> {
    if (!assemblyId) return;
    for (const personId of await this.stores.votes.votersOn(tx, id, textHash)) {
      tx.enqueue(MAIL_NOTICE, { assemblyId, personId });
    }
  }

  private async assertMayWriteMore(tx: Transaction, by: Actor, proposalId: ProposalId): Promise<void> {
    const written = await this.stores.discussions.writtenBy(tx, proposalId, personOf(by));
    if (written >= MOST_OF_ONE) throw tooManyComments(MOST_OF_ONE);
  }

  private async assertQuestion(tx: Transaction, proposalId: ProposalId, id: CommentId): Promise<void> {
    const question = await this.stores.discussions.comment(tx, id);
    if (question.proposalId !== proposalId) throw missing('comment', id);
    if (question.kind !== 'question') throw notAnswerable();
  }
}
