import { OUTCOMES, type Base, type Count, type OptionCount, type Outcome, type Result, type Test } from '#governance';
import { createUnionType, Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { upperEnum } from '../shared/upper-enum';
import { BaseEnum, ReachEnum } from './ballot-rules.type';
import { SentencesType, SentenceType } from './proposal.type';

export const OutcomeEnum = upperEnum(OUTCOMES);
registerEnumType(OutcomeEnum, {
  name: 'Outcome',
  description: 'How a ballot ended.',
  valuesMap: {
    ADOPTED: { description: 'The motion is adopted, and done.' },
    REJECTED: { description: 'It has not the majority.' },
    INQUORATE: { description: 'Too few took part.' },
    ELECTED: { description: 'Options won.' },
    RUNOFF: { description: 'No option has the majority: the leading ones go to another ballot.' },
    NO_RESULT: { description: 'Nobody voted for any option.' },
  },
});

@ObjectType('Test', {
  description: 'One thing that a result was tested for. Numbers are of votes, exact: 100/3 if need be.',
})
class TestType implements Test {
  @Field(() => String, { description: 'How many votes there were.' })
  have: string;

  @Field(() => String, { description: 'How many were asked for.' })
  need: string;

  @Field(() => ReachEnum, { description: 'Whether as many were enough, or it took more.' })
  reach: Test['reach'];

  @Field(() => String, { description: 'Of how many.' })
  of: string;

  @Field(() => BaseEnum, { description: 'What these are.' })
  base: Base;

  @Field(() => Boolean, { description: 'Whether there were enough.' })
  met: boolean;

  @Field(() => String, { description: 'Where the statute asks for it.' })
  article: string;
}

@ObjectType('YesNoCount', { description: 'The count of a vote on a motion, in whole units.' })
class YesNoCountType {
  @Field(() => String, { description: 'In favour.' })
  yes: string;

  @Field(() => String, { description: 'Against.' })
  no: string;

  @Field(() => String, { description: 'Abstentions.' })
  abstain: string;

  @Field(() => String, { description: 'Blank papers.' })
  blank: string;
}

@ObjectType('Round', { description: 'One step of a count. Options are their places on the paper, from 0.' })
class RoundType {
  @Field(() => [String], {
    description: 'What each option has; in a count by SCHULZE, how many others it beats.',
  })
  totals: readonly string[];

  @Field(() => [Int], { description: 'Which were elected.' })
  elected: readonly number[];

  @Field(() => [Int], { description: 'Which were eliminated.' })
  eliminated: readonly number[];

  @Field(() => String, { description: 'The weight of papers that name no option any more.' })
  exhausted: string;
}

@ObjectType('TieBreak', { description: 'What decided between equal options.' })
class TieBreakType {
  @Field(() => [Int], { description: 'Which were equal.' })
  among: readonly number[];

  @Field(() => Int, { description: 'Which was chosen.' })
  chosen: number;

  @Field(() => String, { description: 'By what: a step of the rule, or the lot.' })
  by: string;

  @Field(() => Boolean, { description: 'Whether it was chosen to go; otherwise to win.' })
  eliminates: boolean;
}

@ObjectType('OptionCount', {
  description: 'The count of a ballot on options, in whole units; options by their places, from 0.',
})
class OptionCountType {
  @Field(() => String, { description: 'The rule of the count, by its name and source.' })
  rule: string;

  @Field(() => [Int], { description: 'Which won, in the order of their election.' })
  winners: readonly number[];

  @Field(() => [Int], { nullable: true, description: 'Which go to another ballot; null: there is none.' })
  runoff: readonly number[] | null;

  @Field(() => String, { description: 'Papers that mark an option.' })
  valid: string;

  @Field(() => String, { description: 'Abstentions.' })
  abstain: string;

  @Field(() => String, { description: 'Blank papers.' })
  blank: string;

  @Field(() => [RoundType], { description: 'The count, step by step; the first one has the totals.' })
  rounds: readonly RoundType[];

  @Field(() => [TieBreakType], { description: 'Every tie that was broken.' })
  tieBreaks: readonly TieBreakType[];

  @Field(() => String, { nullable: true, description: 'By STV: how much weight elects; null: by another method.' })
  quota: string | null;

  @Field(() => [[String]], {
    nullable: true,
    description: 'By SCHULZE: how much weight puts the row before the column; null: by another method.',
  })
  pairwise: readonly (readonly string[])[] | null;
}

const isYesNo = (count: object) => 'yes' in count;

const CountUnion = createUnionType({
  name: 'Count',
  description: 'What the papers say, added up.',
  types: () => [YesNoCountType, OptionCountType] as const,
  resolveType: (count: object) => (isYesNo(count) ? YesNoCountType : OptionCountType),
});

@ObjectType('Warning', {
  description: 'What one must know to judge a result, such as a secret that it could not keep.',
})
export class WarningType extends SentenceType {
  @Field(() => String, { description: 'Its stable code.' })
  code: string;
}

@ObjectType('Result', { description: 'What a ballot decided, and why.' })
export class ResultType {
  @Field(() => OutcomeEnum, { description: 'How it ended.' })
  outcome: Outcome;

  @Field(() => SentenceType, { description: 'Why, in words.' })
  reason: SentenceType;

  @Field(() => TestType, { nullable: true, description: 'Whether enough took part; null: however many come.' })
  quorum: TestType | null;

  @Field(() => TestType, {
    nullable: true,
    description: 'Whether there was the majority; null: too few took part, or it was an election.',
  })
  majority: TestType | null;

  @Field(() => CountUnion, { description: 'The count.' })
  count: YesNoCountType | OptionCountType;

  @Field(() => [String], { description: 'The options that won, by what the paper calls them.' })
  elected: readonly string[];

  @Field(() => String, {
    description: 'How many units of the count make one vote: more than 1 where ceilings cut votes into fractions.',
  })
  unit: string;

  @Field(() => Int, { description: 'How many members were present or represented.' })
  members: number;

  @Field(() => String, { description: 'Votes of all who are entitled, after ceilings.' })
  entitled: string;

  @Field(() => String, { description: 'Votes of all who were present or represented, after ceilings.' })
  present: string;

  @Field(() => SentencesType, { description: 'How the ceilings were reached, step by step; empty: they cut nothing.' })
  steps: SentencesType;

  @Field(() => String, {
    nullable: true,
    description: 'Merkle root of the published papers; null: counted before papers were published.',
  })
  root: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of the first line of its export: title, rules, classes and result; null: as for `root`.',
  })
  headerHash: string | null;

  @Field(() => [WarningType], { description: 'What one must know to judge it.' })
  warnings: readonly WarningType[];
}

@ObjectType('Counts', { description: 'Votes on a motion.' })
export class CountsType {
  @Field(() => Int, { description: 'In favour.' })
  yes: number;

  @Field(() => Int, { description: 'Against.' })
  no: number;

  @Field(() => Int, { description: 'Abstentions.' })
  abstain: number;

  @Field(() => Int, { description: 'Blank papers.' })
  blank: number;
}

export function toResultType({ verdict, count, ...result }: Result, options: readonly string[]): ResultType {
  const winners = count.method === 'yesNo' ? [] : count.winners;
  return {
    ...result,
    ...verdict,
    count: toCountType(count),
    elected: winners.flatMap((place) => options[place] ?? []),
  };
}

const toCountType = (count: Count): YesNoCountType | OptionCountType =>
  count.method === 'yesNo' ? count : toOptionCountType(count);

const toOptionCountType = ({ quota, pairwise, tieBreaks, ...count }: OptionCount): OptionCountType => ({
  ...count,
  quota: quota ?? null,
  pairwise: pairwise ?? null,
  tieBreaks: tieBreaks.map((it) => ({ ...it, eliminates: it.eliminates ?? false })),
});

const MOST = 2 ** 31 - 1;

/** The count of a motion in votes; null: of options, or in numbers that GraphQL's Int has no room for. */
export function toCountsType({ count, unit }: Result): CountsType | null {
  if (count.method !== 'yesNo' || unit !== '1') return null;
  const [yes, no, abstain, blank] = [count.yes, count.no, count.abstain, count.blank].map(Number);
  const counts = { yes: yes ?? 0, no: no ?? 0, abstain: abstain ?? 0, blank: blank ?? 0 };
  return Object.values(counts).some((votes) => votes > MOST) ? null : counts;
}
