import type { NeedId } from '#catalogue';
import { NeedAnswerService } from '#extracts';
import type { ApplicationId } from '#kernel';
import type { Actor } from '#policy';
import { Args, Field, ID, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { NeedType, toNeedType } from '../catalogue/need.type';
import { CurrentActor } from '../shared/current-actor';

@InputType({ description: 'An application that answers a need.' })
export class AnswerNeedWithApplicationInput {
  @Field(() => ID, { description: 'The need.' })
  needId: string;

  @Field(() => ID, {
    description: 'The caller’s own application; the federation then sees that it exists, and no more.',
  })
  applicationId: string;

  @Field(() => String, { defaultValue: '', description: 'What is said with it, at most 2,000 characters.' })
  note: string;
}

@Resolver(() => NeedType)
export class NeedAnswerResolver {
  constructor(private readonly service: NeedAnswerService) {}

  @Mutation(() => NeedType, { description: 'Answers a need with an application of the caller’s.' })
  async answerNeedWithApplication(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The need, and what answers it.' })
    { needId, applicationId, note }: AnswerNeedWithApplicationInput,
  ): Promise<NeedType> {
    return toNeedType(await this.service.answer(actor, needId as NeedId, applicationId as ApplicationId, note));
  }
}
