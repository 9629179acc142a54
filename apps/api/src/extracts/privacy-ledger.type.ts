import type { NoiseFacts, PrivacyLedger, SeenCharge } from '#extracts';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { pageOf } from '../shared/page';
import { DistributionEnum } from './terms.type';

@ObjectType('PrivacySpent', { description: 'What numbers with noise have cost the people of a dataset.' })
class PrivacySpentType {
  @Field(() => String, {
    description: 'As ρ of zero-concentrated differential privacy: an exact fraction, such as 1/40.',
  })
  rho: string;

  @Field(() => String, { description: 'As ε, at δ of one in a million: decimal digits, rounded up.' })
  epsilon: string;
}

@ObjectType('PrivacyBudget', { description: 'The most that numbers with noise may cost.' })
class PrivacyBudgetType {
  @Field(() => String, { description: 'ε of all tables of a dataset, over all its versions.' })
  lifetimeEpsilon: string;

  @Field(() => String, { nullable: true, description: 'ε of those of 365 days; null: the policies set none.' })
  perYearEpsilon: string | null;
}

@ObjectType('PrivacyCharge', {
  description:
    'What one question cost: entered before anything is drawn, and never taken back. The same question again costs nothing.',
})
export class PrivacyChargeType extends PrivacySpentType {
  @Field(() => ID, { description: 'The charge.' })
  id: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  chargedAt: Date;
}

@ObjectType('PrivacyChargePage', { description: 'A page of charges, newest first.' })
export class PrivacyChargePageType extends pageOf(PrivacyChargeType) {}

@ObjectType('PrivacyLedger', {
  description:
    'The privacy budget of a dataset over all its versions, and what is spent of it; without who asked, or for what. The higher ε is, the more might be learned of a person in the rows.',
})
export class PrivacyLedgerType {
  @Field(() => ID, { description: 'The dataset.' })
  datasetId: string;

  @Field(() => PrivacyBudgetType, {
    nullable: true,
    description: 'What the policies allowed when something was charged last; null: nothing ever was.',
  })
  budget: PrivacyBudgetType | null;

  @Field(() => String, { description: 'The δ at which every ε is said.' })
  delta: string;

  @Field(() => PrivacySpentType, { description: 'Over its lifetime.' })
  spent: PrivacySpentType;

  @Field(() => PrivacySpentType, { description: 'In the 365 days before now.' })
  spentThisYear: PrivacySpentType;
}

@ObjectType('NoisyColumn', { description: 'The noise of one column of a release, the same for each of its numbers.' })
class NoisyColumnType {
  @Field(() => String, { description: '`people`, or a measure whose sum was drawn: asked for, or for a mean.' })
  name: string;

  @Field(() => String, { description: 'What one row changes in one cell at most, in the column’s smallest digit.' })
  sensitivity: string;

  @Field(() => String, { nullable: true, description: 'Of Gaussian noise: an exact fraction. null: it is Laplace.' })
  variance: string | null;

  @Field(() => String, { nullable: true, description: 'Of Laplace noise: an exact fraction. null: it is Gaussian.' })
  scale: string | null;

  @Field(() => String, {
    description:
      'With 95 % confidence the number without noise is no further away than this, in the column’s smallest digit.',
  })
  halfWidth95: string;
}

@ObjectType('NoisyQuantile', {
  description:
    'How one quantile of a release is drawn, the same in each cell: the exponential mechanism, on a public grid.',
})
class NoisyQuantileType {
  @Field(() => String, { description: 'As it was asked for: `hours.median`.' })
  name: string;

  @Field(() => String, { description: 'ε of one draw: an exact fraction.' })
  epsilon: string;

  @Field(() => Int, { description: 'How many values of a cell change with one person, at most, by the schema.' })
  valuesPerPerson: number;

  @Field(() => String, {
    description:
      'With 95 % confidence so many people lie between what is told and the quantile without noise, at most. Where these may be all, none is told.',
  })
  peopleMargin95: string;
}

@ObjectType('NoiseLedger', { description: 'The privacy ledger around one release.' })
class NoiseLedgerType extends PrivacyBudgetType {
  @Field(() => PrivacySpentType, { description: 'Spent before it was charged.' })
  before: PrivacySpentType;

  @Field(() => PrivacySpentType, { description: 'Spent after it was charged.' })
  after: PrivacySpentType;
}

@ObjectType('Noise', {
  description:
    'What accounts for the noise of a release. It holds for the people in the rows (beneficiaries), given the suppression pattern: which cells are hidden follows from the rows.',
})
export class NoiseType {
  @Field(() => ID, { description: 'The charge that it was drawn under.' })
  chargeId: string;

  @Field(() => String, { description: 'When it was charged, in ISO 8601.' })
  chargedAt: string;

  @Field(() => DistributionEnum, { description: 'Which distribution it is drawn from.' })
  mechanism: NoiseFacts['mechanism'];

  @Field(() => String, { description: 'ε that a table may cost by the policies.' })
  epsilon: string;

  @Field(() => String, { description: 'The δ of that ε.' })
  delta: string;

  @Field(() => String, { description: 'What it cost, as ρ: an exact fraction.' })
  rho: string;

  @Field(() => String, { nullable: true, description: 'The same as ε without δ; null: Gaussian noise has none.' })
  pureEpsilon: string | null;

  @Field(() => Int, { description: 'In how many cells of the table a row counts.' })
  cellsPerRow: number;

  @Field(() => Int, { description: 'How many rows a person may have, by the schema.' })
  rowsPerPerson: number;

  @Field(() => [NoisyColumnType], { description: 'Of each column of numbers.' })
  columns: readonly NoisyColumnType[];

  @Field(() => [NoisyQuantileType], { description: 'Of each quantile that was asked for.' })
  quantiles: readonly NoisyQuantileType[];

  @Field(() => NoiseLedgerType, { description: 'The ledger around it.' })
  ledger: NoiseLedgerType;
}

export const toNoiseType = (noise: NoiseFacts): NoiseType => ({ ...noise, quantiles: noise.quantiles ?? [] });
export const toPrivacyLedgerType = (ledger: PrivacyLedger): PrivacyLedgerType => ledger;
export const toPrivacyChargeType = (charge: SeenCharge): PrivacyChargeType => charge;
