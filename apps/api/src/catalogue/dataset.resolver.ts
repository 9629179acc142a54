import { DatasetService } from '#catalogue';
import { Directory, type Organisation } from '#identity';
import { missing, type DatasetId, type FederationId, type OrganisationId } from '#kernel';
import type { Actor } from '#policy';
import { Args, Context, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { OrganisationType } from '../identity/organisation.type';
import { CurrentActor } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import { loaderOf } from '../shared/loader';
import type { RequestContext } from '../shared/request-context';
import { DatasetPageType, DatasetsArgs, DatasetType, PublishDatasetInput, toDatasetType } from './dataset.type';

@Resolver(() => DatasetType)
export class DatasetResolver {
  private readonly organisations = (ids: readonly OrganisationId[]) => this.directory.organisations(ids);

  constructor(
    private readonly service: DatasetService,
    private readonly directory: Directory,
  ) {}

  @Query(() => DatasetPageType, { description: 'The datasets the caller may see, newest first.' })
  datasets(@CurrentActor() actor: Actor, @Args() args: DatasetsArgs): Promise<DatasetPageType> {
    const filter = {
      text: args.text ?? undefined,
      needCategory: args.needCategory ?? undefined,
      publisherId: args.publisherId ?? undefined,
    };
    return idPage(args, (after, limit) => this.service.page(actor, filter, after, limit), {
      idOf: ({ id }) => id,
      toItem: toDatasetType,
    });
  }

  @Query(() => DatasetType, { description: 'One dataset that the caller may see.' })
  async dataset(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The dataset.' }) id: DatasetId,
  ): Promise<DatasetType> {
    return toDatasetType(await this.service.read(actor, id));
  }

  @Mutation(() => DatasetType, { description: 'Enters a dataset into the catalogue, in the name of an organisation.' })
  async publishDataset(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The dataset.' }) input: PublishDatasetInput,
  ): Promise<DatasetType> {
    const { title, description, needCategory, accessRights, keywords, schema } = input;
    const draft = {
      ...{ title, description, needCategory, accessRights, keywords, schema },
      federationId: input.federationId as FederationId,
      publisherId: input.publisherId as OrganisationId,
    };
    return toDatasetType(await this.service.publish(actor, draft));
  }

  @ResolveField(() => OrganisationType, { description: 'The organisation that published it.' })
  async publisher(@Parent() { publisherId }: DatasetType, @Context() request: RequestContext): Promise<Organisation> {
    const organisation = await loaderOf(request, this.organisations).load(publisherId as OrganisationId);
    if (!organisation) throw missing('organisation', publisherId);
    return organisation;
  }
}
