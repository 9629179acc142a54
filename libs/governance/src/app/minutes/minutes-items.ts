import { Injectable } from '@nestjs/common';
import { documentHash, type ProposalId } from '#kernel';
import type { Transaction } from '#platform';
import type { Comment } from '../../db/discussion.store';
import { WHOLE } from '../../db/discussion.store';
import { GovernanceStores } from '../../db/governance.stores';
import type { AgendaItem } from '../../domain/assembly/assembly';
import type { Ballot } from '../../domain/ballot/ballot';
import type { MinutesRecord, Vote } from '../../domain/minutes/minutes-record';
import { matterOf, motionTitle, type Proposal } from '../../domain/motion/motion';
import { paired, type Sentence } from '../../domain/sentence';
import type { StatuteDocument } from '../../domain/statute/statute-document';
import { countInVotes } from '../../domain/voting/in-votes';
import { BodyNames } from '../body/body-names';

type Written = MinutesRecord['agenda'][number];

/** What the minutes say of the agenda: each text, what was changed in it, who declared an interest, and the vote. */
@Injectable()
export class MinutesItems {
  constructor(
    private readonly stores: GovernanceStores,
    private readonly names: BodyNames,
  ) {}

  async of(tx: Transaction, items: readonly AgendaItem[], statute: StatuteDocument): Promise<Written[]> {
    const written: Written[] = [];
    for (const item of items) written.push(await this.item(tx, item, statute));
    return written;
  }

  /** What another assembly voted on the same text is in the minutes of that one. */
  private async item(
    tx: Transaction,
    { proposalId, assemblyId }: AgendaItem,
    statute: StatuteDocument,
  ): Promise<Written> {
    const proposal = await this.stores.proposals.find(tx, proposalId);
    const rounds = await this.stores.ballots.rounds(tx, proposalId);
    const here = rounds.filter((it) => it.assemblyId === assemblyId);
    const ballot = here.at(-1);
    const conflicts = await this.stores.meetings.conflicts(tx, proposalId);
    const dissents = ballot ? await this.dissents(tx, ballot) : [];
    const ids = [...conflicts.map(({ memberId }) => memberId), ...dissents.map(({ author }) => author)];
    const nameOf = await this.names.ofMembers(tx, ids);
    return {
      ...{ title: motionTitle(proposal.motion), matter: matterOf(proposal.motion), textHash: proposal.hash },
      sentences: paired(proposal.sentences),
      amendments: await this.amendments(tx, proposal),
      conflicts: conflicts.map(({ memberId }) => ({
        ...{ name: nameOf(memberId), excluded: statute.conflicts.rule === 'excluded' },
      })),
      earlierRounds: here.slice(0, -1).flatMap(roundInWords),
      vote: ballot ? await this.vote(tx, ballot) : null,
      dissents: dissents.map(({ author, text }) => ({ name: nameOf(author), statement: text })),
    };
  }

  /** Of those who could vote, the last that each of them wrote: the minutes are no board to write on. */
  private async dissents(tx: Transaction, { id, proposalId }: Ballot): Promise<Comment[]> {
    const voters = new Set((await this.stores.votes.electors(tx, id)).map(({ voterId }) => voterId));
    return (await this.stores.discussions.dissents(tx, proposalId)).filter(({ author }) => voters.has(author));
  }

  /** Those that made the text what it is, back to the one that was first proposed. */
  private async amendments(tx: Transaction, proposal: Proposal): Promise<Written['amendments']> {
    const taken: { title: string; hash: string }[] = [];
    for (
      let from: ProposalId | null = proposal.replaces;
      from;
      from = (await this.stores.proposals.find(tx, from)).replaces
    ) {
      const all = await this.stores.discussions.amendments(tx, from, WHOLE);
      for (const { state, clause, amendment } of all) {
        if (state === 'accepted') taken.push({ title: clause, hash: documentHash(amendment) });
      }
    }
    return taken;
  }

  private async vote(tx: Transaction, ballot: Ballot): Promise<Vote | null> {
    const { result, id, method, options, secrecy } = ballot;
    if (!result) return null;
    return {
      ...{
        ballotId: id,
        boxRoot: result.root,
        headerHash: result.headerHash,
        method,
        options,
        count: countInVotes(result.count, result.unit),
      },
      ...{ outcome: result.verdict.outcome, reason: result.verdict.reason },
      warnings: result.warnings.map(({ it, en }) => ({ it, en })),
      disclosure: secrecy === 'secret' ? { secrecy } : { secrecy, rollCall: await this.rollCall(tx, ballot) },
    };
  }

  private async rollCall(tx: Transaction, { id, textHash }: Ballot) {
    const votes = await this.stores.votes.open(tx, id, textHash);
    const electors = new Map((await this.stores.votes.electors(tx, id)).map((it) => [it.memberId, it]));
    const nameOf = await this.names.ofMembers(
      tx,
      votes.map(({ memberId }) => memberId),
    );
    return votes.map(({ memberId, marks }) => ({
      ...{ name: nameOf(memberId), votes: `${electors.get(memberId)?.votes ?? 0}`, marks },
    }));
  }
}

/** What came of a round that another one followed. */
function roundInWords({ round, rules, result }: Ballot): Sentence[] {
  if (!result) return [];
  const { reason } = result.verdict;
  return [
    {
      it: `Votazione n. ${round}, in ${rules.callNumber === 1 ? 'prima' : 'seconda'} convocazione: ${reason.it}`,
      en: `Round ${round}, on ${rules.callNumber === 1 ? 'first' : 'second'} call: ${reason.en}`,
    },
  ];
}
