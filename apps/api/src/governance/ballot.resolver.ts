import { BallotOpening, BallotService, type MemberId } from '#governance';
import type { BallotId, ProposalId } from '#kernel';
import { Config } from '#platform';
import type { Actor } from '#policy';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import { PageArgs } from '../shared/page';
import { WarningType } from './ballot-result.type';
import { CastVoteInput, CastVoteType, toMarks } from './ballot-vote.type';
import {
  BallotPageType,
  BallotType,
  OpenBallotInput,
  ParticipantPageType,
  RescheduleBallotInput,
  toBallotType,
} from './ballot.type';

@Resolver(() => BallotType)
export class BallotResolver {
  constructor(
    private readonly service: BallotService,
    private readonly opening: BallotOpening,
    private readonly config: Config,
  ) {}

  @Query(() => BallotPageType, { description: 'The ballots the caller may see, newest first.' })
  ballots(@CurrentActor() actor: Actor, @Args() page: PageArgs): Promise<BallotPageType> {
    return idPage(page, (after, limit) => this.service.page(actor, after, limit), {
      idOf: ({ id }) => id,
      toItem: toBallotType,
    });
  }

  @Query(() => BallotType, { description: 'One ballot that the caller may read; counted, if its time is over.' })
  async ballot(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The ballot.' }) id: BallotId,
  ): Promise<BallotType> {
    return toBallotType(await this.service.read(actor, id));
  }

  @Mutation(() => BallotType, {
    description: 'Puts a proposal to the vote outside of any assembly; rules and electorate are fixed now.',
  })
  async openBallot(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'What is voted on, and until when.' }) { proposalId, closesAt }: OpenBallotInput,
  ): Promise<BallotType> {
    return toBallotType(await this.opening.open(actor, proposalId as ProposalId, closesAt));
  }

  @Mutation(() => BallotType, { description: 'Moves the end of a ballot, as long as nobody has voted.' })
  async rescheduleBallot(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which one, and until when.' }) { ballotId, closesAt }: RescheduleBallotInput,
  ): Promise<BallotType> {
    return toBallotType(await this.opening.reschedule(actor, ballotId as BallotId, closesAt));
  }

  @Mutation(() => CastVoteType, {
    description: 'Casts a vote, once: the caller’s own, or that of a member they represent or whose proxy they hold.',
  })
  async castVote(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The vote.' }) input: CastVoteInput,
  ): Promise<CastVoteType> {
    const { ballot, receipt } = await this.service.cast(actor, input.ballotId as BallotId, {
      marks: toMarks(input),
      textHash: input.textHash ?? undefined,
      memberId: (input.memberId ?? undefined) as MemberId | undefined,
    });
    return { ballot: toBallotType(ballot), receipt };
  }

  @Mutation(() => BallotType, {
    description:
      'Ends the vote on an item of an assembly and counts it; for the chair. Other ballots end by themselves.',
  })
  async closeBallot(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The ballot.' }) id: BallotId,
  ): Promise<BallotType> {
    return toBallotType(await this.service.closeInMeeting(actor, id));
  }

  @ResolveField(() => [WarningType], {
    description: 'What a secret ballot cannot hide: known ahead from its electorate, for certain when it is counted.',
  })
  warnings(@Parent() { id, secrecy, result }: BallotType): Promise<readonly WarningType[]> {
    return this.service.warnings({ id: id as BallotId, secrecy, result });
  }

  @ResolveField(() => String, {
    nullable: true,
    description: 'Where its papers are, for anybody’s recount; with the same Bearer token. null: it is not counted.',
  })
  exportUrl(@Parent() { id, result }: BallotType): string | null {
    return result?.root ? `${this.config.http.publicUrl}/ballots/${id}/export` : null;
  }

  @ResolveField(() => ParticipantPageType, {
    nullable: true,
    description: 'Who took part, never how; null: it is not counted, and nobody is told.',
  })
  async participants(
    @CurrentActor() actor: Actor,
    @Parent() { id, state }: BallotType,
    @Args() page: PageArgs,
  ): Promise<ParticipantPageType | null> {
    if (state !== 'closed') return null;
    const members = await this.service.participants(actor, id as BallotId);
    return idPage(
      page,
      (after, limit) => Promise.resolve(members.filter((member) => after === null || member > after).slice(0, limit)),
      { idOf: (member) => member, toItem: (memberId) => ({ memberId }) },
    );
  }
}
