import type {
  ApplicationEvent,
  Consent,
  Difference,
  EventKind,
  PublisherApproval,
  Requirement,
  Review,
  ToldRefusal,
  Unmet,
  Verdict,
  VoteBucket,
  VoteOutcome,
} from '#extracts';
import type { Language } from '#identity';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { GraphQLJSONObject } from 'graphql-scalars';
import { inLanguage, problemIn } from '../errors-in-italian/sentences';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { pageOf } from '../shared/page';
import {
  ApplicationEventEnum,
  AudienceEnum,
  ConsentAnswerEnum,
  RequirementEnum,
  UseVoteOutcomeEnum,
  VerdictEnum,
} from './application-enums';

@ObjectType('Requirement', { description: 'Somebody who has to say yes before an application is approved.' })
export class RequirementType {
  @Field(() => RequirementEnum, { description: 'Who.' })
  kind: Requirement['type'];

  @Field(() => Int, { nullable: true, description: 'How many reviewers; null: it is not for reviewers.' })
  count: number | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Which body votes; null: the federation’s own, or it is not for a vote.',
  })
  bodyId: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The dataset whose contributors have to consent; null: it is not for them.',
  })
  datasetId: string | null;
}

@ObjectType('UnmetRequirement', { description: 'What is missing before an application can be approved.' })
export class UnmetRequirementType {
  @Field(() => RequirementType, { description: 'Who has to say yes.' })
  requirement: RequirementType;

  @Field(() => String, { description: 'What is missing, in the language of whoever reads it.' })
  why: string;
}

@ObjectType('Review', { description: 'What one reviewer answered about the present revision.' })
export class ReviewType implements Review {
  @Field(() => ID, { description: 'Who.' })
  reviewerId: Review['reviewerId'];

  @Field(() => VerdictEnum, { nullable: true, description: 'For or against; null: not answered yet.' })
  verdict: Verdict | null;

  @Field(() => String, { description: 'Why; maybe nothing.' })
  note: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When; null: not answered yet.' })
  at: Date | null;
}

@ObjectType('ReviewProgress', { description: 'How far the reviews of the present revision are.' })
export class ReviewProgressType {
  @Field(() => Int, { description: 'How many were asked.' })
  asked: number;

  @Field(() => Int, { description: 'How many have answered; when all have, the reviews are opened.' })
  answered: number;
}

@ObjectType('ContributorConsent', { description: 'What one contributor answered about the present revision.' })
export class ContributorConsentType implements Consent {
  @Field(() => ID, { description: 'Of which dataset.' })
  datasetId: Consent['datasetId'];

  @Field(() => ID, { description: 'Which contributor.' })
  organisationId: Consent['organisationId'];

  @Field(() => ConsentAnswerEnum, { nullable: true, description: 'The answer; null: not answered yet.' })
  answer: Consent['answer'];
}

@ObjectType('PublisherApproval', { description: 'One publisher’s yes, about its own datasets.' })
export class PublisherApprovalType {
  @Field(() => ID, { description: 'Which publisher.' })
  publisherId: PublisherApproval['publisherId'];

  @Field(() => ID, { description: 'Who said so in its name.' })
  by: PublisherApproval['by'];

  @Field(() => DateTimeScalar, { description: 'When.' })
  at: Date;
}

@ObjectType('UseVote', { description: 'A body’s vote on a use, which all requests of equal use share.' })
export class UseVoteType {
  @Field(() => ID, { description: 'The proposal that is voted on.' })
  proposalId: VoteBucket['proposalId'];

  @Field(() => DateTimeScalar, { description: 'Since when it is before the members.' })
  openedAt: Date;

  @Field(() => UseVoteOutcomeEnum, { nullable: true, description: 'How it came out; null: it was not counted yet.' })
  outcome: VoteOutcome | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was counted; null: not yet.' })
  settledAt: Date | null;
}

@ObjectType('ApplicationEvent', { description: 'Something that happened to an application.' })
export class ApplicationEventType {
  @Field(() => ID, { description: 'Names the event.' })
  id: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  at: Date;

  @Field(() => Int, { description: 'To which revision; 0: before it was first submitted.' })
  revision: number;

  @Field(() => String, {
    nullable: true,
    description:
      'Who did it: a person, or what acted for nobody; null: a reviewer, as long as reviews are blind, or, to those who neither handle nor audit it, whoever’s deed ended a grant.',
  })
  actorId: string | null;

  @Field(() => ApplicationEventEnum, { description: 'What happened.' })
  kind: EventKind;

  @Field(() => String, { description: 'What was said with it; maybe nothing.' })
  note: string;

  @Field(() => AudienceEnum, { description: 'Who is shown it.' })
  audience: ApplicationEvent['visibility'];

  @Field(() => GraphQLJSONObject, { description: 'What else there is to it, by the kind of event.' })
  facts: ApplicationEvent['facts'];
}

@ObjectType('ApplicationEventPage', { description: 'A page of what happened, oldest first.' })
export class ApplicationEventPageType extends pageOf(ApplicationEventType) {}

@ObjectType('ApplicationDifference', { description: 'One place where two revisions differ, for highlighting.' })
export class ApplicationDifferenceType implements Difference {
  @Field(() => String, {
    description: 'Which: form.purpose, items.<dataset>.<action>.dimensions, coApplicants, and so on.',
  })
  path: string;

  @Field(() => String, { nullable: true, description: 'What it said before, lists as JSON; null: it was not there.' })
  before: string | null;

  @Field(() => String, { nullable: true, description: 'What it says after; null: it is not there.' })
  after: string | null;
}

export const toRequirementType = (requirement: Requirement): RequirementType => ({
  kind: requirement.type,
  count: requirement.type === 'reviewers' ? requirement.count : null,
  bodyId: requirement.type === 'vote' ? requirement.bodyId : null,
  datasetId: requirement.type === 'consent' ? requirement.datasetId : null,
});

export const toUnmetType = ({ requirement, why }: Unmet, language: Language): UnmetRequirementType => ({
  requirement: toRequirementType(requirement),
  why: problemIn(language, why),
});

/** What somebody said stays as it is; why it was refused is said to each reader in their language. */
export function toEventType({ visibility, ...event }: ApplicationEvent, language: Language): ApplicationEventType {
  const shown = { ...event, audience: visibility };
  if (event.kind !== 'refused') return shown;
  const { details, ...facts } = event.facts as RefusedFacts;
  return { ...shown, facts, note: inLanguage(language, { ...facts, message: event.note, details }) };
}

type RefusedFacts = Pick<ToldRefusal, 'code' | 'details'>;
