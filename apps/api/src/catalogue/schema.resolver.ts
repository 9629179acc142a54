import { SchemaService, type SchemaChange } from '#catalogue';
import type { DatasetId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { numberKey, pageRequest, toPage } from '../shared/page';
import { AmendSchemaInput, SchemaChangeType, SchemaVersionPageType, SchemaVersionType } from './schema.type';
import { DatasetVersionsArgs } from './version.resolver';

@Resolver(() => SchemaVersionType)
export class SchemaResolver {
  constructor(private readonly service: SchemaService) {}

  @Mutation(() => SchemaVersionType, {
    description:
      'Amends the schema of a dataset. Where there are rows, the next version of the dataset follows at once, without rows that cannot be read any more.',
  })
  async amendSchema(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The whole new schema, and why.' }) input: AmendSchemaInput,
  ): Promise<SchemaVersionType> {
    const { datasetId, schema, note, breaking, migration } = input;
    const amendment = { schema, note, breaking, migration: migration ?? null, datasetId: datasetId as DatasetId };
    return shown(await this.service.amend(actor, amendment));
  }

  @Query(() => SchemaVersionPageType, { description: 'The versions of a dataset’s schema, from the latest.' })
  async schemaVersions(
    @CurrentActor() actor: Actor,
    @Args() args: DatasetVersionsArgs,
  ): Promise<SchemaVersionPageType> {
    const { after, limit } = pageRequest(args, numberKey);
    const versions = await this.service.history(actor, args.datasetId as DatasetId, after, limit + 1);
    return toPage(versions, limit, { keyOf: ({ number }) => number, toItem: shown });
  }

  @Query(() => [SchemaChangeType], { description: 'What changed between two versions of a dataset’s schema.' })
  schemaDifference(
    @CurrentActor() actor: Actor,
    @Args('datasetId', { type: () => ID, description: 'The dataset.' }) id: DatasetId,
    @Args('from', { type: () => Int, description: 'The number of the one version.' }) from: number,
    @Args('to', { type: () => Int, description: 'The number of the other.' }) to: number,
  ): Promise<SchemaChange[]> {
    return this.service.difference(actor, id, from, to);
  }
}

const shown = ({ migration, ...version }: Awaited<ReturnType<SchemaService['amend']>>): SchemaVersionType => ({
  ...version,
  migration: migration && { note: migration.note, renamed: [...migration.renamed] },
});
