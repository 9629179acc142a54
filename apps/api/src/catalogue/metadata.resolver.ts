import { MetadataService, NO_METADATA, type DatasetMetadata, type EntryChanges, type MetadataDraft } from '#catalogue';
import { Directory } from '#identity';
import type { DatasetId } from '#kernel';
import type { Actor } from '#policy';
import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor, CurrentRequest } from '../shared/current-actor';
import { loaderOf } from '../shared/loader';
import type { RequestContext } from '../shared/request-context';
import { DatasetType } from './dataset.type';
import { DatasetMetadataType, UpdateDatasetInput, type DatasetMetadataInput } from './metadata.type';
import { shownAgain } from './with-publishers';

@Resolver(() => DatasetType)
export class MetadataResolver {
  private readonly metadataOf = async (ids: readonly DatasetId[], request: RequestContext) => {
    const metadata = await this.service.of(await request.actor(), ids);
    return ids.map((id) => metadata.get(id));
  };

  constructor(
    private readonly service: MetadataService,
    private readonly directory: Directory,
  ) {}

  @Mutation(() => DatasetType, { description: 'Corrects the entry of a dataset, in the name of its publisher.' })
  async updateDataset(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which one, and what changes.' }) input: UpdateDatasetInput,
  ): Promise<DatasetType> {
    const { datasetId, metadata, ...entry } = input;
    const changes: EntryChanges = { ...present(entry), ...(metadata && { metadata: draftOf(metadata) }) };
    return shownAgain(this.directory, await this.service.update(actor, datasetId as DatasetId, changes));
  }

  @ResolveField('metadata', () => DatasetMetadataType, {
    nullable: true,
    description: 'What other catalogues are told of it; null: no policy lets you read it.',
  })
  async metadata(
    @Parent() { id }: DatasetType,
    @CurrentRequest() request: RequestContext,
  ): Promise<DatasetMetadata | null> {
    return (await loaderOf(request, this.metadataOf).load(id as DatasetId)) ?? null;
  }
}

/** An entry always has its texts: null changes nothing. */
const present = <T extends object>(entry: T): { [K in keyof T]?: NonNullable<T[K]> } =>
  Object.fromEntries(Object.entries(entry).filter(([, value]) => value != null)) as never;

/** What is told no longer is as if it had never been told. */
const draftOf = (input: DatasetMetadataInput): Partial<MetadataDraft> =>
  Object.fromEntries(
    Object.entries(whole(input))
      .filter(([name, value]) => value !== undefined && name in NO_METADATA)
      .map(([name, value]) => [name, (value as unknown) ?? NO_METADATA[name as keyof MetadataDraft]]),
  );

/** What is left out of a place or of a period is not there. */
const whole = ({ spatial, temporal, ...rest }: DatasetMetadataInput) => ({
  ...rest,
  spatial: spatial && spatial.map(({ label, uri, code }) => ({ label, uri: uri ?? null, code: code ?? null })),
  temporal: temporal && { start: temporal.start ?? null, end: temporal.end ?? null },
});
