import {
  ApplicationReader,
  ApplicationService,
  ConsentService,
  PeerReviewService,
  type ConsentAnswer,
} from '#extracts';
import type { ApplicationId, DatasetId } from '#kernel';
import type { Actor } from '#policy';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import {
  GiveConsentInput,
  RefuseConsentInput,
  RemarkOnApplicationInput,
  ReviewApplicationInput,
} from './application-deed.type';
import { ApplicationType, shownApplication } from './application.type';

/** What those who are asked, or have a part in it, say about an application. */
@Resolver(() => ApplicationType)
export class ApplicationVoiceResolver {
  constructor(
    private readonly reader: ApplicationReader,
    private readonly service: ApplicationService,
    private readonly reviews: PeerReviewService,
    private readonly consents: ConsentService,
  ) {}

  @Mutation(() => ApplicationType, { description: 'Says something about an application.' })
  async remarkOnApplication(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'What, and to whom.' }) { applicationId, text, audience }: RemarkOnApplicationInput,
  ): Promise<ApplicationType> {
    const { id } = await this.service.remark(actor, applicationId as ApplicationId, text, audience);
    return shownApplication(this.reader, actor, id);
  }

  @Mutation(() => ApplicationType, {
    description: 'Says, as a reviewer, whether one is for it: once for each revision, without knowing of the others.',
  })
  async reviewApplication(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'The review.' }) { applicationId, ...said }: ReviewApplicationInput,
  ): Promise<ApplicationType> {
    const { id } = await this.reviews.answer(actor, applicationId as ApplicationId, said);
    return shownApplication(this.reader, actor, id);
  }

  @Mutation(() => ApplicationType, {
    description: 'Consents in the name of every contributor that was asked and that the caller is a steward of.',
  })
  giveConsent(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'To what.' }) input: GiveConsentInput,
  ): Promise<ApplicationType> {
    return this.answer(actor, input, 'given');
  }

  @Mutation(() => ApplicationType, {
    description:
      'Refuses consent, likewise; once it was approved this takes consent back, and ends rights to that dataset.',
  })
  refuseConsent(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'To what, and why.' }) input: RefuseConsentInput,
  ): Promise<ApplicationType> {
    return this.answer(actor, input, 'refused');
  }

  private async answer(by: Actor, input: GiveConsentInput, answer: ConsentAnswer['answer']): Promise<ApplicationType> {
    const { applicationId, datasetId, note } = input;
    const said = { datasetId: datasetId as DatasetId, answer, note };
    const { id } = await this.consents.answer(by, applicationId as ApplicationId, said);
    return shownApplication(this.reader, by, id);
  }
}
