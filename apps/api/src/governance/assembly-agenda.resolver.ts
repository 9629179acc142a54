import { BallotService } from '#governance';
import type { ProposalId } from '#kernel';
import { allows, type Actor } from '#policy';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor, CurrentRequest } from '../shared/current-actor';
import { loaderOf } from '../shared/loader';
import type { RequestContext } from '../shared/request-context';
import { AgendaItemType } from './assembly.type';
import { BallotType, toBallotType } from './ballot.type';

/** What becomes of the items of an agenda. */
@Resolver(() => AgendaItemType)
export class AssemblyAgendaResolver {
  private readonly ballotsOf = async (ids: readonly ProposalId[]) => {
    const ballots = await this.ballots.ofProposals(ids);
    return ids.map((id) => ballots.get(id));
  };

  constructor(private readonly ballots: BallotService) {}

  @ResolveField(() => BallotType, {
    nullable: true,
    description: 'The vote on it, in its latest round; null: it has not been announced, or the caller may not see it.',
  })
  async ballot(
    @CurrentActor() actor: Actor,
    @CurrentRequest() request: RequestContext,
    @Parent() { proposalId }: AgendaItemType,
  ): Promise<BallotType | null> {
    const ballot = await loaderOf(request, this.ballotsOf).load(proposalId as ProposalId);
    return ballot && allows(actor.ability, 'read', 'Ballot', ballot) ? toBallotType(ballot) : null;
  }
}
