import { DatasetService, LifeService } from '#catalogue';
import { Directory } from '#identity';
import { CommonsError, type DatasetId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { DatasetType } from './dataset.type';
import { DeprecateDatasetInput, KeepDatasetInput } from './life.type';
import { shownAgain, withPublishers } from './with-publishers';

@Resolver(() => DatasetType)
export class LifeResolver {
  constructor(
    private readonly service: LifeService,
    private readonly datasets: DatasetService,
    private readonly directory: Directory,
  ) {}

  @Mutation(() => DatasetType, {
    description: 'Changes the embargo, the retention and the approval of a dataset, in the name of its publisher.',
  })
  async keepDataset(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which one, and what changes.' }) input: KeepDatasetInput,
  ): Promise<DatasetType> {
    const { datasetId, availableFrom, retentionMonths, approvalNeeded } = input;
    const changes = {
      ...(availableFrom !== undefined && { availableFrom }),
      ...(retentionMonths !== undefined && { retentionMonths }),
      ...(approvalNeeded && { approvalNeeded }),
    };
    return shownAgain(this.directory, await this.service.keep(actor, datasetId as DatasetId, changes));
  }

  @Mutation(() => DatasetType, { description: 'Tells people to use something else than a dataset.' })
  async deprecateDataset(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which one, why, and what instead.' }) input: DeprecateDatasetInput,
  ): Promise<DatasetType> {
    const { datasetId, reason, replacedBy } = input;
    const deprecation = { reason, replacedBy: (replacedBy ?? null) as DatasetId | null };
    return shownAgain(this.directory, await this.service.deprecate(actor, datasetId as DatasetId, deprecation));
  }

  @Mutation(() => DatasetType, { description: 'Takes back that people should use something else than a dataset.' })
  async reinstateDataset(
    @CurrentActor() actor: Actor,
    @Args('datasetId', { type: () => ID, description: 'Which one.' }) id: DatasetId,
  ): Promise<DatasetType> {
    return shownAgain(this.directory, await this.service.deprecate(actor, id, null));
  }

  @ResolveField('replacement', () => DatasetType, {
    nullable: true,
    description: 'The dataset to use instead; null: there is none that you may see.',
  })
  async replacement(@CurrentActor() actor: Actor, @Parent() { replacedBy }: DatasetType): Promise<DatasetType | null> {
    if (replacedBy === null) return null;
    try {
      const [shown] = await withPublishers(this.directory, [await this.datasets.show(actor, replacedBy as DatasetId)]);
      return shown ?? null;
    } catch (error) {
      if (error instanceof CommonsError && (error.kind === 'missing' || error.kind === 'forbidden')) return null;
      throw error;
    }
  }
}
