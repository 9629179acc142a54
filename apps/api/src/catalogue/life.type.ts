import { APPROVALS, type Approval } from '#catalogue';
import { Field, ID, InputType, Int, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { upperEnum } from '../shared/upper-enum';

export const ApprovalEnum = upperEnum(APPROVALS);
registerEnumType(ApprovalEnum, {
  name: 'Approval',
  description: 'Who looks at a checked contribution before it becomes part of the next version.',
});

@InputType({ description: 'How a dataset is kept; left out: as it was.' })
export class KeepDatasetInput {
  @Field(() => ID, { description: 'Which one; the caller is a steward of its publisher.' })
  datasetId: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Until then nothing is drawn out of it, though it can be found; null: no embargo.',
  })
  availableFrom?: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Whole months after which rows are destroyed, 1 to 1,200, from when their file arrived; null: never.',
  })
  retentionMonths?: number | null;

  @Field(() => ApprovalEnum, { nullable: true, description: 'Who looks at each contribution.' })
  approvalNeeded?: Approval | null;
}

@InputType({ description: 'Tells people to use something else.' })
export class DeprecateDatasetInput {
  @Field(() => ID, { description: 'Which one; the caller is a steward of its publisher.' })
  datasetId: string;

  @Field(() => String, { description: 'Why: 3 to 2,000 characters.' })
  reason: string;

  @Field(() => ID, { nullable: true, description: 'The dataset to use instead; left out: there is none.' })
  replacedBy?: string | null;
}
