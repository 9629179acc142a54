import { CitationService, type CitationLanguage } from '#catalogue';
import type { DatasetId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Int, Query, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { CitationLanguageEnum, CitationType } from './citation.type';

@Resolver(() => CitationType)
export class CitationResolver {
  constructor(private readonly service: CitationService) {}

  @Query(() => CitationType, { description: 'How a dataset that the caller may see is cited.' })
  citation(
    @CurrentActor() actor: Actor,
    @Args('datasetId', { type: () => ID, description: 'The dataset.' }) id: DatasetId,
    @Args('version', {
      type: () => Int,
      nullable: true,
      description: 'One of its versions; left out: the dataset as such.',
    })
    version: number | null,
    @Args('language', { type: () => CitationLanguageEnum, defaultValue: 'it', description: 'Of its words.' })
    language: CitationLanguage,
  ): Promise<CitationType> {
    return this.service.of(actor, id, version ?? null, language);
  }
}
