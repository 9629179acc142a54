import { BallotService } from '#governance';
import type { BallotId, ProposalId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import { PageArgs } from '../shared/page';
import { BallotPageType, BallotType, CastVoteInput, OpenBallotInput, toBallotType } from './ballot.type';

@Resolver(() => BallotType)
export class BallotResolver {
  constructor(private readonly service: BallotService) {}

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

  @Mutation(() => BallotType, { description: 'Puts a proposal to the vote; the electorate is fixed now.' })
  async openBallot(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'What is voted on, and until when.' }) { proposalId, closesAt }: OpenBallotInput,
  ): Promise<BallotType> {
    return toBallotType(await this.service.open(actor, proposalId as ProposalId, closesAt));
  }

  @Mutation(() => BallotType, { description: 'Casts the caller’s vote, once.' })
  async castVote(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The vote.' }) { ballotId, choice }: CastVoteInput,
  ): Promise<BallotType> {
    return toBallotType(await this.service.cast(actor, ballotId as BallotId, choice));
  }
}
