import { ResistanceService } from '#governance';
import type { BallotId, BodyId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { BallotType } from './ballot.type';
import { ResistanceType, toResistanceType } from './resistance.type';

@Resolver(() => BallotType)
export class ResistanceResolver {
  constructor(private readonly service: ResistanceService) {}

  @ResolveField(() => ResistanceType, {
    description: 'The resistance test, of a counted ballot on a motion whose electors are delegates (2540 co. 5).',
  })
  async resistance(
    @CurrentActor() actor: Actor,
    @Parent() { id }: BallotType,
    @Args('sectionId', { type: () => ID, description: 'The separate assembly without whose delegates.' })
    sectionId: BodyId,
  ): Promise<ResistanceType> {
    return toResistanceType(await this.service.of(actor, id as BallotId, sectionId));
  }
}
