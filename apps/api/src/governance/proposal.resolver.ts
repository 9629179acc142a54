import { BallotService, ProposalService } from '#governance';
import type { FederationId, PolicyId, ProposalId } from '#kernel';
import { allows, type Actor } from '#policy';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PolicyNames } from '../policy/policy-names';
import { CurrentActor, CurrentRequest } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import { loaderOf } from '../shared/loader';
import { PageArgs } from '../shared/page';
import type { RequestContext } from '../shared/request-context';
import { BallotType, toBallotType } from './ballot.type';
import { ProposalPageType, ProposalType, ProposePolicyInput, toProposalType } from './proposal.type';

@Resolver(() => ProposalType)
export class ProposalResolver {
  private readonly ballotsOf = async (ids: readonly ProposalId[]) => {
    const ballots = await this.ballots.ofProposals(ids);
    return ids.map((id) => ballots.get(id));
  };

  constructor(
    private readonly service: ProposalService,
    private readonly ballots: BallotService,
    private readonly names: PolicyNames,
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

  @Mutation(() => ProposalType, { description: 'Proposes a policy; it is refused here and now if it is malformed.' })
  async proposePolicy(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The policy.' }) { federationId, document, policyId }: ProposePolicyInput,
  ): Promise<ProposalType> {
    const proposal = {
      federationId: federationId as FederationId,
      document,
      policyId: (policyId ?? null) as PolicyId | null,
    };
    const names = await this.names.of(actor, document, proposal.federationId);
    return toProposalType(await this.service.proposePolicy(actor, proposal, names));
  }

  @Mutation(() => ProposalType, { description: 'Proposes to end a policy that is in force.' })
  async proposePolicyEnd(
    @CurrentActor() actor: Actor,
    @Args('policyId', { type: () => ID, description: 'The policy to end.' }) policyId: PolicyId,
  ): Promise<ProposalType> {
    return toProposalType(await this.service.proposeEnd(actor, policyId));
  }

  @ResolveField(() => BallotType, {
    nullable: true,
    description: 'The ballot on it; null: none has been opened that the caller may see.',
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
