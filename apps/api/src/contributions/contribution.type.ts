import { CONTRIBUTION_STATES, type Contribution, type ContributionState } from '#contributions';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { pageOf } from '../shared/page';
import { upperEnum } from '../shared/upper-enum';

const StateEnum = upperEnum(CONTRIBUTION_STATES);
registerEnumType(StateEnum, {
  name: 'ContributionState',
  description: 'Where a contribution stands.',
  valuesMap: {
    AWAITING_FILE: { description: 'Announced; send its file to `uploadUrl`.' },
    VALIDATING: { description: 'The file is here and is being checked.' },
    ACCEPTED: { description: 'Its rows are in the dataset’s latest version, or were until a later one.' },
    REJECTED: { description: 'There are findings; nothing of it was stored as data.' },
  },
});
const DELIMITERS = { COMMA: ',', SEMICOLON: ';', TAB: '\t', PIPE: '|' } as const;
const DECIMAL_MARKS = { POINT: '.', COMMA: ',' } as const;
const ENCODINGS = { UTF_8: 'utf-8', WINDOWS_1252: 'windows-1252' } as const;
registerEnumType(DELIMITERS, { name: 'Delimiter', description: 'What stands between the cells of a row.' });
registerEnumType(DECIMAL_MARKS, { name: 'DecimalMark', description: 'What stands before the decimals of a number.' });
registerEnumType(ENCODINGS, { name: 'Encoding', description: 'How the letters of a file are written as bytes.' });

@ObjectType('Dialect', { description: 'How a CSV file was read.' })
export class DialectType {
  @Field(() => DELIMITERS, { description: 'Between the cells.' })
  delimiter: ',' | ';' | '\t' | '|';

  @Field(() => DECIMAL_MARKS, { description: 'Before the decimals.' })
  decimalMark: '.' | ',';

  @Field(() => ENCODINGS, { description: 'Of the letters.' })
  encoding: 'utf-8' | 'windows-1252';
}

@InputType({ description: 'What the contributor knows of the file; the rest is guessed, and shown in the report.' })
export class DialectInput {
  @Field(() => DELIMITERS, { nullable: true, description: 'Between the cells.' })
  delimiter?: ',' | ';' | '\t' | '|' | null;

  @Field(() => DECIMAL_MARKS, { nullable: true, description: 'Before the decimals.' })
  decimalMark?: '.' | ',' | null;

  @Field(() => ENCODINGS, { nullable: true, description: 'Of the letters.' })
  encoding?: 'utf-8' | 'windows-1252' | null;
}

@ObjectType('ContributionReport', { description: 'How a file was read, and how much was in it.' })
export class ContributionReportType {
  @Field(() => DialectType, { description: 'How it was read.' })
  dialect: DialectType;

  @Field(() => Int, { description: 'Rows of data, the header not counted.' })
  rows: number;

  @Field(() => String, { description: 'People behind the rows, as a whole number in decimal digits.' })
  people: string;

  @Field(() => Int, { description: 'Findings in all; at most the first 1,000 are kept.' })
  findingCount: number;
}

@ObjectType('Finding', { description: 'Something wrong with a file. It names the place, never the value.' })
export class FindingType {
  @Field(() => Int, {
    nullable: true,
    description: 'As a spreadsheet counts, the header being row 1; null: the whole file.',
  })
  row: number | null;

  @Field(() => String, { nullable: true, description: 'The column; null: the whole row or file.' })
  column: string | null;

  @Field(() => String, { description: 'What is wrong, as a stable code.' })
  code: string;

  @Field(() => String, { description: 'What is wrong and how to put it right, in the caller’s language.' })
  hint: string;
}

@ObjectType('Contribution', { description: 'A file of an organisation on its way into a dataset.' })
export class ContributionType {
  @Field(() => ID, { description: 'The contribution.' })
  id: string;

  @Field(() => ID, { description: 'The dataset it is for.' })
  datasetId: string;

  @Field(() => ID, { description: 'The organisation whose rows they are.' })
  organisationId: string;

  @Field(() => ID, { description: 'Who submitted it.' })
  submittedBy: string;

  @Field(() => DateTimeScalar, { description: 'When it was announced.' })
  submittedAt: Date;

  @Field(() => String, { description: 'Name of the file at its contributor’s.' })
  fileName: string;

  @Field(() => StateEnum, { description: 'Where it stands.' })
  state: ContributionState;

  @Field(() => ContributionReportType, { nullable: true, description: 'What was found; null: not validated yet.' })
  report: ContributionReportType | null;
}

@ObjectType('ContributionPage', { description: 'A page of contributions, newest first.' })
export class ContributionPageType extends pageOf(ContributionType) {}

@InputType({ description: 'A file to be contributed.' })
export class SubmitContributionInput {
  @Field(() => ID, { description: 'The dataset it is for.' })
  datasetId: string;

  @Field(() => ID, { description: 'The organisation whose rows they are; the caller is its steward.' })
  organisationId: string;

  @Field(() => String, { description: 'Name of the file, at most 255 characters.' })
  fileName: string;

  @Field(() => DialectInput, { nullable: true, description: 'How to read it, where that is known.' })
  dialect?: DialectInput | null;
}

export const toContributionType = ({ report, ...contribution }: Contribution): ContributionType => ({
  ...contribution,
  report: report && { ...report, people: report.people.toString() },
});
