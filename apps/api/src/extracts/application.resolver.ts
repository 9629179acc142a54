import {
  ApplicationReader,
  ApplicationService,
  PartyService,
  SubmissionService,
  type ApplicationList,
} from '#extracts';
import type { ApplicationId, OrganisationId, PersonId } from '#kernel';
import type { Actor } from '#policy';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CurrentActor } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import { PageArgs } from '../shared/page';
import {
  AcceptApplicationTermsInput,
  InviteCoApplicantInput,
  RemoveCoApplicantInput,
  WithdrawApplicationInput,
} from './application-deed.type';
import { ApplicationListEnum } from './application-enums';
import { SaveApplicationInput, StartApplicationInput, toWritten } from './application-input.type';
import { ApplicationPageType, ApplicationType, listedApplication, shownApplication } from './application.type';

/** What people read of applications, and what those who apply do with theirs. */
@Resolver(() => ApplicationType)
export class ApplicationResolver {
  constructor(
    private readonly reader: ApplicationReader,
    private readonly service: ApplicationService,
    private readonly parties: PartyService,
    private readonly submissions: SubmissionService,
  ) {}

  @Query(() => ApplicationType, { description: 'One application that the caller has a part in.' })
  application(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The application.' }) id: ApplicationId,
  ): Promise<ApplicationType> {
    return shownApplication(this.reader, actor, id);
  }

  @Query(() => ApplicationPageType, { description: 'The caller’s own applications, or those that wait for them.' })
  applications(
    @CurrentActor() actor: Actor,
    @Args() page: PageArgs,
    @Args('list', { type: () => ApplicationListEnum, defaultValue: 'mine', description: 'Which.' })
    list: ApplicationList,
  ): Promise<ApplicationPageType> {
    return idPage(page, (after, limit) => this.reader.page(actor, list, after, limit), {
      idOf: ({ id }) => id,
      toItem: (application) => listedApplication(this.reader, actor, application),
    });
  }

  @Mutation(() => ApplicationType, { description: 'Starts an application as a draft that nobody else sees.' })
  async startApplication(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'What it says.' }) { organisationId, ...written }: StartApplicationInput,
  ): Promise<ApplicationType> {
    const { id } = await this.service.start(actor, organisationId as OrganisationId, toWritten(written));
    return shownApplication(this.reader, actor, id);
  }

  @Mutation(() => ApplicationType, { description: 'Replaces what a draft, or a returned application, says.' })
  async saveApplication(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'What it says now.' }) { applicationId, ...written }: SaveApplicationInput,
  ): Promise<ApplicationType> {
    const { id } = await this.service.save(actor, applicationId as ApplicationId, toWritten(written));
    return shownApplication(this.reader, actor, id);
  }

  @Mutation(() => ApplicationType, { description: 'Makes a new draft that says what this application says.' })
  async copyApplication(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The application.' }) of: ApplicationId,
  ): Promise<ApplicationType> {
    const { id } = await this.service.copyAsNew(actor, of);
    return shownApplication(this.reader, actor, id);
  }

  @Mutation(() => ApplicationType, {
    description: 'Puts an application before those who decide; the policies in force are asked first.',
  })
  async submitApplication(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The application.' }) id: ApplicationId,
  ): Promise<ApplicationType> {
    await this.submissions.submit(actor, id);
    return shownApplication(this.reader, actor, id);
  }

  @Mutation(() => ApplicationType, { description: 'Takes an application back before it is decided.' })
  async withdrawApplication(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Which, and why.' }) { applicationId, note }: WithdrawApplicationInput,
  ): Promise<ApplicationType> {
    const { id } = await this.service.withdraw(actor, applicationId as ApplicationId, note);
    return shownApplication(this.reader, actor, id);
  }

  @Mutation(() => ApplicationType, {
    description: 'Asks somebody of the applying organisation, or of the federation, to apply together.',
  })
  async inviteCoApplicant(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Whom.' }) { applicationId, personId }: InviteCoApplicantInput,
  ): Promise<ApplicationType> {
    const { id } = await this.parties.invite(actor, applicationId as ApplicationId, personId as PersonId);
    return shownApplication(this.reader, actor, id);
  }

  @Mutation(() => ApplicationType, { description: 'Takes an invitation back, or goes on without a co-applicant.' })
  async removeCoApplicant(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'Whom.' }) { applicationId, personId }: RemoveCoApplicantInput,
  ): Promise<ApplicationType> {
    const { id } = await this.parties.remove(actor, applicationId as ApplicationId, personId as PersonId);
    return shownApplication(this.reader, actor, id);
  }

  @Mutation(() => ApplicationType, {
    description:
      'Accepts the terms, for oneself. Where less was approved than was asked for, this begins the caller’s rights.',
  })
  async acceptApplicationTerms(
    @CurrentActor() actor: Actor,
    @Args('input', { description: 'What is accepted.' }) { applicationId, hash }: AcceptApplicationTermsInput,
  ): Promise<ApplicationType> {
    const { id } = await this.parties.acceptTerms(actor, applicationId as ApplicationId, hash);
    return shownApplication(this.reader, actor, id);
  }

  @Mutation(() => ApplicationType, {
    description:
      'Goes, as a co-applicant: out of its rights too, where it has any. What is asked of it here is all that is still told.',
  })
  async leaveApplication(
    @CurrentActor() actor: Actor,
    @Args('id', { type: () => ID, description: 'The application.' }) id: ApplicationId,
  ): Promise<ApplicationType> {
    return listedApplication(this.reader, actor, await this.parties.leave(actor, id));
  }
}
