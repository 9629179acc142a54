import { Injectable } from '@nestjs/common';
import type { BallotId, OrganisationId } from '#kernel';
import { SharedWork, UnitOfWork, type Transaction } from '#platform';
import { personOf, type Actor } from '#policy';
import { GovernanceStores } from '../../db/governance.stores';
import { assertTakesVotes, type Ballot } from '../../domain/ballot/ballot';
import { alreadyVoted } from '../../domain/ballot/errors';
import type { MemberId } from '../../domain/electorate/elector';
import { parseMarks } from '../../domain/voting/parse-marks';
import { authoriseIn } from '../access';
import { BallotBox, type Cast } from './ballot-box';
import { VotingRights } from './voting-rights';

/** What somebody sends in as their vote. */
export type Vote = {
  /** As on the paper: `yes`, or what the method takes. */
  readonly marks: unknown;
  /** Of the text they read; needed before the meeting. */
  readonly textHash?: string | undefined;
  /** For whom, where it is not their own. */
  readonly memberId?: MemberId | undefined;
};

/** A vote that is in. `receipt` finds a secret paper in the published list; it is told this once and kept nowhere. */
export type CastVote = { readonly ballot: Ballot; readonly receipt: string | null };

type Wish = { readonly by: Actor; readonly vote: Vote };
/** A vote that would be taken now, if its voter is entitled. */
type Paper = Omit<Cast, 'elector'> &
  Pick<Vote, 'memberId'> & { readonly wish: Wish; readonly organisations: readonly OrganisationId[] };
type Taken = CastVote | Error;

/** Under whose name the log has what must not say who; and who acts for many at once. */
const BALLOT_BOX = { id: 'system:governance.ballot-box' };

/**
 * Takes votes. Those that come in together are decided one by one and written together: a busy ballot costs a few
 * statements for many votes instead of as many for each. What is not plain is done again, alone.
 */
@Injectable()
export class Casting {
  private readonly together = new SharedWork<BallotId, Wish, Taken | undefined>((id, wishes) =>
    this.castTogether(id, wishes),
  );

  constructor(
    private readonly work: UnitOfWork,
    private readonly stores: GovernanceStores,
    private readonly rights: VotingRights,
    private readonly box: BallotBox,
  ) {}

  /** @see BallotService.cast */
  async cast(id: BallotId, wish: Wish): Promise<CastVote> {
    const taken = await this.together.ask(id, wish);
    return taken ? orThrow(taken) : this.castAlone(id, wish);
  }

  /** With everything that a vote may take: a proxy is used up, or the voter arrives at the meeting by voting. */
  private castAlone(id: BallotId, wish: Wish): Promise<CastVote> {
    return this.work.run(wish.by, async (tx) => {
      const ballot = await this.stores.ballots.lockToVote(tx, id);
      const paper = fillIn(ballot, await tx.now(), wish);
      const elector = await this.rights.electorOf(tx, ballot, paper);
      const taken = await this.take(tx, ballot, [{ ...paper, elector }]);
      return orThrow(taken.get(wish));
    });
  }

  /** @returns in their order; undefined: not plain */
  private castTogether(id: BallotId, wishes: readonly Wish[]): Promise<(Taken | undefined)[]> {
    return this.work.run(BALLOT_BOX, async (tx) => {
      const ballot = await this.stores.ballots.lockToVote(tx, id);
      const at = await tx.now();
      const refused = new Map<Wish, Error>();
      const papers = wishes.flatMap((wish) => {
        try {
          return [fillIn(ballot, at, wish)];
        } catch (error) {
          refused.set(wish, error as Error); // theirs alone: the others vote on
          return [];
        }
      });
      const plain = await this.rights.plainElectors(tx, ballot, papers);
      const taken = await this.take(tx, ballot, plain);
      const answers = wishes.map((wish) => refused.get(wish) ?? taken.get(wish));
      return answers.some((answer) => answer && !(answer instanceof Error)) ? answers : tx.unchanged(answers);
    });
  }

  /** Puts votes into the box, and into the log those that were not in yet. */
  private async take(
    tx: Transaction,
    ballot: Ballot,
    papers: readonly (Paper & Cast)[],
  ): Promise<ReadonlyMap<Wish, Taken>> {
    if (papers.length === 0) return new Map();
    const receipts = await this.box.put(tx, ballot, papers);
    return new Map(papers.map(({ wish }, i) => [wish, this.taken(tx, ballot, wish.by, receipts[i])]));
  }

  private taken(tx: Transaction, ballot: Ballot, by: Actor, receipt: string | null | undefined): Taken {
    if (!receipt) return alreadyVoted(ballot.id);
    const isSecret = ballot.secrecy === 'secret';
    tx.record({ type: 'ballot.vote-cast', ballotId: ballot.id }, isSecret ? BALLOT_BOX : by);
    return { ballot, receipt: isSecret ? receipt : null };
  }
}

/** What can be decided without the books. */
function fillIn(ballot: Ballot, at: Date, wish: Wish): Paper {
  const { by, vote } = wish;
  authoriseIn(by, 'vote', 'ballot', ballot);
  const inAdvance = assertTakesVotes(ballot, at, vote.textHash) === 'inAdvance';
  const marks = parseMarks(ballot.method, ballot.options.length, vote.marks);
  const { textHash } = ballot;
  const language = by.identity?.language ?? 'en';
  const organisations = by.identity?.memberships.map(({ organisationId }) => organisationId) ?? [];
  const paper = { memberId: vote.memberId, marks, textHash, inAdvance, castBy: personOf(by), castAt: at, language };
  return { ...paper, wish, organisations };
}

function orThrow(taken: Taken | undefined): CastVote {
  if (!taken || taken instanceof Error) throw taken ?? new Error('A vote went astray.');
  return taken;
}
