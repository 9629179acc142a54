import { DecisionService } from '#contributions';
import type { ContributionId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { ContributionType, toContributionType } from './contribution.type';

const ID_ARGUMENT = { type: () => ID, description: 'The contribution.' } as const;

/** What people decide about contributions. */
@Resolver(() => ContributionType)
export class DecisionResolver {
  constructor(private readonly decisions: DecisionService) {}

  @Mutation(() => ContributionType, {
    description: 'Says that what a check warned of is as it should be, in the name of the contributing organisation.',
  })
  async confirmContribution(
    @CurrentActor() actor: Actor,
    @Args('id', ID_ARGUMENT) id: ContributionId,
  ): Promise<ContributionType> {
    return toContributionType(await this.decisions.confirm(actor, id));
  }

  @Mutation(() => ContributionType, {
    description: 'Lets a contribution become part of the next version, in the name of the dataset’s publisher.',
  })
  async approveContribution(
    @CurrentActor() actor: Actor,
    @Args('id', ID_ARGUMENT) id: ContributionId,
  ): Promise<ContributionType> {
    return toContributionType(await this.decisions.approve(actor, id));
  }

  @Mutation(() => ContributionType, {
    description: 'Keeps a contribution out, in the name of the dataset’s publisher; its rows are destroyed.',
  })
  async declineContribution(
    @CurrentActor() actor: Actor,
    @Args('id', ID_ARGUMENT) id: ContributionId,
    @Args('reason', { type: () => String, description: 'What its contributor is told; 1 to 2,000 characters.' })
    reason: string,
  ): Promise<ContributionType> {
    return toContributionType(await this.decisions.decline(actor, id, reason));
  }

  @Mutation(() => ContributionType, {
    description: 'Takes back what has not been accepted: everything that was sent is destroyed.',
  })
  async cancelContribution(
    @CurrentActor() actor: Actor,
    @Args('id', ID_ARGUMENT) id: ContributionId,
  ): Promise<ContributionType> {
    return toContributionType(await this.decisions.cancel(actor, id));
  }
}
