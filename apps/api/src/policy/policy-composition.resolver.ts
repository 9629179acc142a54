import type { FederationId, OrganisationId } from '#kernel';
import { PolicyService, type Actor, type PolicyLanguage } from '#policy';
import { Args, ID, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { ComposedClauseType, PolicyCompositionType, toPolicyCompositionType } from './policy-composition.type';
import { PolicyLanguageEnum } from './policy-language';
import { PolicyNames } from './policy-names';

@Resolver(() => ComposedClauseType)
export class PolicyCompositionResolver {
  constructor(
    private readonly policies: PolicyService,
    private readonly names: PolicyNames,
  ) {}

  @Query(() => PolicyCompositionType, {
    description:
      'What the policies in force of a federation and of one of its organisations are together, clause by clause; for who may read all of them.',
  })
  async policyComposition(
    @CurrentActor() actor: Actor,
    @Args('federationId', { type: () => ID, description: 'The federation.' }) federationId: FederationId,
    @Args('organisationId', {
      type: () => ID,
      nullable: true,
      description: 'The organisation whose records it is about; left out: the federation’s policies alone.',
    })
    organisationId: OrganisationId | null,
  ): Promise<PolicyCompositionType> {
    return toPolicyCompositionType(
      await this.policies.composition(actor, federationId, organisationId ?? null, (policies) =>
        this.names.of(actor, policies, federationId),
      ),
    );
  }

  @ResolveField(() => String, { description: 'The clause in a sentence, generated from what is enforced.' })
  sentence(
    @Parent() { sentenceIn }: ComposedClauseType,
    @Args('language', { type: () => PolicyLanguageEnum, description: 'In which language.' }) language: PolicyLanguage,
  ): string {
    return sentenceIn[language];
  }
}
