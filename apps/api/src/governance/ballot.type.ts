import { CHOICES, type Ballot, type Choice, type Outcome } from '#governance';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { pageOf } from '../shared/page';
import { upperEnum } from '../shared/upper-enum';

const ChoiceEnum = upperEnum(CHOICES);
registerEnumType(ChoiceEnum, { name: 'Choice', description: 'What a member votes.' });
const OutcomeEnum = upperEnum<Outcome>(['adopted', 'rejected', 'inquorate']);
registerEnumType(OutcomeEnum, { name: 'Outcome', description: 'How a ballot ended; INQUORATE: too few took part.' });

@ObjectType('Share', { description: 'An exact share: two thirds is part 2 of 3.' })
export class ShareType {
  @Field(() => Int, { description: 'How many parts, from 0.' })
  part: number;

  @Field(() => Int, { description: 'Of how many, from 1.' })
  of: number;
}

@ObjectType('Rule', { description: 'By which the ballot is decided, from the statute as it was at opening.' })
export class RuleType {
  @Field(() => ShareType, { description: 'Share of the electorate that must take part.' })
  quorum: ShareType;

  @Field(() => ShareType, { description: 'Share of yes over yes and no that adopts; a tie rejects.' })
  majority: ShareType;
}

@ObjectType('Counts', { description: 'Votes, one a member.' })
export class CountsType {
  @Field(() => Int, { description: 'In favour.' })
  yes: number;

  @Field(() => Int, { description: 'Against.' })
  no: number;

  @Field(() => Int, { description: 'Abstentions: they count towards the quorum only.' })
  abstain: number;
}

@ObjectType('Ballot', { description: 'The vote of an assembly on one proposal.' })
export class BallotType {
  @Field(() => ID, { description: 'The ballot.' })
  id: string;

  @Field(() => ID, { description: 'The proposal that is voted on.' })
  proposalId: string;

  @Field(() => ID, { description: 'The federation whose assembly decides.' })
  federationId: string;

  @Field(() => RuleType, { description: 'By which it is decided.' })
  rule: RuleType;

  @Field(() => Int, { description: 'Members entitled to vote, fixed at opening.' })
  electorate: number;

  @Field(() => DateTimeScalar, { description: 'When it opened.' })
  opensAt: Date;

  @Field(() => DateTimeScalar, { description: 'From when on no vote is taken.' })
  closesAt: Date;

  @Field(() => OutcomeEnum, { nullable: true, description: 'How it ended; null: it is open.' })
  outcome: Outcome | null;

  @Field(() => CountsType, { nullable: true, description: 'The votes; null: it is open, and nobody knows.' })
  counts: CountsType | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was counted; null: it is open.' })
  closedAt: Date | null;
}

@ObjectType('BallotPage', { description: 'A page of ballots, newest first.' })
export class BallotPageType extends pageOf(BallotType) {}

@InputType({ description: 'A proposal to be voted on.' })
export class OpenBallotInput {
  @Field(() => ID, { description: 'The proposal.' })
  proposalId: string;

  @Field(() => DateTimeScalar, { description: 'When voting ends; the statute says how soon and how late that may be.' })
  closesAt: Date;
}

@InputType({ description: 'The caller’s vote.' })
export class CastVoteInput {
  @Field(() => ID, { description: 'The ballot.' })
  ballotId: string;

  @Field(() => ChoiceEnum, { description: 'The vote. Once cast it is final.' })
  choice: Choice;
}

export const toBallotType = ({ tally, ...ballot }: Ballot): BallotType => ({
  ...ballot,
  outcome: tally?.outcome ?? null,
  counts: tally?.counts ?? null,
});
