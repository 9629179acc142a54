import { DatasetService } from '#catalogue';
import type { FederationId, OrganisationId } from '#kernel';
import { Viewers, type Actor } from '#policy';
import { Args, Query, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import { PageArgs } from '../shared/page';
import { CatalogueAsInput, SeenDatasetPageType, SeenDatasetType, toSeenDatasetType } from './catalogue-as.type';

@Resolver(() => SeenDatasetType)
export class CatalogueAsResolver {
  constructor(
    private readonly datasets: DatasetService,
    private readonly viewers: Viewers,
  ) {}

  @Query(() => SeenDatasetPageType, {
    description:
      'The catalogue as somebody else would see it: of the datasets you may see, those that they may, with what they may do.',
  })
  async catalogueAs(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'As whom.' }) input: CatalogueAsInput,
    @Args() page: PageArgs,
  ): Promise<SeenDatasetPageType> {
    const viewer = await this.viewers.actorAs(actor, {
      federationId: input.federationId as FederationId,
      as: input.as,
      organisationId: (input.organisationId ?? null) as OrganisationId | null,
    });
    return idPage(
      page,
      (after, limit) => this.datasets.pageAs(actor, viewer, { federationId: input.federationId }, { after, limit }),
      { idOf: ({ dataset: { id } }) => id, toItem: toSeenDatasetType },
    );
  }
}
