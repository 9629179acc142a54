import {
  ContributorCoverageService,
  coverageSentence,
  DictionaryService,
  percentOf,
  type Dictionary,
} from '#catalogue';
import type { DatasetId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Query, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { ContributorCoverageType, DataDictionaryType } from './dictionary.type';

@Resolver(() => DataDictionaryType)
export class DictionaryResolver {
  constructor(
    private readonly service: DictionaryService,
    private readonly coverage: ContributorCoverageService,
  ) {}

  @Query(() => DataDictionaryType, { description: 'What the columns of a dataset mean.' })
  dictionary(
    @CurrentActor() actor: Actor,
    @Args('datasetId', { type: () => ID, description: 'The dataset.' }) id: DatasetId,
  ): Promise<Dictionary> {
    return this.service.of(actor, id);
  }

  @Query(() => ContributorCoverageType, {
    description: 'How much of its federation is in a dataset, by the members’ book of this moment.',
  })
  async contributorCoverage(
    @CurrentActor() actor: Actor,
    @Args('datasetId', { type: () => ID, description: 'The dataset.' }) id: DatasetId,
  ): Promise<ContributorCoverageType> {
    const coverage = await this.coverage.of(actor, id);
    return {
      ...coverage,
      memberPercent: percentOf(coverage.members, coverage.allMembers),
      ...{ sentenceIt: coverageSentence(coverage, 'it'), sentenceEn: coverageSentence(coverage, 'en') },
    };
  }
}
