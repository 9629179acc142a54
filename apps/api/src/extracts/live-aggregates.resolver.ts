import { LiveAggregatesService } from '#extracts';
import type { DatasetId } from '#kernel';
import type { Actor } from '#policy';
import { Args, Int, Query, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { LIMITS } from '../shared/limits';
import { pageSizeInvalid } from '../shared/page';
import { LiveAggregatesInput, LiveAggregatesType, toLiveAggregatesType } from './live-aggregates.type';

@Resolver(() => LiveAggregatesType)
export class LiveAggregatesResolver {
  constructor(private readonly service: LiveAggregatesService) {}

  @Query(() => LiveAggregatesType, {
    description:
      'Numbers about a dataset, under the terms of the policies for queries of aggregates. At once where their table was made before; otherwise it is made now. Each answer is decided, and kept, like an extract.',
  })
  async liveAggregates(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'What to look up.' }) { datasetId, ...asked }: LiveAggregatesInput,
    @Args('first', { type: () => Int, defaultValue: 100, description: 'How many rows: 1 to 100.' }) first: number,
    @Args('skip', { type: () => Int, defaultValue: 0, description: 'How many to leave out.' }) skip: number,
  ): Promise<LiveAggregatesType> {
    if (first < 1 || first > LIMITS.pageSize || skip < 0) throw pageSizeInvalid();
    return toLiveAggregatesType(await this.service.ask(actor, datasetId as DatasetId, asked), { skip, first });
  }
}
