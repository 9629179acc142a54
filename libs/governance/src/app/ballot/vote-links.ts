import { Injectable } from '@nestjs/common';
import { IdentityService, type Language, type Scope } from '#identity';
import type { BallotId, PersonId } from '#kernel';
import type { Transaction } from '#platform';
import { PolicyService, type Actor } from '#policy';
import { GovernanceStores } from '../../db/governance.stores';
import type { Ballot } from '../../domain/ballot/ballot';
import type { Elector } from '../../domain/electorate/elector';
import type { Proposal } from '../../domain/motion/motion';
import { BallotService } from './ballot.service';
import { BodyNames } from '../body/body-names';
import { VoteLinkBook, type VoteLink } from './vote-link-book';
import type { CastVote, Vote } from './casting';

/** What a link may be used for, whatever else its person may do. */
const SCOPES: readonly Scope[] = ['read', 'vote'];

/** What somebody who follows a link sees. */
export type BallotPaper = {
  /** Who reads it, with no more rights than it takes to read and to vote. */
  readonly actor: Actor;
  readonly ballot: Ballot;
  readonly proposal: Proposal;
  /** What the body that votes is called, and on which clock it lives. */
  readonly body: string;
  readonly timeZone: string;
  readonly language: Language;
  /** Whose votes they cast, and which of these are in already. */
  readonly electors: readonly (Elector & { readonly name: string; readonly hasVoted: boolean })[];
};

/** Votes by a link in a mail, without an account: it stands for one person and one ballot, until that is counted. */
@Injectable()
export class VoteLinks {
  constructor(
    private readonly stores: GovernanceStores,
    private readonly book: VoteLinkBook,
    private readonly identities: IdentityService,
    private readonly policies: PolicyService,
    private readonly ballots: BallotService,
    private readonly names: BodyNames,
  ) {}

  /** Makes a link; those made before for the same person work too, for a mail may be lost. */
  make(tx: Transaction, ballotId: BallotId, personId: PersonId): Promise<string> {
    return this.book.make(tx, { ballotId, personId });
  }

  /** Shows the paper and changes nothing: mail scanners open links too. @throws BALLOT.LINK_INVALID */
  async read(token: string): Promise<BallotPaper> {
    const { actor, ballotId, personId } = await this.follow(token);
    const ballot = await this.ballots.read(actor, ballotId);
    const proposal = await this.stores.proposals.find(this.stores.db, ballot.proposalId);
    const electors = await this.stores.votes.castBy(this.stores.db, ballotId, [personId]);
    const members = electors.map(({ memberId }) => memberId);
    const voted = await this.stores.votes.voted(this.stores.db, ballotId, ballot.textHash, members);
    const nameOf = await this.names.ofMembers(this.stores.db, members);
    const body = await this.names.of(this.stores.db, await this.stores.bodies.find(this.stores.db, ballot.bodyId));
    const { document } = await this.stores.statutes.version(this.stores.db, ballot.bodyId, ballot.statuteNumber);
    return {
      ...{ body, timeZone: document.timeZone },
      ...{ actor, ballot, proposal, language: actor.identity?.language ?? 'en' },
      electors: electors.map((it) => ({
        ...it,
        name: nameOf(it.memberId),
        hasVoted: voted.has(it.memberId),
      })),
    };
  }

  /** Casts by a link, under the rules of any other vote. @throws BALLOT.LINK_INVALID, and as `BallotService.cast` */
  async cast(token: string, vote: Vote): Promise<CastVote & { readonly language: Language }> {
    const { actor, ballotId } = await this.follow(token);
    const cast = await this.ballots.cast(actor, ballotId, vote);
    return { ...cast, language: actor.identity?.language ?? 'en' };
  }

  private async follow(token: string): Promise<VoteLink & { readonly actor: Actor }> {
    const link = await this.book.recognise(token);
    const identity = await this.identities.identityOf(link.personId);
    return { ...link, actor: await this.policies.actorFor({ ...identity, scopes: SCOPES }) };
  }
}
