import type {
  Agreement,
  ApplicationForm,
  CartItem,
  CoApplicant,
  Decision,
  LegalBasis,
  RejectionReason,
  SensitiveBasis,
} from '#extracts';
import type { Duty, DutyType as DutyKind, Purpose, UseAction } from '#policy';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { PolicyActionEnum } from '../policy/policy-action';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { DecisionOutcomeEnum, LegalBasisEnum, RejectionReasonEnum, SensitiveBasisEnum } from './application-enums';
import { daysOf, DutyKindEnum } from './duty.type';
import { PurposeEnum, RowScopeEnum } from './extract.type';
import { TermsType } from './terms.type';

@ObjectType('Project', { description: 'What data is wanted for.' })
export class ProjectType {
  @Field(() => String, { description: 'What it is called.' })
  title: string;

  @Field(() => String, { description: 'In a few paragraphs.' })
  summary: string;
}

@ObjectType('ApplicationForm', { description: 'What for, by which right, and how long what is drawn is kept.' })
export class ApplicationFormType implements ApplicationForm {
  @Field(() => PurposeEnum, { description: 'What for.' })
  purpose: Purpose;

  @Field(() => LegalBasisEnum, { description: 'What makes it lawful.' })
  legalBasis: LegalBasis;

  @Field(() => SensitiveBasisEnum, {
    nullable: true,
    description: 'What makes it lawful for special categories of personal data; null: none are asked for.',
  })
  sensitiveBasis: SensitiveBasis | null;

  @Field(() => ProjectType, { description: 'For which project.' })
  project: ProjectType;

  @Field(() => String, { description: 'Who pays for it, in words; empty: nobody.' })
  funding: string;

  @Field(() => Int, { description: 'How many days after the end of the grant what is drawn will be kept.' })
  retentionDays: number;

  @Field(() => String, { nullable: true, description: 'The first day of use, in UTC; null: as soon as may be.' })
  startsOn: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The last day of use, in UTC; null: as long as policies allow.',
  })
  endsOn: string | null;
}

/** One use of one dataset, of a federation that is known where it stands. */
@ObjectType({ isAbstract: true })
export class DatasetUseType {
  /** Resolved into `title`. */
  federationId: string;

  @Field(() => ID, { description: 'The dataset.' })
  datasetId: string;

  @Field(() => PolicyActionEnum, { description: 'What is done with it.' })
  action: UseAction;

  @Field(() => [String], { description: 'By which dimensions.' })
  dimensions: readonly string[];

  @Field(() => [String], { description: 'With which measures.' })
  measures: readonly string[];
}

@ObjectType('ApplicationItem', { description: 'One dataset of an application’s cart, and what is to be done with it.' })
export class ApplicationItemType extends DatasetUseType {}

@ObjectType('Duty', { description: 'What those who use data are obliged to.' })
export class DutyType {
  @Field(() => DutyKindEnum, { description: 'To what.' })
  kind: DutyKind;

  @Field(() => Int, {
    nullable: true,
    description: 'So many days after the end or, of reports, every so many days; null: it is never due.',
  })
  days: number | null;
}

@ObjectType('AgreedItem', { description: 'One use, under the terms and duties that are agreed on.' })
export class AgreedItemType extends DatasetUseType {
  @Field(() => TermsType, { description: 'How much must stand behind each number.' })
  terms: TermsType;

  @Field(() => RowScopeEnum, { nullable: true, description: 'Of whose rows; null: everybody’s.' })
  rows: 'own' | null;

  @Field(() => [DutyType], { description: 'What it obliges to.' })
  duties: readonly DutyType[];

  @Field(() => Int, { nullable: true, description: 'The longest that the right lasts; null: policies set no length.' })
  grantDays: number | null;

  @Field(() => String, { nullable: true, description: 'Its last day at most, in UTC; null: no day is set.' })
  until: string | null;
}

@ObjectType('Agreement', { description: 'What everybody who applies agrees to.' })
export class AgreementType {
  @Field(() => String, { description: 'SHA-256 of it, by which it is accepted.' })
  hash: string;

  @Field(() => PurposeEnum, { description: 'What for.' })
  purpose: Purpose;

  @Field(() => Int, { description: 'How many days after the end of the grant what is drawn is kept at most.' })
  retentionDays: number;

  @Field(() => [AgreedItemType], { description: 'Which uses of which datasets.' })
  items: readonly AgreedItemType[];
}

@ObjectType('Acceptance', { description: 'That somebody accepted terms.' })
export class AcceptanceType {
  @Field(() => String, {
    description: 'SHA-256 of the agreement; of another one than now, it does not count any more.',
  })
  hash: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  at: Date;
}

@ObjectType('CoApplicant', { description: 'Somebody who applies together with the applicant.' })
export class CoApplicantType {
  @Field(() => ID, { description: 'Who.' })
  personId: string;

  @Field(() => DateTimeScalar, { description: 'When they were asked.' })
  invitedAt: Date;

  @Field(() => AcceptanceType, { nullable: true, description: 'Which terms they accepted; null: none yet.' })
  acceptance: AcceptanceType | null;
}

@ObjectType('ApplicationDecision', { description: 'How an application came out.' })
export class ApplicationDecisionType implements Decision {
  @Field(() => DecisionOutcomeEnum, { description: 'Yes or no.' })
  outcome: Decision['outcome'];

  @Field(() => ID, { nullable: true, description: 'Who decided last; null: the policy itself, or a vote.' })
  decidedBy: Decision['decidedBy'];

  @Field(() => RejectionReasonEnum, { nullable: true, description: 'Why not; null: it was approved.' })
  reason: RejectionReason | null;

  @Field(() => String, { description: 'What was said with it; maybe nothing.' })
  note: string;

  @Field(() => Boolean, {
    description: 'Whether less was approved than was asked for: then its rights begin when that is accepted.',
  })
  changed: boolean;
}

/** @param federationId whose dataset it is of */
export const toUse = ({ datasetId, action, dimensions, measures }: CartItem, federationId: string) => ({
  ...{ federationId, datasetId, action, dimensions, measures },
});

export const toDuty = (duty: Duty): DutyType => ({ kind: duty.type, days: daysOf(duty) });

export const toAgreementType = (
  { items, ...agreement }: Agreement,
  hash: string,
  federationId: string,
): AgreementType => ({
  ...agreement,
  hash,
  items: items.map(({ terms, rows = null, duties, grantDays, until, ...use }) => ({
    ...toUse(use, federationId),
    ...{ terms, rows, grantDays, until, duties: duties.map(toDuty) },
  })),
});

export const toCoApplicantType = ({
  personId,
  invitedAt,
  acceptedAt: at,
  acceptedHash: hash,
}: CoApplicant): CoApplicantType => ({
  ...{ personId, invitedAt },
  acceptance: at !== null && hash !== null ? { at, hash } : null,
});
