import {
  CHECK_ACTIONS,
  CHECK_OUTCOMES,
  CHECK_VERDICTS,
  type CellFinding,
  type CheckAction,
  type CheckOutcome,
  type CheckVerdict,
  type FoundCell,
  type FoundTable,
  type SeenCheck,
} from '#extracts';
import type { Purpose } from '#policy';
import { decimalText } from '#warehouse';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { pageOf } from '../shared/page';
import { upperEnum, upperWord } from '../shared/upper-enum';
import { PurposeEnum } from './extract.type';
import { MicrodataType, toMicrodataType } from './microdata.type';
import { TermsType } from './terms.type';

const CheckVerdictEnum = upperEnum(CHECK_VERDICTS);
registerEnumType(CheckVerdictEnum, {
  name: 'OutputCheckVerdict',
  description: 'What somebody who looked at it says.',
  valuesMap: {
    RELEASE: { description: 'It may leave.' },
    WITHHOLD: { description: 'It may not; one who says so is enough.' },
  },
});

const CheckOutcomeEnum = upperEnum(CHECK_OUTCOMES);
registerEnumType(CheckOutcomeEnum, {
  name: 'OutputCheckOutcome',
  description: 'How a check ended.',
  valuesMap: {
    RELEASED: { description: 'It may leave, once the policies have been asked again.' },
    WITHHELD: { description: 'It does not leave.' },
    UNANSWERED: { description: 'Too few looked at it in time; it does not leave.' },
    OUTDATED: { description: 'Rows of it were taken back, or it came out otherwise: it is made, and looked at, anew.' },
  },
});

const CheckActionEnum = upperEnum(CHECK_ACTIONS);
registerEnumType(CheckActionEnum, {
  name: 'OutputCheckAction',
  description: 'What one may do with a check now.',
  valuesMap: { CHECK_OUTPUT: { description: 'Say whether it may leave: `checkOutput`.' } },
});

@ObjectType('OutputCheckAnswer', { description: 'What one of those who looked at it said; not who.' })
export class OutputCheckAnswerType {
  @Field(() => Boolean, { description: 'Whether the caller said it.' })
  isYours: boolean;

  @Field(() => CheckVerdictEnum, { description: 'Whether it may leave.' })
  verdict: CheckVerdict;

  @Field(() => String, { description: 'Why.' })
  reasons: string;

  @Field(() => DateTimeScalar, { description: 'When.' })
  at: Date;
}

@ObjectType('OutputCheck', {
  description: 'Something that waits for people to look at it before it leaves, as one of them sees it.',
})
export class OutputCheckType {
  @Field(() => ID, { description: 'The extract that it is of.' })
  extractId: string;

  @Field(() => Int, { description: 'Which check of the extract, from 1: what is made anew is looked at anew.' })
  round: number;

  @Field(() => ID, { description: 'The dataset.' })
  datasetId: string;

  @Field(() => String, { description: 'What the dataset is called.' })
  datasetTitle: string;

  @Field(() => PurposeEnum, { description: 'What it is asked for.' })
  purpose: Purpose;

  @Field(() => [String], { description: 'By which dimensions.' })
  dimensions: readonly string[];

  @Field(() => [String], { description: 'With which measures.' })
  measures: readonly string[];

  @Field(() => TermsType, { description: 'The terms it was made under.' })
  terms: TermsType;

  @Field(() => Int, { description: 'So many have to say that it may leave, none knowing what the others said.' })
  reviewers: number;

  @Field(() => Int, { description: 'How many cells, or rows, are shown.' })
  published: number;

  @Field(() => Int, { description: 'How many are hidden.' })
  suppressed: number;

  @Field(() => MicrodataType, {
    nullable: true,
    description: 'What accounts for rows one by one; null: it is a table.',
  })
  microdata: MicrodataType | null;

  @Field(() => String, {
    nullable: true,
    description: 'It, with the findings, as CSV, with the same Bearer token; null: it is decided.',
  })
  csvUrl: string | null;

  @Field(() => DateTimeScalar, { description: 'Since when it waits.' })
  openedAt: Date;

  @Field(() => DateTimeScalar, { description: 'Until when; then it does not leave.' })
  closesAt: Date;

  @Field(() => CheckOutcomeEnum, { nullable: true, description: 'How it ended; null: it is open.' })
  outcome: CheckOutcome | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it ended; null: it is open.' })
  settledAt: Date | null;

  @Field(() => [OutputCheckAnswerType], {
    description: 'The caller’s own answer; those of the others once it is decided.',
  })
  answers: readonly OutputCheckAnswerType[];

  @Field(() => [CheckActionEnum], { description: 'What the caller may do with it now.' })
  possibleActions: readonly CheckAction[];
}

@ObjectType('OutputCheckPage', { description: 'A page of checks, the extract that was asked for last first.' })
export class OutputCheckPageType extends pageOf(OutputCheckType) {}

@ObjectType('OutputCheckCell', {
  description: 'One cell as it would leave, with what disclosure control found; never a number that is hidden.',
})
export class OutputCheckCellType {
  @Field(() => [String], { nullable: 'items', description: 'In the order of `columns`; null: nothing is shown.' })
  values: readonly (string | null)[];

  @Field(() => [String], {
    description:
      'Hidden for its own sake, by these rules: PEOPLE, CONTRIBUTORS, OUTSIDE, DOMINANCE, P_PERCENT, ZERO, GROUP, DIFFERENCE.',
  })
  causes: readonly string[];

  @Field(() => Boolean, { description: 'Hidden because others would follow from it.' })
  isForOthers: boolean;

  @Field(() => [String], {
    description:
      'Shown, and hidden by these rules if they were a little stricter. Nothing where numbers are rounded or have noise.',
  })
  near: readonly string[];

  @Field(() => Boolean, {
    description: 'Hidden, and what follows for it from the rest is hardly wider than it has to be.',
  })
  isNarrow: boolean;

  @Field(() => Boolean, { description: 'Hidden, and known from earlier releases all the same.' })
  isExposed: boolean;
}

@ObjectType('OutputCheckTable', { description: 'Some of what would leave.' })
export class OutputCheckTableType {
  @Field(() => [String], { description: 'The columns of `values`.' })
  columns: readonly string[];

  @Field(() => Int, { description: 'How many cells, or rows, there are.' })
  rowCount: number;

  @Field(() => [OutputCheckCellType], { description: 'Some of them, in the order in which they would leave.' })
  cells: readonly OutputCheckCellType[];
}

@InputType('CheckOutputInput', { description: 'What somebody says who looked at what would leave.' })
export class CheckOutputInput {
  @Field(() => ID, { description: 'The extract.' })
  extractId: string;

  @Field(() => CheckVerdictEnum, { description: 'Whether it may leave.' })
  verdict: CheckVerdict;

  @Field(() => String, { description: 'Why: 10 to 5,000 characters. Others read it once it is decided.' })
  reasons: string;
}

/** @param base where the API is, without a slash at its end */
export const toOutputCheckType = (check: SeenCheck, base: string): OutputCheckType => ({
  ...check,
  ...check.extract,
  datasetTitle: check.title,
  published: check.cells.published,
  suppressed: check.cells.primary + check.cells.secondary,
  microdata: check.microdata && toMicrodataType(check.microdata),
  csvUrl: check.outcome === null ? `${base}/extracts/${check.extractId}/check.csv` : null,
  possibleActions: check.possible,
});

/** @param window which cells to show */
export function toOutputCheckTableType(
  { columns, cells }: FoundTable,
  window: { readonly skip: number; readonly first: number },
): OutputCheckTableType {
  const textOf = (value: FoundCell['values'][number], at: number) =>
    typeof value === 'bigint' ? decimalText(value, columns[at]?.scale ?? 0) : value;
  return {
    columns: columns.map(({ name }) => name),
    rowCount: cells.length,
    cells: cells.slice(window.skip, window.skip + window.first).map(({ values, finding, isForOthers }) => ({
      ...{ values: values.map(textOf), isForOthers, ...wordsOf(finding) },
      ...{ isNarrow: finding?.isNarrow ?? false, isExposed: finding?.isExposed ?? false },
    })),
  };
}

const wordsOf = (finding: CellFinding | null) => ({
  causes: (finding?.causes ?? []).map(upperWord),
  near: (finding?.near ?? []).map(upperWord),
});
