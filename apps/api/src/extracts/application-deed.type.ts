import type { RejectionReason, Verdict } from '#extracts';
import { Field, ID, InputType } from '@nestjs/graphql';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { RejectionReasonEnum, RemarkAudienceEnum, VerdictEnum } from './application-enums';
import { ApplicationChangeInput } from './application-input.type';

@InputType({ isAbstract: true })
class AboutApplicationInput {
  @Field(() => ID, { description: 'The application.' })
  applicationId: string;
}

@InputType({ isAbstract: true })
class WithPersonInput extends AboutApplicationInput {
  @Field(() => ID, { description: 'Who.' })
  personId: string;
}

@InputType({ description: 'Somebody to apply together with.' })
export class InviteCoApplicantInput extends WithPersonInput {}

@InputType({ description: 'Somebody to go on without.' })
export class RemoveCoApplicantInput extends WithPersonInput {}

@InputType({ description: 'Somebody who is to review.' })
export class InviteReviewerInput extends WithPersonInput {}

@InputType({ description: 'A reviewer to go on without, who has not answered.' })
export class RemoveReviewerInput extends WithPersonInput {}

@InputType({ description: 'What is accepted.' })
export class AcceptApplicationTermsInput extends AboutApplicationInput {
  @Field(() => String, { description: 'The hash of the agreement that was read.' })
  hash: string;
}

@InputType({ description: 'An application to take back.' })
export class WithdrawApplicationInput extends AboutApplicationInput {
  @Field(() => String, { defaultValue: '', description: 'Why: at most 5,000 characters.' })
  note: string;
}

@InputType({ description: 'An application to give back.' })
export class ReturnApplicationInput extends AboutApplicationInput {
  @Field(() => String, { description: 'What should be changed: 1 to 5,000 characters.' })
  note: string;
}

@InputType({ description: 'Something to say about an application.' })
export class RemarkOnApplicationInput extends AboutApplicationInput {
  @Field(() => String, { description: 'What: 1 to 5,000 characters.' })
  text: string;

  @Field(() => RemarkAudienceEnum, {
    defaultValue: 'public',
    description: 'To whom; what those who apply say is for everybody who may read it.',
  })
  audience: 'public' | 'handlers';
}

@InputType({ description: 'A review.' })
export class ReviewApplicationInput extends AboutApplicationInput {
  @Field(() => VerdictEnum, { description: 'For or against.' })
  verdict: Verdict;

  @Field(() => String, { defaultValue: '', description: 'Why: at most 5,000 characters.' })
  note: string;
}

@InputType({ description: 'A use to put to the vote.' })
export class PutApplicationToVoteInput extends AboutApplicationInput {
  @Field(() => ID, { nullable: true, description: 'Which body votes; left out: the federation’s own assembly.' })
  bodyId?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When the vote ends; left out: the proposal waits to be put on an assembly’s agenda.',
  })
  closesAt?: Date | null;
}

@InputType({ description: 'An application to approve.' })
export class ApproveApplicationInput extends AboutApplicationInput {
  @Field(() => String, { defaultValue: '', description: 'What is said with it: at most 5,000 characters.' })
  note: string;

  @Field(() => [ApplicationChangeInput], {
    defaultValue: [],
    description: 'What is approved less than was asked for; none: all of it is approved.',
  })
  changes: ApplicationChangeInput[];
}

@InputType({ description: 'An application to reject.' })
export class RejectApplicationInput extends AboutApplicationInput {
  @Field(() => RejectionReasonEnum, { description: 'Why, as a term that is counted.' })
  reason: RejectionReason;

  @Field(() => String, { description: 'Why, in words: 1 to 5,000 characters.' })
  note: string;
}

@InputType({ description: 'An application to close.' })
export class CloseApplicationInput extends AboutApplicationInput {
  @Field(() => String, { defaultValue: '', description: 'Why: at most 5,000 characters.' })
  note: string;
}

@InputType({ isAbstract: true })
class BlockInput extends AboutApplicationInput {
  @Field(() => String, { description: 'Why: 1 to 5,000 characters.' })
  note: string;

  @Field(() => [ID], { nullable: true, description: 'Whom of those who apply it concerns; left out: all of them.' })
  personIds?: string[] | null;
}

@InputType({ description: 'An application to revoke.' })
export class RevokeApplicationInput extends BlockInput {}

@InputType({ description: 'Who may have rights to the datasets of a revoked application again.' })
export class LiftBlockInput extends BlockInput {}

@InputType({ isAbstract: true })
class AnswerInput extends AboutApplicationInput {
  @Field(() => ID, { description: 'Of which dataset.' })
  datasetId: string;

  @Field(() => String, { defaultValue: '', description: 'Why: at most 5,000 characters.' })
  note: string;
}

@InputType({ description: 'Consent to the use of the own rows.' })
export class GiveConsentInput extends AnswerInput {}

@InputType({ description: 'A no to the use of the own rows.' })
export class RefuseConsentInput extends AnswerInput {}
