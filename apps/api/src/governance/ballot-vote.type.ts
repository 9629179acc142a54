import { CommonsError } from '#kernel';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { upperEnum } from '../shared/upper-enum';
import { BallotType } from './ballot.type';

const CHOICES = ['yes', 'no', 'abstain', 'blank'] as const;
const ChoiceEnum = upperEnum(CHOICES);
registerEnumType(ChoiceEnum, {
  name: 'Choice',
  description: 'What a member votes.',
  valuesMap: {
    YES: { description: 'For the motion.' },
    NO: { description: 'Against it.' },
    ABSTAIN: { description: 'Neither; every ballot takes it.' },
    BLANK: { description: 'A blank paper; every ballot takes it.' },
  },
});

const oneMark = (given: readonly string[]) =>
  new CommonsError(
    'invalid',
    'BALLOT.ONE_MARK_NEEDED',
    'Say in one way how the paper is marked: send one of choice, option, options, scores and ranking, and no other.',
    { given },
  );

@InputType({
  description:
    'A vote: the ballot, and one of `choice`, `option`, `options`, `scores` and `ranking`, as its method takes it. Options are their places on the paper, from 0.',
})
export class CastVoteInput {
  @Field(() => ID, { description: 'The ballot.' })
  ballotId: string;

  @Field(() => ID, {
    nullable: true,
    description: 'For which member; null: the caller’s own vote, or that of the one member they represent.',
  })
  memberId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Hash of the text that was read: needed before the meeting; another one than the ballot’s is refused.',
  })
  textHash?: string | null;

  @Field(() => ChoiceEnum, { nullable: true, description: 'Yes or no on a motion; abstention or blank on any ballot.' })
  choice?: (typeof CHOICES)[number] | null;

  @Field(() => Int, { nullable: true, description: 'The option chosen: for CHOICE.' })
  option?: number | null;

  @Field(() => [Int], { nullable: true, description: 'The options approved of: for APPROVAL.' })
  options?: number[] | null;

  @Field(() => [Int], {
    nullable: 'itemsAndList',
    description: 'A score for each option, null where it is not scored: for SCORE.',
  })
  scores?: (number | null)[] | null;

  @Field(() => [[Int]], {
    nullable: true,
    description:
      'The options, best first, each in a list; with several in one, they are equal (SCHULZE only): for SCHULZE, INSTANT_RUNOFF and STV.',
  })
  ranking?: number[][] | null;
}

@ObjectType('CastVote', { description: 'A vote that is in.' })
export class CastVoteType {
  @Field(() => BallotType, { description: 'The ballot it is in.' })
  ballot: BallotType;

  @Field(() => String, {
    nullable: true,
    description:
      'Finds the own paper in the published list of a secret ballot. It is told this once and kept nowhere; null: the ballot is not secret.',
  })
  receipt: string | null;
}

/** The marks as the ballot's method reads them. @throws BALLOT.ONE_MARK_NEEDED */
export function toMarks({ choice, option, options, scores, ranking }: CastVoteInput): unknown {
  const marks = { choice, option, options, scores, ranking };
  const given = Object.entries(marks).filter(([, mark]) => mark !== undefined && mark !== null);
  const [one, another] = given;
  if (!one || another) throw oneMark(given.map(([name]) => name));
  const [name, mark] = one;
  return name === 'choice' ? mark : { [name]: mark };
}
