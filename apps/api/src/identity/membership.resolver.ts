import { Directory, type Federation, type Organisation } from '#identity';
import { missing, type FederationId, type OrganisationId } from '#kernel';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentRequest } from '../shared/current-actor';
import { loaderOf } from '../shared/loader';
import type { RequestContext } from '../shared/request-context';
import { MembershipType } from './identity.type';
import { FederationType, OrganisationType } from './organisation.type';

@Resolver(() => MembershipType)
export class MembershipResolver {
  private readonly organisations = (ids: readonly OrganisationId[]) => this.directory.organisations(ids);
  private readonly federationsOf = (ids: readonly FederationId[]) => this.directory.federations(ids);

  constructor(private readonly directory: Directory) {}

  @ResolveField(() => OrganisationType, { description: 'In which organisation.' })
  async organisation(
    @Parent() { membership: { organisationId } }: MembershipType,
    @CurrentRequest() request: RequestContext,
  ): Promise<Organisation> {
    const organisation = await loaderOf(request, this.organisations).load(organisationId);
    if (!organisation) throw missing('organisation', organisationId);
    return organisation;
  }

  @ResolveField(() => [FederationType], {
    description: 'The federations that the organisation is affiliated to today.',
  })
  async federations(
    @Parent() { membership: { federationIds } }: MembershipType,
    @CurrentRequest() request: RequestContext,
  ): Promise<Federation[]> {
    const loader = loaderOf(request, this.federationsOf);
    const federations = await Promise.all(federationIds.map((id) => loader.load(id)));
    return federations.filter((federation) => federation !== undefined);
  }
}
