import { SeriesService, type DatasetSeries } from '#catalogue';
import type { DatasetSeriesId, FederationId, OrganisationId } from '#kernel';
import type { Actor } from '#policy';
import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor, CurrentRequest } from '../shared/current-actor';
import { loaderOf } from '../shared/loader';
import type { RequestContext } from '../shared/request-context';
import { DatasetType } from './dataset.type';
import { CreateDatasetSeriesInput, DatasetSeriesType } from './series.type';

@Resolver(() => DatasetType)
export class SeriesResolver {
  private readonly byIds = async (ids: readonly DatasetSeriesId[]) => {
    const series = await this.service.byIds(ids);
    return ids.map((id) => series.get(id));
  };

  constructor(private readonly service: SeriesService) {}

  @Mutation(() => DatasetSeriesType, { description: 'Founds a series of datasets, in the name of an organisation.' })
  createDatasetSeries(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The series.' }) { federationId, publisherId, title }: CreateDatasetSeriesInput,
  ): Promise<DatasetSeries> {
    return this.service.create(actor, {
      federationId: federationId as FederationId,
      publisherId: publisherId as OrganisationId,
      title,
    });
  }

  @ResolveField('series', () => DatasetSeriesType, {
    nullable: true,
    description: 'The series it is of; null: it stands alone.',
  })
  async series(
    @Parent() { seriesId }: DatasetType,
    @CurrentRequest() request: RequestContext,
  ): Promise<DatasetSeries | null> {
    return (await loaderOf(request, this.byIds).load(seriesId as DatasetSeriesId)) ?? null;
  }
}
