import {
  DUTY_ACTIONS,
  DUTY_SIDES,
  OBLIGATION_STATES,
  type DutyAction,
  type DutySide,
  type Evidence,
  type ObligationState,
  type OwedDuty,
  type SeenObligation,
} from '#extracts';
import { ArgsType, Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { PageArgs, pageOf } from '../shared/page';
import { upperEnum } from '../shared/upper-enum';

type DutyKind = OwedDuty['type'];
const DUTY_KINDS: readonly DutyKind[] = [
  ...(['cite', 'noReidentification', 'deleteAfter', 'shareResults', 'reportUse'] as const),
  'deleteRelease',
];

export const DutyKindEnum = upperEnum(DUTY_KINDS);
registerEnumType(DutyKindEnum, {
  name: 'DutyKind',
  description: 'What a grant obliges its holders to, or a recalled release those who have it.',
  valuesMap: {
    CITE: { description: 'To cite the source; it is never due.' },
    NO_REIDENTIFICATION: { description: 'To re-identify nobody; it is never due.' },
    DELETE_AFTER: {
      description:
        'To delete what was drawn, within so many days after the grant’s end: those that the policies leave, or the fewer that were asked for.',
    },
    SHARE_RESULTS: { description: 'To share the results, so many days after the grant’s end.' },
    REPORT_USE: { description: 'To report on the use, every so many days and at the grant’s end.' },
    DELETE_RELEASE: { description: 'To delete a release that rows were taken back from, within so many days.' },
  },
});
const ObligationStateEnum = upperEnum(OBLIGATION_STATES);
registerEnumType(ObligationStateEnum, {
  name: 'ObligationState',
  description: 'Where an obligation stands.',
  valuesMap: {
    STANDING: { description: 'Holds as long as the results do; never due.' },
    OPEN: { description: 'To be fulfilled by its due date.' },
    FULFILLED: { description: 'Evidence was given, and waits for a handler.' },
    ACCEPTED: { description: 'A handler accepted the evidence.' },
    REJECTED: { description: 'A handler rejected the evidence; due again.' },
    OVERDUE: { description: 'Its due date is over: the grant is not usable until evidence is given.' },
    LAPSED: { description: 'A report on a time that never came, because the grant ended before.' },
  },
});
const EvidenceOutcomeEnum = upperEnum(['accepted', 'rejected'] as const);
registerEnumType(EvidenceOutcomeEnum, { name: 'EvidenceOutcome', description: 'What was answered to evidence.' });
const DutyActionEnum = upperEnum(DUTY_ACTIONS);
registerEnumType(DutyActionEnum, { name: 'DutyAction', description: 'What somebody may do about an obligation.' });
const DutySideEnum = upperEnum(DUTY_SIDES);
registerEnumType(DutySideEnum, {
  name: 'DutySide',
  description: 'From which side somebody looks at duties.',
  valuesMap: {
    HOLDER: { description: 'Their own, by the grants that they hold.' },
    HANDLER: { description: 'Others’, as steward of a dataset’s publisher or as auditor of the federation.' },
  },
});

@ObjectType('Evidence', { description: 'What was shown for an obligation, and what was answered.' })
export class EvidenceType implements Omit<Evidence, 'obligationId' | 'givenBy'> {
  @Field(() => Int, { description: 'Which of those given, from 1.' })
  number: number;

  @Field(() => String, { description: 'In the holder’s words.' })
  text: string;

  @Field(() => String, { nullable: true, description: 'A link that begins with https://; null: none was given.' })
  url: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was given.' })
  givenAt: Date;

  @Field(() => EvidenceOutcomeEnum, { nullable: true, description: 'The answer; null: nobody has looked at it yet.' })
  outcome: Evidence['outcome'];

  @Field(() => String, { nullable: true, description: 'Why it was rejected; null: it was not.' })
  reason: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was answered; null: not yet.' })
  reviewedAt: Date | null;
}

@ObjectType('Obligation', {
  description:
    'What one grant obliges its holders to, once: any of them may fulfil it. Or to delete a recalled release, each for themselves.',
})
export class ObligationType {
  @Field(() => ID, { description: 'Names the obligation, for ever.' })
  id: string;

  @Field(() => ID, { nullable: true, description: 'The grant; null: it is about a recalled release.' })
  grantId: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The application that led to the grant; null: it is about a recalled release.',
  })
  applicationId: string | null;

  @Field(() => ID, { nullable: true, description: 'The extract whose release was recalled; null: it is of a grant.' })
  extractId: string | null;

  @Field(() => Int, { nullable: true, description: 'Which of the extract’s releases, from 1; null: it is of a grant.' })
  releaseNumber: number | null;

  @Field(() => ID, { description: 'The dataset.' })
  datasetId: string;

  @Field(() => DutyKindEnum, { description: 'What it obliges to.' })
  kind: DutyKind;

  @Field(() => Int, {
    nullable: true,
    description:
      'So many days after the grant’s end or the recall, or of reports, every so many days; null: it is never due.',
  })
  days: number | null;

  @Field(() => Int, { description: 'Which of several reports, from 1.' })
  number: number;

  @Field(() => ObligationStateEnum, { description: 'Where it stands at this moment.' })
  state: ObligationState;

  @Field(() => DateTimeScalar, { description: 'When it was taken on.' })
  since: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'The first moment at which it is overdue, a midnight in UTC; null: it is never due.',
  })
  dueAt: Date | null;

  @Field(() => [EvidenceType], { description: 'Everything that was shown for it, the rejected too, oldest first.' })
  evidence: readonly EvidenceType[];

  @Field(() => [DutyActionEnum], { description: 'What you may do about it now.' })
  actions: readonly DutyAction[];
}

@ObjectType('ObligationPage', { description: 'A page of obligations; what is due first, first.' })
export class ObligationPageType extends pageOf(ObligationType) {}

@ArgsType()
export class DutiesArgs extends PageArgs {
  @Field(() => DutySideEnum, { defaultValue: 'holder', description: 'Whose: your own, or those you look after.' })
  as: DutySide;

  @Field(() => Boolean, { defaultValue: false, description: 'Only what is open, rejected or overdue.' })
  toFulfil: boolean;
}

@InputType({ description: 'How an obligation was fulfilled.' })
export class GiveEvidenceInput {
  @Field(() => ID, { description: 'The obligation.' })
  obligationId: string;

  @Field(() => String, { description: 'What was done: 1 to 4,000 characters.' })
  text: string;

  @Field(() => String, { nullable: true, description: 'Where it can be seen: a link that begins with https://.' })
  url?: string | null;
}

@InputType({ description: 'Why evidence is not enough.' })
export class RejectEvidenceInput {
  @Field(() => ID, { description: 'The obligation.' })
  obligationId: string;

  @Field(() => String, { description: 'Why, so that the holders know what to do: 1 to 2,000 characters.' })
  reason: string;
}

export const toObligationType = ({ duty, ...obligation }: SeenObligation): ObligationType => ({
  ...obligation,
  kind: duty.type,
  days: daysOf(duty),
});

/** After the end or, of reports, between one and the next; null: it is never due. */
export const daysOf = (duty: OwedDuty): number | null =>
  'days' in duty ? duty.days : 'everyDays' in duty ? duty.everyDays : null;
