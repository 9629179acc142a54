import type { CitationLanguage } from '#catalogue';
import { CertificateService } from '#extracts';
import type { ExtractId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Mutation, Resolver } from '@nestjs/graphql';
import { CitationLanguageEnum } from '../catalogue/citation.type';
import { CurrentActor } from '../shared/current-actor';
import { CertificateVerdictType, toVerdictType } from './certificate.type';

@Resolver(() => CertificateVerdictType)
export class CertificateResolver {
  constructor(private readonly service: CertificateService) {}

  @Mutation(() => CertificateVerdictType, {
    description:
      'Counts the rows of an extract’s latest release again and checks its proof in exact arithmetic, for stewards of the publisher and auditors of the federation who did not ask for it. That it was checked is recorded.',
  })
  async verifyCertificate(
    @CurrentActor() actor: Actor,
    @Args('extractId', { type: () => ID, description: 'The extract.' }) id: ExtractId,
    @Args('language', { type: () => CitationLanguageEnum, defaultValue: 'it', description: 'Of the sentence.' })
    language: CitationLanguage,
  ): Promise<CertificateVerdictType> {
    return toVerdictType(await this.service.verify(actor, id), language);
  }
}
