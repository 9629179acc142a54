import { ProtectedPreviewService } from '#extracts';
import type { DatasetId } from '#kernel';
import type { Actor } from '#policy';
import { Args, Query, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { DatasetPreviewArgs, DatasetPreviewType, toDatasetPreviewType } from './dataset-preview.type';

@Resolver(() => DatasetPreviewType)
export class DatasetPreviewResolver {
  constructor(private readonly service: ProtectedPreviewService) {}

  @Query(() => DatasetPreviewType, {
    description:
      'How many people there are in a dataset by one or two columns, under the terms of the policies for previews. It is decided, and kept, like an extract.',
  })
  async datasetPreview(
    @CurrentActor() actor: Actor,
    @Args() { datasetId, purpose, dimensions }: DatasetPreviewArgs,
  ): Promise<DatasetPreviewType> {
    return toDatasetPreviewType(await this.service.of(actor, datasetId as DatasetId, { purpose, dimensions }));
  }
}
