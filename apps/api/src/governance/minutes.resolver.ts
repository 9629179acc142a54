import { MinutesService } from '#governance';
import type { AssemblyId } from '#kernel';
import { Config } from '#platform';
import type { Actor } from '#policy';
import { Args, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { AssemblyType, toAssemblyType } from './assembly.type';
import { MinutesType } from './minutes.type';

@Resolver(() => AssemblyType)
export class MinutesResolver {
  constructor(
    private readonly service: MinutesService,
    private readonly config: Config,
  ) {}

  @Mutation(() => AssemblyType, { description: 'Signs minutes, as their chair or as their secretary.' })
  async signMinutes(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The assembly.' }) id: AssemblyId,
    @Args('hash', { type: () => String, description: 'The hash of the minutes that the caller has read.' })
    hash: string,
  ): Promise<AssemblyType> {
    return toAssemblyType(await this.service.sign(actor, id, hash));
  }

  @ResolveField(() => MinutesType, { nullable: true, description: 'Its minutes; null: it has not been closed yet.' })
  async minutes(
    @CurrentActor() actor: Actor,
    @Parent() { id, minutesHash }: AssemblyType,
  ): Promise<MinutesType | null> {
    if (minutesHash === null) return null;
    const url = `${this.config.http.publicUrl}/assemblies/${id}/minutes`;
    const record = await this.service.read(actor, id as AssemblyId);
    return { hash: minutesHash, record, htmlUrl: `${url}.html`, pdfUrl: `${url}.pdf` };
  }
}
