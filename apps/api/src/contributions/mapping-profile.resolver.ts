import { ProfileService, type MappingProfileId } from '#contributions';
import type { DatasetId, OrganisationId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { MappingProfileType, SaveMappingProfileInput, toMapping, toMappingProfileType } from './mapping.type';

/** How an organisation's own columns become datasets', kept under names. */
@Resolver(() => MappingProfileType)
export class MappingProfileResolver {
  constructor(private readonly profiles: ProfileService) {}

  @Query(() => [MappingProfileType], {
    description: 'The mapping profiles of an organisation of which the caller is a steward, for one dataset; by name.',
  })
  async mappingProfiles(
    @CurrentActor() actor: Actor,
    @Args('datasetId', { type: () => ID, description: 'The dataset.' }) datasetId: DatasetId,
    @Args('organisationId', { type: () => ID, description: 'The organisation.' }) organisationId: OrganisationId,
  ): Promise<MappingProfileType[]> {
    return (await this.profiles.of(actor, { datasetId, organisationId })).map(toMappingProfileType);
  }

  @Mutation(() => MappingProfileType, { description: 'Keeps a mapping under a name, in place of what had that name.' })
  async saveMappingProfile(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The profile.' }) input: SaveMappingProfileInput,
  ): Promise<MappingProfileType> {
    const profile = await this.profiles.save(actor, {
      datasetId: input.datasetId as DatasetId,
      organisationId: input.organisationId as OrganisationId,
      name: input.name,
      mapping: toMapping(input.mapping),
    });
    return toMappingProfileType(profile);
  }

  @Mutation(() => MappingProfileType, { description: 'Deletes a mapping profile; contributions made with it stay.' })
  async deleteMappingProfile(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The profile.' }) id: MappingProfileId,
  ): Promise<MappingProfileType> {
    return toMappingProfileType(await this.profiles.delete(actor, id));
  }
}
