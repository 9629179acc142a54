import { VersionService } from '#catalogue';
import type { DatasetId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ArgsType, Field, ID, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { numberKey, PageArgs, pageOf, pageRequest, toPage } from '../shared/page';

@ObjectType('DatasetVersion', { description: 'A dataset as it was at one moment.' })
class DatasetVersionType {
  @Field(() => Int, { description: 'From 1, without gaps.' })
  number: number;

  @Field(() => Int, { description: 'The version of the schema that its rows are read as.' })
  schemaNumber: number;

  @Field(() => Int, { description: 'Organisations whose rows are in it still.' })
  contributors: number;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt: Date;
}

@ObjectType('DatasetVersionPage', { description: 'A page of versions, newest first.' })
export class DatasetVersionPageType extends pageOf(DatasetVersionType) {}

@ArgsType()
export class DatasetVersionsArgs extends PageArgs {
  @Field(() => ID, { description: 'The dataset.' })
  datasetId: string;
}

@Resolver(() => DatasetVersionType)
export class DatasetVersionResolver {
  constructor(private readonly service: VersionService) {}

  @Query(() => DatasetVersionPageType, { description: 'The versions of a dataset, newest first.' })
  async datasetVersions(
    @CurrentActor() actor: Actor,
    @Args() args: DatasetVersionsArgs,
  ): Promise<DatasetVersionPageType> {
    const { after, limit } = pageRequest(args, numberKey);
    const versions = await this.service.history(actor, args.datasetId as DatasetId, after, limit + 1);
    return toPage(versions, limit, { keyOf: ({ number }) => number, toItem: (version) => version });
  }
}
