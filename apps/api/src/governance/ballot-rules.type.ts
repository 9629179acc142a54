import { BASES, MATTERS, type Base, type BallotRules, type Share, type Threshold } from '#governance';
import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { upperEnum } from '../shared/upper-enum';

export const MatterEnum = upperEnum(MATTERS);
registerEnumType(MatterEnum, {
  name: 'Matter',
  description: 'What a resolution is about; the statute has rules for each.',
  valuesMap: {
    ACCESS_POLICY: { description: 'Who may do what with which data.' },
    STATUTE_CHANGE: { description: 'The rules of the body itself.' },
    ADMISSION: { description: 'New members.' },
    ELECTION: { description: 'Who holds an office.' },
    OTHER: { description: 'Anything else.' },
  },
});

export const BaseEnum = upperEnum(BASES);
registerEnumType(BaseEnum, {
  name: 'MajorityBase',
  description: 'Of what a majority is a share.',
  valuesMap: {
    ENTITLED: { description: 'All votes of the body.' },
    PRESENT: { description: 'The votes present or represented.' },
    CAST: { description: 'The votes cast, abstentions and blank papers among them.' },
    VALID: { description: 'The votes cast without the blank ones.' },
    YES_NO: { description: 'The votes for and against.' },
  },
});

export const ReachEnum = upperEnum<Threshold['reach']>(['atLeast', 'moreThan']);
registerEnumType(ReachEnum, {
  name: 'Reach',
  description: 'What votes must do to a share.',
  valuesMap: { AT_LEAST: { description: 'Reach it.' }, MORE_THAN: { description: 'Exceed it.' } },
});

const TieRuleEnum = upperEnum<BallotRules['ties']['rule']>(['rejects', 'chairDecides']);
registerEnumType(TieRuleEnum, {
  name: 'TieRule',
  description: 'What becomes of as many votes for as against.',
  valuesMap: {
    REJECTS: { description: 'The motion is not adopted.' },
    CHAIR_DECIDES: { description: 'It goes as the chair voted.' },
  },
});

const CAPPED = [
  'exchangeMember',
  'exchangeCategory',
  'financingCategory',
] as const satisfies readonly (keyof BallotRules['caps'])[];
const CappedEnum = upperEnum(CAPPED);
registerEnumType(CappedEnum, {
  name: 'Capped',
  description: 'Whose votes have a ceiling.',
  valuesMap: {
    EXCHANGE_MEMBER: { description: 'Each member whose votes are by mutual exchange.' },
    EXCHANGE_CATEGORY: { description: 'All members whose votes are by mutual exchange.' },
    FINANCING_CATEGORY: { description: 'All financing members.' },
  },
});

@ObjectType('Share', { description: 'An exact share: two thirds is part 2 of 3.' })
export class ShareType implements Share {
  @Field(() => Int, { description: 'How many parts, from 0.' })
  part: number;

  @Field(() => Int, { description: 'Of how many, from 1.' })
  of: number;
}

@ObjectType('Threshold', { description: 'What a number of votes must do to a share of their base.' })
export class ThresholdType implements Threshold {
  @Field(() => ShareType, { description: 'Of which share.' })
  share: ShareType;

  @Field(() => ReachEnum, { description: 'Whether reaching it is enough.' })
  reach: Threshold['reach'];
}

@ObjectType('Majority', { description: 'What a resolution takes.' })
class MajorityType extends ThresholdType {
  @Field(() => BaseEnum, { description: 'Of which votes it is a share.' })
  base: Base;
}

@ObjectType('Ties', { description: 'What the statute says of a tie.' })
class TiesType {
  @Field(() => TieRuleEnum, { description: 'What becomes of it.' })
  rule: BallotRules['ties']['rule'];

  @Field(() => String, { description: 'Where that stands.' })
  article: string;
}

@ObjectType('VoteCap', { description: 'A ceiling on votes, as a share of those present or represented.' })
class VoteCapType {
  @Field(() => CappedEnum, { description: 'On whose votes.' })
  on: (typeof CAPPED)[number];

  @Field(() => ShareType, { description: 'At most this share.' })
  share: ShareType;

  @Field(() => String, { description: 'Where that stands.' })
  article: string;
}

@ObjectType('BallotRules', { description: 'What decides a ballot, from the statute as it was at its opening.' })
export class BallotRulesType {
  @Field(() => Int, { description: 'Under the rules of which call: 1 or 2.' })
  call: 1 | 2;

  @Field(() => ThresholdType, {
    nullable: true,
    description: 'Share of all votes that must be present or represented; null: however many come.',
  })
  quorum: ThresholdType | null;

  @Field(() => MajorityType, { description: 'What adopts the motion.' })
  majority: MajorityType;

  @Field(() => String, { description: 'Where quorum and majority stand.' })
  article: string;

  @Field(() => TiesType, { description: 'What becomes of a tie.' })
  ties: TiesType;

  @Field(() => Boolean, { description: 'Whether votes may come from afar.' })
  remote: boolean;

  @Field(() => [VoteCapType], { description: 'Ceilings on votes; none: votes count in full.' })
  caps: VoteCapType[];
}

export const toBallotRulesType = ({ callNumber, call, ties, caps, remote }: BallotRules): BallotRulesType => ({
  call: callNumber,
  quorum: call.quorum,
  majority: call.majority,
  article: call.article,
  ties,
  remote,
  caps: CAPPED.flatMap((on) => {
    const cap = caps[on];
    return cap ? [{ on, ...cap }] : [];
  }),
});
