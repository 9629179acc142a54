import type { Accountability, Count } from '#extracts';
import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType('TermCount', { description: 'How many there are of something.' })
class CountType implements Count<string> {
  @Field(() => String, { description: 'Of what: a stable term or code.' })
  term: string;

  @Field(() => Int, { description: 'How many.' })
  count: number;
}

@ObjectType('ExtractAccount', { description: 'How requests for extracts came out.' })
class ExtractAccountType {
  @Field(() => Int, { description: 'All of them.' })
  total: number;

  @Field(() => [CountType], { description: 'By where they stand: granted, refused, released, failed.' })
  outcomes: readonly CountType[];

  @Field(() => [CountType], { description: 'Why not, by code.' })
  reasons: readonly CountType[];

  @Field(() => [CountType], { description: 'By purpose.' })
  purposes: readonly CountType[];
}

@ObjectType('ApplicationAccount', { description: 'How applications for access came out.' })
class ApplicationAccountType {
  @Field(() => Int, { description: 'All that were ever submitted.' })
  total: number;

  @Field(() => [CountType], { description: 'By where they stand: submitted, returned, approved, rejected, and so on.' })
  outcomes: readonly CountType[];

  @Field(() => [CountType], { description: 'Why they were rejected, by reason.' })
  reasons: readonly CountType[];

  @Field(() => [CountType], { description: 'By purpose.' })
  purposes: readonly CountType[];

  @Field(() => Int, {
    nullable: true,
    description: 'Whole hours from the first submission to the decision, the median; null: none was decided.',
  })
  medianHours: number | null;
}

@ObjectType('GrantAccount', { description: 'What became of grants.' })
class GrantAccountType {
  @Field(() => Int, { description: 'That hold at this moment.' })
  live: number;

  @Field(() => Int, { description: 'That have not begun yet.' })
  toCome: number;

  @Field(() => [CountType], { description: 'That ended, by why.' })
  ends: readonly CountType[];
}

@ObjectType('DutyAccount', { description: 'What became of the duties that came with grants.' })
class DutyAccountType {
  @Field(() => Int, { description: 'To be fulfilled, and not overdue.' })
  toFulfil: number;

  @Field(() => Int, { description: 'Overdue at this moment.' })
  overdue: number;

  @Field(() => Int, { description: 'Fulfilled, and accepted.' })
  accepted: number;
}

@ObjectType('Accountability', {
  description: 'What was asked of a dataset and what came of it, in numbers: no names, no people, no free text.',
})
export class AccountabilityType implements Accountability {
  @Field(() => ExtractAccountType, { description: 'Requests for extracts.' })
  extracts: Accountability['extracts'];

  @Field(() => ApplicationAccountType, { description: 'Applications for access.' })
  applications: Accountability['applications'];

  @Field(() => GrantAccountType, { description: 'Grants.' })
  grants: Accountability['grants'];

  @Field(() => DutyAccountType, { description: 'Duties.' })
  duties: Accountability['duties'];
}
