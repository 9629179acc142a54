import { BallotService, ProposalService } from '#governance';
import type { ProposalId } from '#kernel';
import { allows, type Actor } from '#policy';
import { Args, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor, CurrentRequest } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import { loaderOf } from '../shared/loader';
import { PageArgs } from '../shared/page';
import type { RequestContext } from '../shared/request-context';
import { BallotType, toBallotType } from './ballot.type';
import { ProposalPageType, ProposalType, toProposalType } from './proposal.type';

@Resolver(() => ProposalType)
export class ProposalResolver {
  private readonly ballotsOf = async (ids: readonly ProposalId[]) => {
    const ballots = await this.ballots.ofProposals(ids);
    return ids.map((id) => ballots.get(id));
  };

  constructor(
    private readonly service: ProposalService,
    private readonly ballots: BallotService,
  ) {}

  @Query(() => ProposalPageType, { description: 'The proposals the caller may see, newest first.' })
  proposals(@CurrentActor() actor: Actor, @Args() page: PageArgs): Promise<ProposalPageType> {
    return idPage(page, (after, limit) => this.service.page(actor, after, limit), {
      idOf: ({ id }) => id,
      toItem: toProposalType,
    });
  }

  @Query(() => ProposalType, { description: 'One proposal that the caller may read.' })
  async proposal(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The proposal.' }) id: ProposalId,
  ): Promise<ProposalType> {
    return toProposalType(await this.service.read(actor, id));
  }

  @ResolveField(() => BallotType, {
    nullable: true,
    description: 'The latest ballot on it; null: there is none that the caller may see.',
  })
  async ballot(
    @CurrentActor() actor: Actor,
    @CurrentRequest() request: RequestContext,
    @Parent() { id }: ProposalType,
  ): Promise<BallotType | null> {
    const ballot = await loaderOf(request, this.ballotsOf).load(id as ProposalId);
    return ballot && allows(actor.ability, 'read', 'Ballot', ballot) ? toBallotType(ballot) : null;
  }
}
