import { CATEGORIES, type Category, type ExclusionReason, type Roll } from '#governance';
import { Field, ID, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { GraphQLSafeInt } from 'graphql-scalars';
import { pageOf } from '../shared/page';
import { upperEnum } from '../shared/upper-enum';

export const CategoryEnum = upperEnum(CATEGORIES);
registerEnumType(CategoryEnum, {
  name: 'MemberCategory',
  description: 'Members whose votes are counted apart.',
  valuesMap: {
    ORDINARY: { description: 'All others.' },
    EXCHANGE: { description: 'Whose votes are by mutual exchange.' },
    FINANCING: { description: 'Who finance the body.' },
  },
});

const ExclusionReasonEnum = upperEnum<ExclusionReason>([
  ...(['tooNew', 'suspended', 'inArrears', 'noRepresentative', 'conflict'] as const),
]);
registerEnumType(ExclusionReasonEnum, {
  name: 'ExclusionReason',
  description: 'Why a member may not vote.',
  valuesMap: {
    TOO_NEW: { description: 'Not in the book for long enough.' },
    SUSPENDED: { description: 'Suspended.' },
    IN_ARREARS: { description: 'Owes what members owe.' },
    NO_REPRESENTATIVE: { description: 'An organisation that named nobody.' },
    CONFLICT: { description: 'Has an interest of their own.' },
  },
});

@ObjectType('Elector', { description: 'A member who may vote.' })
class ElectorType {
  @Field(() => ID, { description: 'The member: a person or an organisation.' })
  memberId: string;

  @Field(() => String, { nullable: true, description: 'What they are called; null: they are in no book any more.' })
  name: string | null;

  @Field(() => ID, { description: 'Who casts the vote.' })
  voterId: string;

  @Field(() => CategoryEnum, { description: 'Of which category.' })
  category: Category;

  @Field(() => Int, { description: 'How many votes, before ceilings.' })
  votes: number;

  @Field(() => ID, { nullable: true, description: 'Which body elected a delegate; null: it is none.' })
  sectionId: string | null;
}

@ObjectType('ElectorPage', { description: 'A page of members who may vote, by their ids.' })
export class ElectorPageType extends pageOf(ElectorType) {}

@ObjectType('Exclusion', { description: 'A member who may not vote.' })
class ExclusionType {
  @Field(() => ID, { description: 'The member: a person or an organisation.' })
  memberId: string;

  @Field(() => String, { nullable: true, description: 'What they are called; null: they are in no book any more.' })
  name: string | null;

  @Field(() => ExclusionReasonEnum, { description: 'Why not.' })
  reason: ExclusionReason;

  @Field(() => String, { description: 'Where the statute says so.' })
  article: string;
}

@ObjectType('ExclusionPage', { description: 'A page of members who may not vote, by their ids.' })
export class ExclusionPageType extends pageOf(ExclusionType) {}

@ObjectType('Electorate', { description: 'Who could vote in a body if a ballot were opened now.' })
export class ElectorateType {
  /** Resolved into `electors` and `excluded`. */
  roll: Roll;

  @Field(() => Int, { description: 'How many members the body has.' })
  members: number;

  @Field(() => Int, { description: 'How many of them may vote.' })
  entitled: number;

  @Field(() => GraphQLSafeInt, { description: 'The votes these have, before ceilings.' })
  votes: number;
}

export const toElectorateType = (roll: Roll): ElectorateType => ({
  roll,
  members: roll.members,
  entitled: roll.electors.length,
  votes: roll.electors.reduce((sum, { votes }) => sum + votes, 0),
});
