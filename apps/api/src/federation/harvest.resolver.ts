import {
  HarvestService,
  type HarvestRun,
  type HarvestRunId,
  type HarvestSource,
  type HarvestSourceId,
} from '#federation';
import type { FederationId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import {
  CreateHarvestSourceInput,
  HarvestedDatasetPageType,
  HarvestedDatasetsArgs,
  HarvestItemPageType,
  HarvestItemsArgs,
  HarvestPreviewType,
  HarvestRunPageType,
  HarvestRunsArgs,
  HarvestRunType,
  HarvestSourcePageType,
  HarvestSourcesArgs,
  HarvestSourceType,
  toHarvestPreviewType,
} from './harvest.type';

/** An entry is shown as it is kept. */
const asItIs = <Item extends { readonly id: string }>() => ({
  idOf: ({ id }: Item) => id,
  toItem: (item: Item) => item,
});

@Resolver(() => HarvestSourceType)
export class HarvestResolver {
  constructor(private readonly service: HarvestService) {}

  @Mutation(() => HarvestSourceType, {
    description: 'Enters another catalogue to harvest, as steward or operator of an enabling organisation.',
  })
  createHarvestSource(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The source.' }) { federationId, everyHours, ...input }: CreateHarvestSourceInput,
  ): Promise<HarvestSource> {
    const draft = { ...input, federationId: federationId as FederationId, everyHours: everyHours ?? null };
    return this.service.create(actor, draft);
  }

  @Mutation(() => HarvestPreviewType, {
    description:
      'Reads a source’s first page and tells what would come of it. No entry is kept; it is asked for once before the first run.',
  })
  async previewHarvest(
    @CurrentActor() actor: Actor,
    @Args('sourceId', { type: () => ID, description: 'The source.' }) sourceId: HarvestSourceId,
  ): Promise<HarvestPreviewType> {
    return toHarvestPreviewType(await this.service.preview(actor, sourceId));
  }

  @Mutation(() => HarvestRunType, { description: 'Has a source harvested now.' })
  startHarvest(
    @CurrentActor() actor: Actor,
    @Args('sourceId', { type: () => ID, description: 'The source.' }) sourceId: HarvestSourceId,
  ): Promise<HarvestRun> {
    return this.service.start(actor, sourceId);
  }

  @Mutation(() => HarvestSourceType, {
    description: 'Ends a source for good: what it brought is taken off the lists.',
  })
  endHarvestSource(
    @CurrentActor() actor: Actor,
    @Args('sourceId', { type: () => ID, description: 'The source.' }) sourceId: HarvestSourceId,
  ): Promise<HarvestSource> {
    return this.service.end(actor, sourceId);
  }

  @Query(() => HarvestSourcePageType, { description: 'A federation’s sources, newest first, for its members.' })
  harvestSources(@CurrentActor() actor: Actor, @Args() args: HarvestSourcesArgs): Promise<HarvestSourcePageType> {
    const federationId = args.federationId as FederationId;
    return idPage(args, (after, limit) => this.service.sources(actor, federationId, after, limit), asItIs());
  }

  @Query(() => HarvestRunPageType, { description: 'The runs of a source, newest first, for members.' })
  harvestRuns(@CurrentActor() actor: Actor, @Args() args: HarvestRunsArgs): Promise<HarvestRunPageType> {
    const sourceId = args.sourceId as HarvestSourceId;
    return idPage(args, (after, limit) => this.service.runs(actor, sourceId, after, limit), asItIs());
  }

  @Query(() => HarvestItemPageType, { description: 'What became of each entry in a run, oldest first, for members.' })
  harvestItems(@CurrentActor() actor: Actor, @Args() args: HarvestItemsArgs): Promise<HarvestItemPageType> {
    const runId = args.runId as HarvestRunId;
    return idPage(args, (after, limit) => this.service.items(actor, runId, after, limit), asItIs());
  }

  @Query(() => HarvestedDatasetPageType, {
    description:
      'Datasets of other catalogues, newest first: those of the caller’s federations, and of public sources.',
  })
  harvestedDatasets(
    @CurrentActor() actor: Actor,
    @Args() args: HarvestedDatasetsArgs,
  ): Promise<HarvestedDatasetPageType> {
    const { text, sourceId, federationId } = args;
    const filter = {
      ...{ text: text ?? undefined, sourceId: sourceId ?? undefined, federationId: federationId ?? undefined },
    };
    return idPage(args, (after, limit) => this.service.datasets(actor, filter, after, limit), asItIs());
  }
}
