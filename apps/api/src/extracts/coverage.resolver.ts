import { CoverageService } from '#extracts';
import type { ProposalId } from '#kernel';
import type { Actor } from '#policy';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { ProposalType } from '../governance/proposal.type';
import { CurrentActor } from '../shared/current-actor';
import { RuleCoverageType, toRuleCoverageType } from './coverage.type';

@Resolver(() => ProposalType)
export class CoverageResolver {
  constructor(private readonly service: CoverageService) {}

  @ResolveField(() => RuleCoverageType, {
    description:
      'What the rules would miss, repeat or contradict if it were adopted, and what would be wider than ever.',
  })
  async coverage(@CurrentActor() actor: Actor, @Parent() { id }: ProposalType): Promise<RuleCoverageType> {
    return toRuleCoverageType(await this.service.ofProposal(actor, id as ProposalId));
  }
}
