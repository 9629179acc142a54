import type { Language } from '#identity';
import type { FederationId, OrganisationId, PolicyVersionId } from '#kernel';
import { OdrlService, sentences, type Actor, type PolicyDocument, type PolicyLanguage } from '#policy';
import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { GraphQLJSONObject } from 'graphql-scalars';
import { ProposalType } from '../governance/proposal.type';
import { CurrentActor, ReaderLanguage } from '../shared/current-actor';
import { OdrlImportInput, OdrlImportType, toOdrlImportType, toOdrlText } from './odrl.type';
import { PolicyLanguageEnum } from './policy-language';
import { PolicyNames } from './policy-names';
import { PolicyType } from './policy.type';

@Resolver(() => OdrlImportType)
export class OdrlResolver {
  constructor(
    private readonly service: OdrlService,
    private readonly names: PolicyNames,
  ) {}

  @Query(() => OdrlImportType, {
    description: 'Reads a policy of ODRL 2.2 for its author to propose, or names all in it that cannot be said here.',
  })
  async odrlImport(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The text, and what its names stand for.' }) input: OdrlImportInput,
    @ReaderLanguage() language: Language,
  ): Promise<OdrlImportType> {
    const text = toOdrlText(input);
    return toOdrlImportType(await this.service.import(actor, text), text, language);
  }

  @ResolveField(() => [String], { description: 'The document in sentences, generated from what would be enforced.' })
  async sentences(
    @CurrentActor() actor: Actor,
    @Parent() { document, federationId, organisationId }: OdrlImportType,
    @Args('language', { type: () => PolicyLanguageEnum, description: 'In which language.' }) language: PolicyLanguage,
  ): Promise<string[]> {
    const names = await this.names.of(actor, [document, organisationId], federationId);
    return sentences(document, language, names, organisationId);
  }
}

@Resolver(() => PolicyType)
export class PolicyOdrlResolver {
  constructor(private readonly service: OdrlService) {}

  @ResolveField(() => GraphQLJSONObject, {
    description: 'The version as an odrl:Set in JSON-LD; also at /policies/<versionId>.jsonld.',
  })
  odrl(@Parent() { versionId, document, enactedAt, federationId, organisationId }: PolicyType): object {
    return this.service.setOf({
      id: versionId as PolicyVersionId,
      document: document as PolicyDocument,
      enactedAt,
      federationId: federationId as FederationId,
      organisationId: organisationId as OrganisationId | null,
    });
  }
}

@Resolver(() => ProposalType)
export class ProposalOdrlResolver {
  constructor(private readonly service: OdrlService) {}

  @ResolveField(() => GraphQLJSONObject, {
    nullable: true,
    description: 'The policy that it would bring into force, as an odrl:Offer in JSON-LD; null: it enacts none.',
  })
  odrl(@Parent() { motion, federationId, organisationId }: ProposalType): object | null {
    if (motion.kind !== 'enactPolicy') return null;
    return this.service.offerOf(motion.document, {
      federationId: federationId as FederationId,
      organisationId: organisationId as OrganisationId | null,
    });
  }
}
