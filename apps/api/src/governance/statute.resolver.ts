import { StatuteService } from '#governance';
import type { FederationId } from '#kernel';
import type { Actor } from '#policy';
import { Args, Field, ID, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { RuleType } from './ballot.type';

@ObjectType('Statute', { description: 'How the assembly of a federation decides on access to data.' })
export class StatuteType {
  @Field(() => ID, { description: 'The federation.' })
  federationId: string;

  @Field(() => RuleType, { description: 'By which ballots are decided.' })
  rule: RuleType;

  @Field(() => Int, { description: 'Least time a ballot is open, in seconds.' })
  minSeconds: number;

  @Field(() => Int, { description: 'Most time a ballot is open, in seconds.' })
  maxSeconds: number;
}

@Resolver(() => StatuteType)
export class StatuteResolver {
  constructor(private readonly service: StatuteService) {}

  @Query(() => StatuteType, { description: 'The statute of a federation that the caller belongs to.' })
  statute(
    @CurrentActor() actor: Actor,
    @Args('federationId', { type: () => ID, description: 'The federation.' }) federationId: FederationId,
  ): Promise<StatuteType> {
    return this.service.read(actor, federationId);
  }
}
