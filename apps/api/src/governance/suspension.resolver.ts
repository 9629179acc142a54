import { SuspensionService } from '#governance';
import type { PolicyId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { SuspensionCallType } from './suspension.type';

@Resolver(() => SuspensionCallType)
export class SuspensionResolver {
  constructor(private readonly service: SuspensionService) {}

  @Mutation(() => SuspensionCallType, {
    description: 'Suspends a policy in an emergency, for who the statute names; it lapses unless the body ratifies it.',
  })
  suspendPolicy(
    @CurrentActor() actor: Actor,
    @Args('policyId', { type: () => ID, description: 'The policy.' }) policyId: PolicyId,
    @Args('reason', { type: () => String, description: 'Why, for the members to read: 1 to 2,000 characters.' })
    reason: string,
  ): Promise<SuspensionCallType> {
    return this.service.suspend(actor, policyId, reason);
  }
}
