import type { FederationId, OrganisationId, PolicyId } from '#kernel';
import { PolicyService, sentences, wordingHash, type Actor, type PolicyDocument, type PolicyLanguage } from '#policy';
import { Args, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import { PageArgs } from '../shared/page';
import { PolicyLanguageEnum } from './policy-language';
import { PolicyNames } from './policy-names';
import { PolicyPageType, PolicyType, toPolicyType } from './policy.type';

@Resolver(() => PolicyType)
export class PolicyResolver {
  constructor(
    private readonly service: PolicyService,
    private readonly names: PolicyNames,
  ) {}

  @Query(() => PolicyPageType, {
    description: 'The policies the caller may see, newest first, in their latest version.',
  })
  policies(@CurrentActor() actor: Actor, @Args() page: PageArgs): Promise<PolicyPageType> {
    return idPage(page, (after, limit) => this.service.page(actor, after, limit), {
      idOf: ({ policyId }) => policyId,
      toItem: toPolicyType,
    });
  }

  @Query(() => [PolicyType], { description: 'Every version of one policy, newest first.' })
  async policy(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The policy.' }) id: PolicyId,
  ): Promise<PolicyType[]> {
    return (await this.service.history(actor, id)).map(toPolicyType);
  }

  @ResolveField(() => [String], { description: 'The document in sentences, generated from what is enforced.' })
  async sentences(
    @CurrentActor() actor: Actor,
    @Parent() { document, federationId, organisationId }: PolicyType,
    @Args('language', { type: () => PolicyLanguageEnum, description: 'In which language.' }) language: PolicyLanguage,
  ): Promise<string[]> {
    const names = await this.names.of(actor, [document, organisationId], federationId as FederationId);
    return sentences(document as PolicyDocument, language, names, organisationId as OrganisationId | null);
  }

  @ResolveField(() => String, {
    description:
      'SHA-256 of the canonical JSON (RFC 8785) of the document together with its sentences in every language, in which things stand under their ids.',
  })
  wordingHash(@Parent() { document, organisationId }: PolicyType): string {
    return wordingHash(document as PolicyDocument, organisationId as OrganisationId | null);
  }
}
