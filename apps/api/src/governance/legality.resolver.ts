import { LegalityService } from '#governance';
import type { AssemblyId } from '#kernel';
import type { Actor } from '#policy';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { AssemblyType } from './assembly.type';
import { LegalityCheckType } from './legality.type';

@Resolver(() => AssemblyType)
export class LegalityResolver {
  constructor(private readonly service: LegalityService) {}

  @ResolveField(() => [LegalityCheckType], {
    description:
      'What of it is valid at this moment, and what is missing. Of votes it says nothing until they are counted, so that a quorum may be reached with more than it shows.',
  })
  async legality(@CurrentActor() actor: Actor, @Parent() { id }: AssemblyType): Promise<LegalityCheckType[]> {
    return [...(await this.service.of(actor, id as AssemblyId))];
  }
}
