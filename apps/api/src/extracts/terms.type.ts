import type { Permit } from '#extracts';
import { Field, InputType, Int, ObjectType } from '@nestjs/graphql';

type Terms = Permit['terms'];
type Dominance = NonNullable<Terms['dominance']>[number];

@ObjectType('Dominance', { description: 'How much of a sum its largest contributors may hold.' })
export class DominanceType implements Dominance {
  @Field(() => Int, { description: 'So many of the largest: 1 or 2.' })
  n: number;

  @Field(() => Int, { description: 'Hold at most this many per cent.' })
  k: number;
}

@ObjectType('Terms', { description: 'How much must stand behind each number, and what is done to it.' })
export class TermsType implements Terms {
  @Field(() => Int, { description: 'People, at least.' })
  minPeople: number;

  @Field(() => Int, { description: 'Contributing organisations, at least.' })
  minContributors: number;

  @Field(() => [DominanceType], { nullable: true, description: 'Each of these holds; null: none is asked for.' })
  dominance?: readonly DominanceType[] | undefined;

  @Field(() => Int, {
    nullable: true,
    description: 'Nobody can come nearer to a contributor’s value than this many per cent of it; null: not asked for.',
  })
  pPercent?: number | undefined;

  @Field(() => [Int], {
    nullable: true,
    description: 'Every number is a multiple of each of these; null: numbers are not rounded.',
  })
  roundingBases?: readonly number[] | undefined;
}

@InputType({ description: 'How much of a sum its largest contributors may hold.' })
export class DominanceInput {
  @Field(() => Int, { description: 'So many of the largest: 1 or 2.' })
  n: number;

  @Field(() => Int, { description: 'Hold at most this many per cent: 1 to 99.' })
  k: number;
}

@InputType({ description: 'How much must stand behind each number, and what is done to it.' })
export class TermsInput {
  @Field(() => Int, { description: 'People, at least.' })
  minPeople: number;

  @Field(() => Int, { description: 'Contributing organisations, at least.' })
  minContributors: number;

  @Field(() => [DominanceInput], { nullable: true, description: 'One for each `n` at most; left out: none.' })
  dominance?: DominanceInput[] | null;

  @Field(() => Int, { nullable: true, description: 'Per cent: 1 to 99; left out: not asked for.' })
  pPercent?: number | null;

  @Field(() => [Int], { nullable: true, description: 'Each from 2 to 1,000; left out: numbers are not rounded.' })
  roundingBases?: number[] | null;
}
