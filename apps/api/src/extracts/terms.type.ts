import type { Permit } from '#extracts';
import { Field, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { upperEnum } from '../shared/upper-enum';

type Terms = Permit['terms'];
type Dominance = NonNullable<Terms['dominance']>[number];
type Noise = NonNullable<Terms['noise']>;

const RoundingEnum = upperEnum(['independent', 'controlled'] as const);
registerEnumType(RoundingEnum, {
  name: 'RoundingMethod',
  description: 'How numbers are rounded.',
  valuesMap: {
    INDEPENDENT: { description: 'Each by itself.' },
    CONTROLLED: { description: 'Together, so that they add up where possible.' },
  },
});
export const DistributionEnum = upperEnum(['gaussian', 'laplace'] as const);
registerEnumType(DistributionEnum, {
  name: 'NoiseDistribution',
  description: 'What noise is drawn from.',
  valuesMap: {
    GAUSSIAN: { description: 'The discrete Gaussian.' },
    LAPLACE: { description: 'The discrete Laplace.' },
  },
});

@ObjectType('Dominance', { description: 'How much of a sum its largest contributors may hold.' })
export class DominanceType implements Dominance {
  @Field(() => Int, { description: 'So many of the largest: 1 or 2.' })
  n: number;

  @Field(() => Int, { description: 'Hold at most this many per cent.' })
  k: number;
}

@ObjectType('CellKeyTerms', {
  description: 'Noise that is the same for the same records. It is not differential privacy.',
})
export class CellKeyTermsType implements NonNullable<Terms['cellKey']> {
  @Field(() => Int, { description: 'No number is moved by more than this.' })
  maxNoise: number;

  @Field(() => String, { description: 'In decimal digits, exactly.' })
  variance: string;

  @Field(() => Int, { description: 'So many different tables of one dataset, over all its versions, at most.' })
  tables: number;
}

@ObjectType('NoiseTerms', { description: 'Noise of differential privacy. Budgets are exact, in decimal digits.' })
export class NoiseTermsType implements Noise {
  @Field(() => String, { description: 'Budget of one release.' })
  epsilon: string;

  @Field(() => String, { description: 'Budget of all releases of one dataset, over all its versions.' })
  lifetimeEpsilon: string;

  @Field(() => String, { nullable: true, description: 'Budget of one year; null: none of its own.' })
  perYearEpsilon: string | null;

  @Field(() => DistributionEnum, { description: 'What it is drawn from.' })
  distribution: Noise['distribution'];
}

@ObjectType('OutputCheckTerms', { description: 'People look at a release before it leaves.' })
export class OutputCheckTermsType implements NonNullable<Terms['outputCheck']> {
  @Field(() => Int, { description: 'So many, none knowing what the others found.' })
  reviewers: number;
}

@ObjectType('MicrodataTerms', { description: 'How much alike records of different people are before they leave.' })
export class MicrodataTermsType implements NonNullable<Terms['microdata']> {
  @Field(() => Int, { description: 'So many records at least look the same in their identifying columns.' })
  k: number;

  @Field(() => Int, {
    nullable: true,
    description: 'So many different values of each sensitive column at least among them; null: two.',
  })
  l?: number | undefined;

  @Field(() => String, {
    nullable: true,
    description:
      'How far the distribution of a sensitive column among them may be from that of all records; null: not asked for.',
  })
  t?: string | undefined;

  @Field(() => Int, { nullable: true, description: 'Per cent of the records that may be left out; null: 5.' })
  mostSuppressedPercent?: number | undefined;
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

  @Field(() => RoundingEnum, { nullable: true, description: 'How they are rounded; null: they are not.' })
  rounding?: Terms['rounding'];

  @Field(() => Int, {
    nullable: true,
    description: 'People who are not of the largest contributor, at least; null: not asked for.',
  })
  minPeopleOutside?: number | undefined;

  @Field(() => Int, {
    nullable: true,
    description:
      'One value of a sensitive column is held by less than this many per cent of a group; null: not asked for.',
  })
  groupDisclosurePercent?: number | undefined;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether levels are made coarser before numbers are left out; null: it was not decided.',
  })
  generalise?: boolean | undefined;

  @Field(() => CellKeyTermsType, { nullable: true, description: 'null: no cell keys are asked for.' })
  cellKey?: CellKeyTermsType | undefined;

  @Field(() => NoiseTermsType, { nullable: true, description: 'null: no noise is asked for.' })
  noise?: NoiseTermsType | undefined;

  @Field(() => OutputCheckTermsType, { nullable: true, description: 'null: nobody looks at releases before.' })
  outputCheck?: OutputCheckTermsType | undefined;

  @Field(() => MicrodataTermsType, {
    nullable: true,
    description: 'Of exports of others’ records; null: not asked for.',
  })
  microdata?: MicrodataTermsType | undefined;
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

  @Field(() => [DominanceInput], {
    nullable: true,
    description: 'One for each `n` at most; left out: as the policies ask.',
  })
  dominance?: DominanceInput[] | null;

  @Field(() => Int, { nullable: true, description: 'Per cent: 1 to 99; left out: as the policies ask.' })
  pPercent?: number | null;

  @Field(() => [Int], { nullable: true, description: 'Each from 2 to 1,000; left out: as the policies ask.' })
  roundingBases?: number[] | null;
}
