import { DatasetService, type ShownDataset } from '#catalogue';
import { Directory } from '#identity';
import { missing, type DatasetId, type DatasetSeriesId, type FederationId, type OrganisationId } from '#kernel';
import type { Actor } from '#policy';
import type { TableSchema } from '#warehouse';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { GraphQLJSONObject } from 'graphql-scalars';
import { CurrentActor, CurrentRequest } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import { loaderOf } from '../shared/loader';
import type { RequestContext } from '../shared/request-context';
import {
  DatasetPageType,
  DatasetsArgs,
  DatasetType,
  PublishDatasetInput,
  toDatasetType,
  WithdrawDatasetInput,
} from './dataset.type';

@Resolver(() => DatasetType)
export class DatasetResolver {
  private readonly schemas = async (ids: readonly DatasetId[], request: RequestContext) => {
    const schemas = await this.service.schemas(await request.actor(), ids);
    return ids.map((id) => schemas.get(id));
  };

  constructor(
    private readonly service: DatasetService,
    private readonly directory: Directory,
  ) {}

  @Query(() => DatasetPageType, { description: 'The datasets the caller may see, newest first.' })
  async datasets(@CurrentActor() actor: Actor, @Args() args: DatasetsArgs): Promise<DatasetPageType> {
    const filter = {
      text: args.text ?? undefined,
      needCategory: args.needCategory ?? undefined,
      publisherId: args.publisherId ?? undefined,
      seriesId: args.seriesId ?? undefined,
    };
    const { items, nextCursor } = await idPage(args, (after, limit) => this.service.page(actor, filter, after, limit), {
      idOf: ({ id }) => id,
      toItem: (dataset) => dataset,
    });
    return { items: await this.allShown(items), nextCursor };
  }

  @Query(() => DatasetType, { description: 'One dataset that the caller may see.' })
  async dataset(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The dataset.' }) id: DatasetId,
  ): Promise<DatasetType> {
    return this.shown(await this.service.show(actor, id));
  }

  @Mutation(() => DatasetType, { description: 'Enters a dataset into the catalogue, in the name of an organisation.' })
  async publishDataset(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The dataset.' }) input: PublishDatasetInput,
  ): Promise<DatasetType> {
    const { title, description, needCategory, accessRights, keywords, schema, personalData } = input;
    const draft = {
      ...{ title, description, needCategory, accessRights, keywords, schema, personalData },
      federationId: input.federationId as FederationId,
      publisherId: input.publisherId as OrganisationId,
      ...(input.seriesId && { seriesId: input.seriesId as DatasetSeriesId }),
    };
    return this.shown(await this.service.publish(actor, draft));
  }

  @Mutation(() => DatasetType, {
    description:
      'Withdraws a dataset for good: its entry stays, and nothing is drawn out of it or put into it any more.',
  })
  async withdrawDataset(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which one, and why.' }) { datasetId, reason }: WithdrawDatasetInput,
  ): Promise<DatasetType> {
    return this.shown(await this.service.withdraw(actor, datasetId as DatasetId, reason));
  }

  @ResolveField('schema', () => GraphQLJSONObject, {
    nullable: true,
    description:
      'Its columns, after Table Schema v2, with their disclosure roles, as far as policies let you know of them; null: none does.',
  })
  async schema(@Parent() { id }: DatasetType, @CurrentRequest() request: RequestContext): Promise<TableSchema | null> {
    return (await loaderOf(request, this.schemas).load(id as DatasetId)) ?? null;
  }

  private async shown(dataset: ShownDataset): Promise<DatasetType> {
    const [shown] = await this.allShown([dataset]);
    if (!shown) throw missing('dataset', dataset.id);
    return shown;
  }

  /** With their publishers, read in one go, so that the rows of a list need no resolver of their own. */
  private async allShown(datasets: readonly ShownDataset[]): Promise<DatasetType[]> {
    const ids = [...new Set(datasets.map(({ publisherId }) => publisherId))];
    const organisations = await this.directory.organisations(ids);
    const byId = new Map(ids.map((id, at) => [id, organisations[at]]));
    return datasets.map((dataset) => {
      const publisher = byId.get(dataset.publisherId);
      if (!publisher) throw missing('organisation', dataset.publisherId);
      return toDatasetType(dataset, publisher);
    });
  }
}
