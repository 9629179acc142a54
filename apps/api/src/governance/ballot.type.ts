import type { Ballot, Matter, Outcome } from '#governance';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { GraphQLSafeInt } from 'graphql-scalars';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { pageOf } from '../shared/page';
import { upperEnum } from '../shared/upper-enum';
import { MethodType, toMethodType } from './ballot-method.type';
import { CountsType, OutcomeEnum, ResultType, toCountsType, toResultType } from './ballot-result.type';
import { BallotRulesType, MatterEnum, toBallotRulesType } from './ballot-rules.type';

const SecrecyEnum = upperEnum<Ballot['secrecy']>(['open', 'secret']);
registerEnumType(SecrecyEnum, {
  name: 'Secrecy',
  description: 'Whether the record says who voted what.',
  valuesMap: {
    OPEN: { description: 'It does, once the ballot is counted.' },
    SECRET: { description: 'Nothing joins a member to a paper.' },
  },
});
const BallotStateEnum = upperEnum<Ballot['state']>(['announced', 'open', 'closed']);
registerEnumType(BallotStateEnum, {
  name: 'BallotState',
  description: 'Where a ballot stands.',
  valuesMap: {
    ANNOUNCED: { description: 'On the agenda of an assembly; where the statute allows, votes from afar are taken.' },
    OPEN: { description: 'It takes votes.' },
    CLOSED: { description: 'It is counted.' },
  },
});

@ObjectType('Ballot', {
  description:
    'One vote of a body on one proposal. Until it is counted nobody learns how it stands, nor who took part.',
})
export class BallotType {
  @Field(() => ID, { description: 'The ballot.' })
  id: string;

  @Field(() => ID, { description: 'The proposal that is voted on.' })
  proposalId: string;

  @Field(() => ID, { description: 'The body that decides.' })
  bodyId: string;

  @Field(() => ID, { description: 'The federation it belongs to.' })
  federationId: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The organisation that decides for itself; null: it is a matter of the federation.',
  })
  organisationId: string | null;

  @Field(() => Int, { description: 'From 1: a second call or a runoff is another round on the same proposal.' })
  round: number;

  @Field(() => MatterEnum, { description: 'What it is about.' })
  matter: Matter;

  @Field(() => String, { description: 'Hash of the text that is voted on, as the proposal has it.' })
  textHash: string;

  @Field(() => Int, { description: 'The version of the statute that decides.' })
  statuteNumber: number;

  @Field(() => BallotRulesType, { description: 'By which it is decided.' })
  rules: BallotRulesType;

  @Field(() => MethodType, { description: 'How it is counted.' })
  method: MethodType;

  @Field(() => [String], { description: 'What stands on the paper, in its order; nothing for yes and no.' })
  options: readonly string[];

  @Field(() => SecrecyEnum, { description: 'Whether it is secret.' })
  secrecy: Ballot['secrecy'];

  @Field(() => BallotStateEnum, { description: 'Where it stands.' })
  state: Ballot['state'];

  @Field(() => ID, { nullable: true, description: 'In which assembly; null: outside of any.' })
  assemblyId: string | null;

  @Field(() => ID, { nullable: true, description: 'On which item of its agenda; null: outside of any.' })
  itemId: string | null;

  @Field(() => Int, { description: 'Members entitled to vote, fixed at opening.' })
  electorate: number;

  @Field(() => GraphQLSafeInt, { description: 'The votes they have, before ceilings.' })
  votes: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it opened; null: it has not yet.' })
  opensAt: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'From when on no vote is taken; null: it has not opened yet.',
  })
  closesAt: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was counted; null: it is not.' })
  closedAt: Date | null;

  @Field(() => ResultType, { nullable: true, description: 'What it decided, and why; null: it is not counted.' })
  result: ResultType | null;

  @Field(() => OutcomeEnum, { nullable: true, description: 'How it ended, in short; null: it is not counted.' })
  outcome: Outcome | null;

  @Field(() => CountsType, {
    nullable: true,
    description:
      'The votes on a motion, in short; null: it is not counted, it is a choice among options, or ceilings cut votes into fractions (see `result.count`).',
  })
  counts: CountsType | null;
}

@ObjectType('Participant', {
  description: 'A member who took part in a ballot, themselves or by somebody who voted for them.',
})
class ParticipantType {
  @Field(() => ID, { description: 'The member: a person, or an organisation that is a member itself.' })
  memberId: string;
}

@ObjectType('ParticipantPage', { description: 'A page of those who took part, by their ids.' })
export class ParticipantPageType extends pageOf(ParticipantType) {}

@ObjectType('BallotPage', { description: 'A page of ballots, newest first.' })
export class BallotPageType extends pageOf(BallotType) {}

@InputType({ description: 'A proposal to be voted on.' })
export class OpenBallotInput {
  @Field(() => ID, { description: 'The proposal.' })
  proposalId: string;

  @Field(() => DateTimeScalar, { description: 'When voting ends; the statute says how soon and how late that may be.' })
  closesAt: Date;
}

@InputType({ description: 'Another end for a ballot.' })
export class RescheduleBallotInput {
  @Field(() => ID, { description: 'The ballot.' })
  ballotId: string;

  @Field(() => DateTimeScalar, { description: 'When voting ends; the statute says how soon and how late that may be.' })
  closesAt: Date;
}

export const toBallotType = ({ rules, method, result, ...ballot }: Ballot): BallotType => ({
  ...ballot,
  rules: toBallotRulesType(rules),
  method: toMethodType(method),
  result: result && toResultType(result, ballot.options),
  outcome: result?.verdict.outcome ?? null,
  counts: result && toCountsType(result),
});
