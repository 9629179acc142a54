import { ProxyService, type MeetingProxy, type MemberId } from '#governance';
import type { AgendaItemId, AssemblyId, ProxyId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { AssemblyType } from './assembly.type';
import { GrantProxyInput, ProxyType } from './proxy.type';

/** Who speaks for whom. */
@Resolver(() => AssemblyType)
export class ProxyResolver {
  constructor(private readonly service: ProxyService) {}

  @Mutation(() => ProxyType, { description: 'Gives a vote to another member, in writing.' })
  grantProxy(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Whose vote, to whom, for what.' })
    { assemblyId, holderId, itemId, principalId }: GrantProxyInput,
  ): Promise<MeetingProxy> {
    return this.service.grant(actor, {
      assemblyId: assemblyId as AssemblyId,
      holderId: holderId as MemberId,
      itemId: (itemId ?? null) as AgendaItemId | null,
      principalId: (principalId ?? null) as MemberId | null,
    });
  }

  @Mutation(() => ProxyType, { description: 'Takes a vote back that was given and has not been cast.' })
  revokeProxy(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The proxy.' }) id: ProxyId,
  ): Promise<MeetingProxy> {
    return this.service.revoke(actor, id);
  }

  @ResolveField(() => [ProxyType], {
    description: 'The proxies that the caller gave or holds; all of them for the chair and the secretary.',
  })
  proxies(@CurrentActor() actor: Actor, @Parent() { id }: AssemblyType): Promise<MeetingProxy[]> {
    return this.service.list(actor, id as AssemblyId);
  }
}
