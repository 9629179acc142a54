import { BodyService } from '#governance';
import type { BodyId, FederationId, OrganisationId, PersonId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import { PageArgs } from '../shared/page';
import {
  AppointRepresentativeInput,
  BodyPageType,
  BodyType,
  FoundBodyInput,
  RecordStandingInput,
  toBodyType,
} from './body.type';

@Resolver(() => BodyType)
export class BodyResolver {
  constructor(private readonly service: BodyService) {}

  @Query(() => BodyPageType, {
    description: 'The bodies of the caller’s federations that they may know of, oldest first.',
  })
  bodies(@CurrentActor() actor: Actor, @Args() page: PageArgs): Promise<BodyPageType> {
    return idPage(page, (after, limit) => this.service.page(actor, after, limit), {
      idOf: ({ id }) => id,
      toItem: toBodyType,
    });
  }

  @Query(() => BodyType, { description: 'One body that the caller may know of.' })
  async body(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The body.' }) id: BodyId,
  ): Promise<BodyType> {
    return toBodyType(await this.service.read(actor, id));
  }

  @Mutation(() => BodyType, {
    description:
      'Lets an organisation decide for itself, as one of its stewards says; its first rules come into force without a vote.',
  })
  async foundBody(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Its rules, and who leads it.' }) input: FoundBodyInput,
  ): Promise<BodyType> {
    const { statute, federationId, organisationId, chair, secretary } = input;
    const body = await this.service.found(actor, {
      statute,
      federationId: federationId as FederationId,
      organisationId: organisationId as OrganisationId,
      chair: chair as PersonId,
      secretary: secretary as PersonId,
    });
    return toBodyType(body);
  }

  @Mutation(() => BodyType, { description: 'Records how a member stands; for the secretary.' })
  async recordStanding(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The member and their standing.' }) { bodyId, ...input }: RecordStandingInput,
  ): Promise<BodyType> {
    const { memberId, category, isSuspended, isInArrears, shares, ownMembers, exchange } = input;
    const standing = { memberId, category, isSuspended, isInArrears, shares, ownMembers, exchange };
    return toBodyType(await this.service.recordStanding(actor, bodyId as BodyId, standing));
  }

  @Mutation(() => BodyType, {
    description: 'Names who casts an organisation’s vote in a body, as one of its stewards says.',
  })
  async appointRepresentative(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The organisation, and who speaks for it.' })
    { bodyId, organisationId, personId }: AppointRepresentativeInput,
  ): Promise<BodyType> {
    const body = await this.service.appointRepresentative(actor, bodyId as BodyId, {
      organisationId: organisationId as OrganisationId,
      personId: personId as PersonId,
    });
    return toBodyType(body);
  }
}
