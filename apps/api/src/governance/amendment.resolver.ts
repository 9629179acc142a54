import { DiscussionService } from '#governance';
import type { AmendmentId, ProposalId } from '#kernel';
import { ID, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentRequest } from '../shared/current-actor';
import { loaderOf } from '../shared/loader';
import type { RequestContext } from '../shared/request-context';
import { AmendmentType } from './discussion.type';

@Resolver(() => AmendmentType)
export class AmendmentResolver {
  private readonly contradictions = (ids: readonly ProposalId[]) => this.service.contradictions(ids);

  constructor(private readonly service: DiscussionService) {}

  @ResolveField(() => [ID], {
    description: 'The first of those still open that contradict it: only one of them can be accepted.',
  })
  async conflictsWith(
    @CurrentRequest() request: RequestContext,
    @Parent() { id, proposalId }: AmendmentType,
  ): Promise<AmendmentId[]> {
    const found = await loaderOf(request, this.contradictions).load(proposalId as ProposalId);
    return [...(found?.get(id as AmendmentId) ?? [])];
  }
}
