import {
  ApplicationReader,
  PartyService,
  type ApplicationAction,
  type ApplicationEvent,
  type ApplicationRole,
} from '#extracts';
import { Directory, type Language } from '#identity';
import type { ApplicationId, OrganisationId } from '#kernel';
import { Config } from '#platform';
import type { Actor } from '#policy';
import { Args, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { OrganisationType } from '../identity/organisation.type';
import { CurrentActor, ReaderLanguage } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import { PageArgs } from '../shared/page';
import { ApplicationActionEnum, ApplicationRoleEnum } from './application-enums';
import { AgreementType, toAgreementType } from './application-form.type';
import {
  ApplicationDifferenceType,
  ApplicationEventPageType,
  ContributorConsentType,
  PublisherApprovalType,
  ReviewProgressType,
  ReviewType,
  toEventType,
  toUnmetType,
  UnmetRequirementType,
  UseVoteType,
} from './application-voice.type';
import { ApplicationType } from './application.type';
import { AccessDecisionType, toDecisionType } from './explanation.type';
import { GrantType, toGrantType } from './grant.type';

/** What an application is to its reader, and what was said and done about it. */
@Resolver(() => ApplicationType)
export class ApplicationFieldsResolver {
  constructor(
    private readonly reader: ApplicationReader,
    private readonly parties: PartyService,
    private readonly directory: Directory,
    private readonly config: Config,
  ) {}

  @ResolveField(() => OrganisationType, { nullable: true, description: 'In whose name it is made; null: gone.' })
  async organisation(@Parent() { organisationId }: ApplicationType): Promise<OrganisationType | null> {
    const [organisation] = await this.directory.organisations([organisationId as OrganisationId]);
    return organisation ?? null;
  }

  @ResolveField(() => [ApplicationRoleEnum], { description: 'What the caller is to it.' })
  async roles(@Parent() { view }: ApplicationType): Promise<readonly ApplicationRole[]> {
    return (await view()).roles;
  }

  @ResolveField(() => [ApplicationActionEnum], {
    description: 'What the caller may do with it now; what would be refused as things stand is left out.',
  })
  async possibleActions(@Parent() { view }: ApplicationType): Promise<readonly ApplicationAction[]> {
    return (await view()).actions;
  }

  @ResolveField(() => [UnmetRequirementType], {
    description: 'What is missing before it can be approved; nothing unless it is submitted.',
  })
  async unmet(
    @Parent() { view }: ApplicationType,
    @ReaderLanguage() language: Language,
  ): Promise<UnmetRequirementType[]> {
    return (await view()).unmet.map((unmet) => toUnmetType(unmet, language));
  }

  @ResolveField(() => [ReviewType], {
    description: 'To those who handle or audit it, once all who were asked have answered; to a reviewer, the own one.',
  })
  async reviews(@Parent() { view }: ApplicationType): Promise<readonly ReviewType[]> {
    return (await view()).reviews;
  }

  @ResolveField(() => ReviewProgressType, {
    nullable: true,
    description: 'How far the reviews are; null: the caller neither handles nor audits it.',
  })
  async reviewProgress(@Parent() { view }: ApplicationType): Promise<ReviewProgressType | null> {
    return (await view()).reviewers;
  }

  @ResolveField(() => [ContributorConsentType], {
    description: 'To those who handle or audit it, all; to stewards of contributors, their own.',
  })
  async consents(@Parent() { view }: ApplicationType): Promise<readonly ContributorConsentType[]> {
    return (await view()).consents;
  }

  @ResolveField(() => [PublisherApprovalType], { description: 'Which publishers have said yes so far.' })
  async approvals(@Parent() { view }: ApplicationType): Promise<readonly PublisherApprovalType[]> {
    return (await view()).approvals;
  }

  @ResolveField(() => [UseVoteType], { description: 'The votes that it has part in.' })
  async votes(@Parent() { view }: ApplicationType): Promise<readonly UseVoteType[]> {
    return (await view()).votes;
  }

  @ResolveField(() => [GrantType], { description: 'The rights that came of it.' })
  async grants(@Parent() { view }: ApplicationType): Promise<GrantType[]> {
    return (await view()).grants.map((grant) => toGrantType(grant, this.config.http.publicUrl));
  }

  @ResolveField(() => AgreementType, {
    nullable: true,
    description:
      'What everybody who applies agrees to: of a draft, by the policies of this moment; of what was approved, as it was. null, with an error: policies do not allow what the draft asks for.',
  })
  async agreement(
    @CurrentActor() actor: Actor,
    @Parent() { id, federationId }: ApplicationType,
  ): Promise<AgreementType> {
    const { agreement, hash } = await this.parties.agreement(actor, id as ApplicationId);
    return toAgreementType(agreement, hash, federationId);
  }

  @ResolveField(() => [ApplicationDifferenceType], { description: 'What changed between two revisions.' })
  differences(
    @CurrentActor() actor: Actor,
    @Parent() { id }: ApplicationType,
    @Args('from', { type: () => Int, description: 'The one before, from 1.' }) from: number,
    @Args('to', { type: () => Int, description: 'The one after.' }) to: number,
  ): Promise<ApplicationDifferenceType[]> {
    return this.reader.differences(actor, id as ApplicationId, [from, to]);
  }

  @ResolveField(() => ApplicationEventPageType, {
    description: 'Everything that happened to it as far as the caller is shown it, refusals included, oldest first.',
  })
  async history(
    @CurrentActor() actor: Actor,
    @Parent() { id }: ApplicationType,
    @Args() page: PageArgs,
    @ReaderLanguage() language: Language,
  ): Promise<ApplicationEventPageType> {
    const events = await this.reader.history(actor, id as ApplicationId);
    return eventPage(page, events, language);
  }

  @ResolveField(() => ApplicationEventPageType, { description: 'What was said about it, oldest first.' })
  async remarks(
    @CurrentActor() actor: Actor,
    @Parent() { id }: ApplicationType,
    @Args() page: PageArgs,
    @ReaderLanguage() language: Language,
  ): Promise<ApplicationEventPageType> {
    const events = await this.reader.history(actor, id as ApplicationId);
    const remarks = events.filter(({ kind }) => kind === 'remarked');
    return eventPage(page, remarks, language);
  }

  @ResolveField(() => [AccessDecisionType], {
    description: 'What the policies said of it each time they were asked, and why, oldest first.',
  })
  async decisions(@CurrentActor() actor: Actor, @Parent() { id }: ApplicationType): Promise<AccessDecisionType[]> {
    return (await this.reader.explained(actor, id as ApplicationId)).map(toDecisionType);
  }
}

const eventPage = (page: PageArgs, events: readonly ApplicationEvent[], language: Language) =>
  idPage(
    page,
    (after, limit) => {
      const start = events.findIndex(({ id }) => id === after) + 1;
      return Promise.resolve(events.slice(start, start + limit));
    },
    { idOf: ({ id }) => id, toItem: (event) => toEventType(event, language) },
  );
