import { ExtractService } from '#extracts';
import type { DatasetId, ExtractId } from '#kernel';
import { Config } from '#platform';
import type { Actor } from '#policy';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import { PageArgs } from '../shared/page';
import { ExtractPageType, ExtractType, RequestExtractInput, toExtractType } from './extract.type';

@Resolver(() => ExtractType)
export class ExtractResolver {
  constructor(
    private readonly service: ExtractService,
    private readonly config: Config,
  ) {}

  @Query(() => ExtractPageType, { description: 'The extracts the caller may see, newest first.' })
  extracts(
    @CurrentActor() actor: Actor,
    @Args() page: PageArgs,
    @Args('datasetId', { type: () => ID, nullable: true, description: 'Only those of this dataset.' })
    datasetId?: DatasetId | null,
  ): Promise<ExtractPageType> {
    return idPage(page, (after, limit) => this.service.page(actor, datasetId ?? null, after, limit), {
      idOf: ({ id }) => id,
      toItem: (extract) => toExtractType(extract, this.config.http.publicUrl),
    });
  }

  @Query(() => ExtractType, { description: 'One extract that the caller may see.' })
  async extract(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The request.' }) id: ExtractId,
  ): Promise<ExtractType> {
    return toExtractType(await this.service.read(actor, id), this.config.http.publicUrl);
  }

  @Mutation(() => ExtractType, { description: 'Requests aggregates; the policies in force decide at once.' })
  async requestExtract(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'What is asked for.' }) { datasetId, ...request }: RequestExtractInput,
  ): Promise<ExtractType> {
    const extract = await this.service.request(actor, datasetId as DatasetId, request);
    return toExtractType(extract, this.config.http.publicUrl);
  }
}
