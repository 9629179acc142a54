import type { AccessDecision, AccessExplanation, Occasion, ToldRefusal } from '#extracts';
import { OCCASIONS } from '#extracts';
import type { Action, DecidingClause, DecisionRule, Purpose } from '#policy';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { PolicyActionEnum } from '../policy/policy-action';
import { EffectEnum, LevelEnum } from '../policy/policy-composition.type';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { upperEnum } from '../shared/upper-enum';
import { PurposeEnum, RowScopeEnum } from './extract.type';
import { MicrodataTermsType } from './terms.type';

export const SUBJECTS = ['dataset', 'policy', 'ballot', 'extract', 'contribution'] as const;
export type AskedSubject = (typeof SUBJECTS)[number];
const SubjectEnum = upperEnum<AskedSubject>(SUBJECTS);
registerEnumType(SubjectEnum, { name: 'PolicySubject', description: 'What policies are about.' });

const OUTCOMES = ['allowed', 'refused', 'onApplication'] as const;
const OutcomeEnum = upperEnum<AccessExplanation['outcome']>(OUTCOMES);
registerEnumType(OutcomeEnum, {
  name: 'AccessOutcome',
  description: 'What the policies in force answer.',
  valuesMap: {
    ALLOWED: { description: 'Yes, by the rule itself.' },
    REFUSED: { description: 'No.' },
    ON_APPLICATION: { description: 'Yes, if those say yes whom the rule asks.' },
  },
});

const OccasionEnum = upperEnum<Occasion>(OCCASIONS);
registerEnumType(OccasionEnum, {
  name: 'DecisionOccasion',
  description: 'What was being done when a decision was made.',
});

@ObjectType('Adoption', { description: 'By which vote a policy came into force.' })
export class AdoptionType {
  @Field(() => ID, { description: 'The ballot that adopted it.' })
  resolution: string;

  @Field(() => ID, { description: 'The body that decided.' })
  bodyId: string;

  @Field(() => Int, { description: 'The version of the body’s statute that it was decided under, from 1.' })
  statuteNumber: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was counted; null: it was not yet.' })
  closedAt: Date | null;
}

@ObjectType('DecidingClause', { description: 'A clause of a policy that decided something.' })
export class DecidingClauseType {
  @Field(() => LevelEnum, { description: 'Who decided it.' })
  level: DecidingClause['level'];

  @Field(() => ID, { description: 'The policy, through all its versions.' })
  policyId: string;

  @Field(() => ID, { description: 'The version that decided.' })
  versionId: string;

  @Field(() => Int, { description: 'Number of that version, from 1.' })
  number: number;

  @Field(() => String, { description: 'SHA-256 of the document, as it was voted on.' })
  hash: string;

  @Field(() => String, { description: 'Title of the policy.' })
  title: string;

  @Field(() => String, { description: 'Where in the document, as permissions/0.' })
  address: string;

  @Field(() => EffectEnum, { description: 'Whether it permits or forbids.' })
  effect: DecidingClause['effect'];

  @Field(() => String, { nullable: true, description: 'The last day of the policy, in UTC; null: it has none.' })
  lastDay: string | null;

  @Field(() => ID, { nullable: true, description: 'The ballot that adopted it; null: founded with the federation.' })
  resolution: string | null;
}

@ObjectType('NearestUse', { description: 'The nearest use that would be granted.' })
export class NearestUseType {
  @Field(() => [PurposeEnum], { description: 'For one of these purposes.' })
  purposes: readonly Purpose[];

  @Field(() => [String], { description: 'By these dimensions.' })
  dimensions: readonly string[];

  @Field(() => [String], { description: 'With these measures.' })
  measures: readonly string[];
}

@ObjectType('AccessRefusal', { description: 'Why not.' })
export class AccessRefusalType implements ToldRefusal {
  @Field(() => String, { description: 'As a stable code.' })
  code: string;

  /** For what is resolved of it: the sentence in the language of whoever reads it. */
  message: string;
  details?: ToldRefusal['details'];
}

@ObjectType('DecisionNeeded', { description: 'Somebody who has to say yes to a request.' })
export class DecisionNeededType {
  @Field(() => String, { description: 'reviewers, vote or consent.' })
  type: string;

  @Field(() => Int, { nullable: true, description: 'How many reviewers; null: it is not for reviewers.' })
  count: number | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Which body votes; null: the federation’s own, or it is not for a vote.',
  })
  bodyId: string | null;
}

@ObjectType('RecordsExplanation', {
  description: 'What the policies say of rows of others, one by one and made anonymous; a grant may be stricter yet.',
})
export class RecordsExplanationType {
  @Field(() => MicrodataTermsType, { nullable: true, description: 'Under which terms; null: they would not leave.' })
  terms: MicrodataTermsType | null;

  @Field(() => AccessRefusalType, { nullable: true, description: 'Why not; null: they might leave.' })
  refusal: AccessRefusalType | null;
}

@ObjectType('AccessExplanation', {
  description: 'Why somebody may or may not do something, by the very rules that decide.',
})
export class AccessExplanationType {
  @Field(() => ID, { nullable: true, description: 'Whom it is about; null: anybody.' })
  personId: string | null;

  @Field(() => PolicyActionEnum, { description: 'What would be done.' })
  action: Action;

  @Field(() => OutcomeEnum, { description: 'The answer.' })
  outcome: AccessExplanation['outcome'];

  @Field(() => Int, { description: 'Names the state of all policies that answered.' })
  policyRevision: number;

  @Field(() => [DecidingClauseType], {
    description:
      'What permits it or, if it is refused, forbids it; none: no policy speaks of it, or no vote is needed.',
  })
  clauses: readonly DecidingClauseType[];

  @Field(() => String, {
    nullable: true,
    description: 'The last day of what allows it, in UTC; null: without end, or it is refused.',
  })
  until: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The grant by which it is allowed; null: none is needed, or there is none.',
  })
  grantId: string | null;

  @Field(() => [DecisionNeededType], { description: 'Who has to say yes besides.' })
  requires: readonly DecisionNeededType[];

  @Field(() => RowScopeEnum, { nullable: true, description: 'Of whose rows; null: everybody’s, or it is refused.' })
  rows: 'own' | null;

  @Field(() => AccessRefusalType, {
    nullable: true,
    description: 'Why not; null: it is not refused.',
  })
  refusal: AccessRefusalType | null;

  @Field(() => NearestUseType, {
    nullable: true,
    description: 'The nearest use that would be granted; null: there is none.',
  })
  alternative: NearestUseType | null;

  @Field(() => RecordsExplanationType, {
    nullable: true,
    description: 'The same of rows of others, for `EXPORT_RECORDS` of named columns; null: something else was asked.',
  })
  records: RecordsExplanationType | null;

  @Field(() => [PolicyActionEnum], { description: 'What else this person may do with it.' })
  instead: readonly Action[];
}

@ObjectType('AccessDecision', { description: 'One decision about a use of a dataset, kept with what decided it.' })
export class AccessDecisionType {
  @Field(() => ID, { description: 'Names the decision.' })
  id: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  at: Date;

  @Field(() => OccasionEnum, { description: 'What was being done.' })
  occasion: Occasion;

  @Field(() => Boolean, { description: 'Whether it was granted.' })
  granted: boolean;

  @Field(() => String, { nullable: true, description: 'Why not, as a stable code; null: it was granted.' })
  code: string | null;

  @Field(() => Int, { description: 'Names the state of all policies that decided.' })
  policyRevision: number;

  @Field(() => [DecidingClauseType], { description: 'What permitted it or, if it was refused, forbade it.' })
  clauses: readonly DecidingClauseType[];

  @Field(() => String, {
    nullable: true,
    description: 'The last day of what granted it, in UTC; null: without end, or refused.',
  })
  until: string | null;

  @Field(() => NearestUseType, {
    nullable: true,
    description: 'The nearest that would have been granted; null: nothing.',
  })
  alternative: NearestUseType | null;
}

@InputType({ description: 'Whether somebody may do something.' })
export class ExplainAccessInput {
  @Field(() => SubjectEnum, { description: 'What it would be done with.' })
  subject: AskedSubject;

  @Field(() => ID, { description: 'Which one.' })
  id: string;

  @Field(() => PolicyActionEnum, { description: 'What would be done.' })
  action: Action;

  @Field(() => ID, {
    nullable: true,
    description: 'Whom it is about; left out: you. Of others only who answers for the dataset, or audits, is told.',
  })
  personId?: string | null;

  @Field(() => PurposeEnum, { nullable: true, description: 'What a use would be for; left out: any use at all.' })
  purpose?: Purpose | null;

  @Field(() => [String], { defaultValue: [], description: 'By which dimensions.' })
  dimensions: string[];

  @Field(() => [String], {
    defaultValue: [],
    description: 'With which measures; their means and quantiles are explained like their sums.',
  })
  measures: string[];
}

export const toExplanationType = ({ requires, ...explanation }: AccessExplanation): AccessExplanationType => ({
  ...explanation,
  requires: requires.map(toDecisionNeeded),
});

const toDecisionNeeded = (rule: DecisionRule): DecisionNeededType => ({
  type: rule.type,
  count: rule.type === 'reviewers' ? rule.count : null,
  bodyId: rule.type === 'vote' ? (rule.body ?? null) : null,
});

export const toDecisionType = (decision: AccessDecision): AccessDecisionType => decision;
