import {
  Directory,
  ProviderService,
  type Identity,
  type IdentityProvider,
  type Organisation,
  type ProviderId,
} from '#identity';
import { missing, type OrganisationId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor, CurrentIdentity, CurrentRequest } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import { loaderOf } from '../shared/loader';
import { PageArgs, type Page } from '../shared/page';
import type { RequestContext } from '../shared/request-context';
import {
  ChangeIdentityProviderInput,
  IdentityProviderPageType,
  IdentityProviderSettingsType,
  IdentityProviderType,
  RegisterIdentityProviderInput,
  toIdentityProviderType,
} from './identity-provider.type';
import { OrganisationType } from './organisation.type';

const WHICH = { type: () => ID, description: 'Which identity provider.' };

@Resolver(() => IdentityProviderType)
export class IdentityProviderResolver {
  private readonly organisations = (ids: readonly OrganisationId[]) => this.directory.organisations(ids);

  constructor(
    private readonly providers: ProviderService,
    private readonly directory: Directory,
  ) {}

  @Query(() => IdentityProviderPageType, {
    description:
      'Where one can sign in, newest first, for anybody; stewards also see those of their own that are disabled.',
  })
  identityProviders(@CurrentActor() actor: Actor, @Args() args: PageArgs): Promise<Page<IdentityProviderType>> {
    const load = (after: string | null, limit: number) => this.providers.list(actor.identity, { after, limit });
    return idPage(args, load, { idOf: ({ id }: IdentityProvider) => id, toItem: toIdentityProviderType });
  }

  @ResolveField(() => OrganisationType, { description: 'Whose people sign in through it.' })
  async organisation(
    @Parent() { provider: { organisationId } }: IdentityProviderType,
    @CurrentRequest() request: RequestContext,
  ): Promise<Organisation> {
    const organisation = await loaderOf(request, this.organisations).load(organisationId);
    if (!organisation) throw missing('organisation', organisationId);
    return organisation;
  }

  @ResolveField(() => IdentityProviderSettingsType, {
    nullable: true,
    description: 'How we know each other; null: you are none of the organisation’s stewards.',
  })
  settings(
    @Parent() { provider }: IdentityProviderType,
    @CurrentActor() { identity }: Actor,
  ): IdentityProviderSettingsType | null {
    if (!this.providers.shows(identity, provider)) return null;
    const { issuer, clientId, sealedSecret, scopes, rules, createdAt } = provider;
    const hasClientSecret = sealedSecret !== null;
    return { issuer, clientId, hasClientSecret, scopes, rules, createdAt, ...this.providers.addresses(provider.id) };
  }

  @Mutation(() => IdentityProviderType, {
    description: 'Lets people of your organisation sign in with accounts they have elsewhere. For its stewards.',
  })
  async registerIdentityProvider(
    @CurrentIdentity() by: Identity,
    @Args('input', { description: 'Which provider, and what its claims give.' }) input: RegisterIdentityProviderInput,
  ): Promise<IdentityProviderType> {
    const { organisationId, clientSecret = null, name, issuer, clientId, scopes, rules } = input;
    const asked = { name, issuer, clientId, clientSecret, scopes, rules };
    return toIdentityProviderType(
      await this.providers.register(by, { ...asked, organisationId: organisationId as OrganisationId }),
    );
  }

  @Mutation(() => IdentityProviderType, {
    description: 'Changes an identity provider of your organisation, for each sign-in from now on. For its stewards.',
  })
  async changeIdentityProvider(
    @CurrentIdentity() by: Identity,
    @Args('input', { description: 'Which provider, and what is to change.' }) input: ChangeIdentityProviderInput,
  ): Promise<IdentityProviderType> {
    const { id, clientSecret, ...rest } = input;
    const given = Object.fromEntries(
      Object.entries(rest).filter(([, value]: [string, unknown]) => value !== null && value !== undefined),
    );
    const change = clientSecret === undefined ? given : { ...given, clientSecret };
    return toIdentityProviderType(await this.providers.change(by, id as ProviderId, change));
  }

  @Mutation(() => IdentityProviderType, {
    description:
      'Lets nobody in through an identity provider any more, and ends its sessions and the roles it gave, at once. For its stewards.',
  })
  async disableIdentityProvider(
    @CurrentIdentity() by: Identity,
    @Args('id', WHICH) id: ProviderId,
  ): Promise<IdentityProviderType> {
    return toIdentityProviderType(await this.providers.disable(by, id));
  }

  @Mutation(() => IdentityProviderType, {
    description: 'Lets people in through an identity provider again. For its stewards.',
  })
  async enableIdentityProvider(
    @CurrentIdentity() by: Identity,
    @Args('id', WHICH) id: ProviderId,
  ): Promise<IdentityProviderType> {
    return toIdentityProviderType(await this.providers.enable(by, id));
  }
}
