import type { ProposalId } from '#kernel';
import type { Draft, ProposalFacts } from '../../db/action-facts.store';
import { noDraft } from '../../domain/actions/errors';
import {
  assertAmendable,
  assertFree,
  assertKindHasClauses,
  assertMayDecideAmendments,
  assertMayOpenBallot,
} from '../../domain/actions/of-proposal';
import { attempt, type PossibleAction } from '../../domain/actions/possible-action';
import { onAgendaAlready } from '../../domain/assembly/errors';
import type { Ballot } from '../../domain/ballot/ballot';
import type { StatuteDocument } from '../../domain/statute/statute-document';
import { authoriseIn } from '../access';
import { groupBy, listOf, officesIn, personIn, statutesOf, type Asked } from './possible-actions-asked';

type Facts = {
  readonly proposal: ProposalFacts;
  readonly rounds: readonly Ballot[];
  readonly drafts: readonly Draft[];
  readonly statute: StatuteDocument;
};
type Offices = Awaited<ReturnType<typeof officesIn>>;

/** What the caller may do with each of these proposals. Whether anybody is entitled to vote today is left to the opening. */
export async function actionsOfProposals(
  asked: Asked,
  ids: readonly ProposalId[],
): Promise<ReadonlyMap<ProposalId, readonly PossibleAction[]>> {
  const { on, stores } = asked;
  const proposals = await stores.actionFacts.proposals(on, ids);
  const bodies = [...new Set(proposals.map(({ bodyId }) => bodyId))];
  const rounds = groupBy(await stores.ballots.among(on, { proposals: ids }), ({ proposalId }) => proposalId);
  const drafts = groupBy(await stores.actionFacts.drafts(on, bodies), ({ bodyId }) => bodyId);
  const offices = await officesIn(asked, bodies);
  const statuteOf = await statutesOf(
    asked,
    bodies.map((bodyId) => ({ bodyId })),
  );
  return new Map(
    proposals.map((proposal) => {
      const facts: Facts = {
        ...{ proposal, rounds: listOf(rounds, proposal.id), drafts: listOf(drafts, proposal.bodyId) },
        statute: statuteOf({ bodyId: proposal.bodyId }).document,
      };
      return [proposal.id, [...discussing(asked, facts, offices), ...voting(asked, facts, offices)]];
    }),
  );
}

function discussing(asked: Asked, { proposal, rounds }: Facts, offices: Offices): PossibleAction[] {
  const { by } = asked;
  return [
    attempt('comment', () => {
      authoriseIn(by, 'vote', 'proposal', proposal);
    }),
    attempt('amend', () => {
      authoriseIn(by, 'propose', 'proposal', proposal);
      assertAmendable(proposal, rounds);
      assertKindHasClauses(proposal.kind);
    }),
    attempt('acceptAmendments', () => {
      authoriseIn(by, 'propose', 'amendment', proposal);
      assertMayDecideAmendments(proposal, {
        states: Array.from({ length: proposal.openAmendments }, () => 'submitted'),
        rounds,
        mayDecide: proposal.proposedBy === personIn(asked) || offices.holds(proposal.bodyId, ['chair']),
      });
    }),
  ];
}

function voting({ by }: Asked, { proposal, rounds, drafts, statute }: Facts, offices: Offices): PossibleAction[] {
  const last = rounds.at(-1);
  return [
    attempt('openBallot', () => {
      authoriseIn(by, 'propose', 'proposal', proposal);
      assertMayOpenBallot(statute, { ...proposal, motion: proposal }, last);
    }),
    attempt('addToAgenda', () => {
      authoriseIn(by, 'read', 'assembly', proposal);
      offices.assert(proposal.bodyId, 'chair', 'secretary');
      assertFree(proposal, last);
      if (drafts.length === 0) throw noDraft();
      if (drafts.every(({ proposalIds }) => proposalIds.includes(proposal.id))) throw onAgendaAlready(proposal.id);
    }),
  ];
}
