import { MicrodataService } from '#extracts';
import type { DatasetId } from '#kernel';
import { Config } from '#platform';
import type { Actor } from '#policy';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { ExtractType, toExtractType } from './extract.type';
import { RequestMicrodataInput } from './microdata-input.type';

@Resolver(() => ExtractType)
export class MicrodataResolver {
  constructor(
    private readonly service: MicrodataService,
    private readonly config: Config,
  ) {}

  @Mutation(() => ExtractType, {
    description:
      'Requests rows of others, one by one and made anonymous, for controlled use; the policies in force decide at once.',
  })
  async requestMicrodata(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'What is asked for.' }) { datasetId, ...request }: RequestMicrodataInput,
  ): Promise<ExtractType> {
    const extract = await this.service.request(actor, datasetId as DatasetId, request);
    return toExtractType(extract, this.config.http.publicUrl);
  }
}
