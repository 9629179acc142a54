import type { FederationId, OrganisationId } from '#kernel';
import { sentences, wordingHash, type Actor, type PolicyLanguage } from '#policy';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { PolicyLanguageEnum } from '../policy/policy-language';
import { PolicyNames } from '../policy/policy-names';
import { CurrentActor } from '../shared/current-actor';
import { ProposalType } from './proposal.type';

/** The policy that a proposal would bring into force, in more languages than those in which it is voted. */
@Resolver(() => ProposalType)
export class ProposalPolicyResolver {
  constructor(private readonly names: PolicyNames) {}

  @ResolveField(() => [String], {
    nullable: true,
    description:
      'The policy that it would bring into force, in sentences generated from its document; null: it enacts none. What is voted on are the sentences of the proposal itself.',
  })
  async policySentences(
    @CurrentActor() actor: Actor,
    @Parent() { motion, federationId, organisationId }: ProposalType,
    @Args('language', { type: () => PolicyLanguageEnum, description: 'In which language.' }) language: PolicyLanguage,
  ): Promise<string[] | null> {
    if (motion.kind !== 'enactPolicy') return null;
    const names = await this.names.of(actor, [motion.document, organisationId], federationId as FederationId);
    return sentences(motion.document, language, names, organisationId as OrganisationId | null);
  }

  @ResolveField(() => String, {
    nullable: true,
    description:
      'SHA-256 of the canonical JSON (RFC 8785) of the policy that it would bring into force, together with its sentences in every language, in which things stand under their ids; null: it enacts none.',
  })
  policyWordingHash(@Parent() { motion, organisationId }: ProposalType): string | null {
    return motion.kind === 'enactPolicy' ? wordingHash(motion.document, organisationId as OrganisationId | null) : null;
  }
}
