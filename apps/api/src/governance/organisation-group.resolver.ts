import { OrganisationGroupService } from '#governance';
import { Directory, type Organisation, type OrganisationGroup, type OrganisationGroupId } from '#identity';
import type { FederationId, OrganisationId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { OrganisationType } from '../identity/organisation.type';
import { CurrentActor, CurrentRequest } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import { loaderOf } from '../shared/loader';
import { PageArgs } from '../shared/page';
import type { RequestContext } from '../shared/request-context';
import {
  OrganisationGroupPageType,
  OrganisationGroupType,
  RecordOrganisationGroupInput,
} from './organisation-group.type';

@Resolver(() => OrganisationGroupType)
export class OrganisationGroupResolver {
  private readonly organisationsOf = (ids: readonly OrganisationId[]) => this.directory.organisations(ids);

  constructor(
    private readonly service: OrganisationGroupService,
    private readonly directory: Directory,
  ) {}

  @Query(() => OrganisationGroupPageType, {
    description:
      'Which organisations of a federation of the caller’s count, or know, as one when tables are made; newest first, those that have ended too.',
  })
  organisationGroups(
    @CurrentActor() actor: Actor,
    @Args('federationId', { type: () => ID, description: 'The federation.' }) federationId: FederationId,
    @Args() page: PageArgs,
  ): Promise<OrganisationGroupPageType> {
    return idPage(page, (after, limit) => this.service.page(actor, federationId, after, limit), {
      idOf: ({ id }: OrganisationGroup) => id,
      toItem: (group): OrganisationGroupType => group,
    });
  }

  @ResolveField(() => [OrganisationType], { description: 'Who is in it.' })
  async organisations(
    @Parent() { organisationIds }: OrganisationGroupType,
    @CurrentRequest() request: RequestContext,
  ): Promise<Organisation[]> {
    const loader = loaderOf(request, this.organisationsOf);
    const organisations = await Promise.all(organisationIds.map((id) => loader.load(id)));
    return organisations.filter((organisation) => organisation !== undefined);
  }

  @Mutation(() => OrganisationGroupType, {
    description:
      'Enters into a federation’s book which of its organisations count, or know, as one; for chair and secretary. Refused: BODY.NOT_AN_OFFICER, ORGANISATIONGROUP.INVALID (fewer than two), ORGANISATIONGROUP.MEMBER_UNKNOWN (never in the book).',
  })
  recordOrganisationGroup(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The federation and the group.' })
    { federationId, kind, name, organisationIds }: RecordOrganisationGroupInput,
  ): Promise<OrganisationGroupType> {
    const draft = { kind, name, organisationIds: organisationIds as OrganisationId[] };
    return this.service.record(actor, federationId as FederationId, draft);
  }

  @Mutation(() => OrganisationGroupType, {
    description:
      'Ends a group for tables that are made from now on; for chair and secretary. Refused: BODY.NOT_AN_OFFICER, ORGANISATIONGROUP.MISSING.',
  })
  endOrganisationGroup(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'Which group.' }) id: OrganisationGroupId,
  ): Promise<OrganisationGroupType> {
    return this.service.end(actor, id);
  }
}
