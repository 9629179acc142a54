import type { Placed } from '#catalogue';
import {
  RECALL_STATES,
  type Recall,
  type RecallState,
  type SeenRelease,
  type Traced,
  type WithdrawalEffects,
} from '#extracts';
import type { Purpose } from '#policy';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { pageOf } from '../shared/page';
import { upperEnum } from '../shared/upper-enum';
import { PurposeEnum } from './extract.type';

const RecallStateEnum = upperEnum(RECALL_STATES);
const WORDS = {
  TO_RECOMPUTE: { description: 'Rows were taken back from it; it is being made again without them.' },
  HELD: { description: 'It is made again once enough other contributors have sent rows: now it would tell too much.' },
  REPLACED: { description: 'It was made again without the rows that were taken back.' },
  ENDED: { description: 'It is not made again: the policies do not allow it any more.' },
};
registerEnumType(RecallStateEnum, {
  name: 'RecallState',
  description: 'What becomes of a release that rows were taken back from.',
  valuesMap: WORDS,
});
const ReleaseStateEnum = upperEnum(['current', ...RECALL_STATES] as const);
registerEnumType(ReleaseStateEnum, {
  name: 'ReleaseState',
  description: 'What has become of a release.',
  valuesMap: { CURRENT: { description: 'It may be had, as far as the policies go.' }, ...WORDS },
});

@ObjectType('Recall', { description: 'That rows were taken back from a release, and what becomes of it.' })
export class RecallType {
  @Field(() => Int, { description: 'Which of the extract’s releases, from 1.' })
  number: number;

  @Field(() => DateTimeScalar, { description: 'Since when it can not be downloaded any more.' })
  since: Date;

  @Field(() => RecallStateEnum, { description: 'What becomes of it.' })
  state: RecallState;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When its files were destroyed; null: not yet.' })
  destroyedAt: Date | null;
}

@ObjectType('TracedContribution', { description: 'A contribution in the versions of its dataset.' })
export class TracedContributionType {
  @Field(() => ID, { description: 'The contribution.' })
  contributionId: string;

  @Field(() => Int, { description: 'The first version that it was in.' })
  firstVersion: number;

  @Field(() => Int, { description: 'The last.' })
  lastVersion: number;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when no version has it any more; null: it was not withdrawn.',
  })
  withdrawnAt: Date | null;
}

@ObjectType('ReleaseDeletions', { description: 'How the deletion of a recalled release goes.' })
export class ReleaseDeletionsType {
  @Field(() => Int, { description: 'People who were asked to delete it.' })
  asked: number;

  @Field(() => Int, { description: 'Of these, those who said that they did, and were not contradicted.' })
  confirmed: number;
}

@ObjectType('TracedRelease', {
  description: 'A release, as those see it whose rows are in it, or who answer for its dataset.',
})
export class TracedReleaseType {
  @Field(() => ID, { description: 'The extract.' })
  extractId: string;

  @Field(() => Int, { description: 'Which of its releases, from 1.' })
  number: number;

  @Field(() => Int, { description: 'The version of the dataset that it was made from.' })
  datasetVersion: number;

  @Field(() => PurposeEnum, { description: 'What for.' })
  purpose: Purpose;

  @Field(() => [String], { description: 'By which dimensions.' })
  dimensions: readonly string[];

  @Field(() => [String], { description: 'With the sums of which measures.' })
  measures: readonly string[];

  @Field(() => Int, { description: 'How many cells are shown.' })
  cells: number;

  @Field(() => Int, { description: 'How many organisations’ rows it was made from.' })
  contributors: number;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  releasedAt: Date;

  @Field(() => ReleaseStateEnum, { description: 'What has become of it.' })
  state: RecallState | 'current';

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Since when rows are taken back from it; null: none are.',
  })
  since: Date | null;

  @Field(() => Int, { nullable: true, description: 'The release that took its place; null: none did.' })
  replacedBy: number | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When its files were destroyed; null: they are there.' })
  destroyedAt: Date | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Organisations of whoever asked for it; null: that is not for you to know.',
  })
  recipients: readonly string[] | null;

  @Field(() => ReleaseDeletionsType, { description: 'How its deletion goes.' })
  deletions: ReleaseDeletionsType;
}

@ObjectType('TracedReleasePage', { description: 'A page of releases, newest first.' })
export class TracedReleasePageType extends pageOf(TracedReleaseType) {}

@InputType({ description: 'Which rows: one contribution; or all of an organisation in a dataset.' })
export class LineageInput {
  @Field(() => ID, { nullable: true, description: 'One contribution; then nothing else is said.' })
  contributionId?: string | null;

  @Field(() => ID, { nullable: true, description: 'The dataset.' })
  datasetId?: string | null;

  @Field(() => ID, { nullable: true, description: 'Whose rows in it.' })
  organisationId?: string | null;
}

@ObjectType('Lineage', { description: 'Which numbers rows went into.' })
export class LineageType {
  @Field(() => ID, { description: 'The dataset.' })
  datasetId: string;

  @Field(() => ID, { description: 'Whose rows.' })
  organisationId: string;

  @Field(() => [TracedContributionType], { description: 'The contributions, oldest first.' })
  contributions: readonly TracedContributionType[];

  /** For its fields. */
  traced: Traced;
}

@ObjectType('WithdrawalEffects', {
  description: 'What a withdrawal would do to what was made of the rows, in numbers, as if nothing else changed.',
})
export class WithdrawalEffectsType {
  @Field(() => Int, { description: 'Releases that would be recalled.' })
  releases: number;

  @Field(() => String, { description: 'Cells shown in them, as a whole number in decimal digits.' })
  numbers: string;

  @Field(() => Int, { description: 'People who would have to delete something.' })
  recipients: number;

  @Field(() => Int, { description: 'Grants under which something would be recalled; they go on.' })
  grants: number;

  @Field(() => Int, {
    description: 'Of the releases, those that would be held back until other contributors have sent rows.',
  })
  heldBack: number;
}

export const toRecallType = ({ number, since, state, destroyedAt }: Recall): RecallType => ({
  ...{ number, since, state, destroyedAt },
});

export const toTracedReleaseType = ({ parts, ...release }: SeenRelease): TracedReleaseType => ({
  ...release,
  contributors: new Set(parts.map(({ organisationId }) => organisationId)).size,
  replacedBy: release.state === 'replaced' ? release.number + 1 : null,
});

export const toEffectsType = ({ numbers, ...effects }: WithdrawalEffects): WithdrawalEffectsType => ({
  ...effects,
  numbers: numbers.toString(),
});

/** @param placed at least one, all of one organisation in one dataset */
export const toLineageType = (placed: readonly Placed[], traced: Traced): LineageType => ({
  datasetId: placed[0]?.datasetId ?? '',
  organisationId: placed[0]?.organisationId ?? '',
  contributions: placed.map(({ contributionId, versions: [firstVersion, lastVersion], withdrawnAt }) => ({
    ...{ contributionId, firstVersion, lastVersion, withdrawnAt },
  })),
  traced,
});
