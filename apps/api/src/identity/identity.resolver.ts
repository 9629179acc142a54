import { Directory, SessionService, SignInLinkService, type Identity, type Organisation } from '#identity';
import type { OrganisationId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CurrentActor, CurrentIdentity, CurrentRequest } from '../shared/current-actor';
import { bearerOf, type RequestContext } from '../shared/request-context';
import { IdentityType, toIdentityType } from './identity.type';
import { OrganisationType } from './organisation.type';

@Resolver(() => IdentityType)
export class IdentityResolver {
  constructor(
    private readonly links: SignInLinkService,
    private readonly sessions: SessionService,
    private readonly directory: Directory,
  ) {}

  @Query(() => IdentityType, { nullable: true, description: 'Who you are; null: the request carried no token.' })
  me(@CurrentActor() { identity }: Actor): IdentityType | null {
    return identity && toIdentityType(identity);
  }

  @Query(() => OrganisationType, { description: 'One organisation, to anyone who signed in.' })
  organisation(
    @CurrentIdentity() by: Identity,
    @Args('id', { type: () => ID, description: 'Which organisation.' }) id: OrganisationId,
  ): Promise<Organisation> {
    return this.directory.organisation(by, id);
  }

  @Mutation(() => String, {
    description:
      'Sends a sign-in link to the address, if somebody in the members’ book has it. The answer, the same in either case, says so.',
  })
  async requestSignIn(
    @Args('email', { type: () => String, description: 'Your e-mail address.' }) email: string,
  ): Promise<string> {
    await this.links.request(email);
    return 'If the members’ book has this address, a link is on its way. It works once, within 15 minutes.';
  }

  @Mutation(() => Boolean, { description: 'Ends the session whose token the request carries, at once. Always true.' })
  async signOut(@CurrentIdentity() by: Identity, @CurrentRequest() { req }: RequestContext): Promise<boolean> {
    await this.sessions.signOut(by, bearerOf(req) ?? '');
    return true;
  }
}
