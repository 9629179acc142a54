import { CONTRIBUTION_STATES, type Contribution, type ContributionFile, type ContributionState } from '#contributions';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { GraphQLSafeInt } from 'graphql-scalars';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { pageOf } from '../shared/page';
import { upperEnum } from '../shared/upper-enum';
import { DialectInput, DialectType } from './dialect.type';
import { MappingType, toMappingType } from './mapping.type';
import { ReadingType, toReadingType } from './reading.type';

const StateEnum = upperEnum(CONTRIBUTION_STATES);
registerEnumType(StateEnum, {
  name: 'ContributionState',
  description: 'Where a contribution stands.',
  valuesMap: {
    AWAITING_FILE: { description: 'Announced; send each of its files.' },
    INSPECTING: { description: 'The files are here, and it is found out how they are to be read.' },
    AWAITING_READING: { description: 'Its contributor has to say how its files are read: `chooseReading`.' },
    VALIDATING: { description: 'Every row is being checked.' },
    AWAITING_CONFIRMATION: {
      description: 'There are warnings only; its contributor confirms it or takes it back.',
    },
    AWAITING_APPROVAL: { description: 'It waits for a steward of the dataset’s publisher.' },
    ACCEPTED: { description: 'Its rows are in the dataset’s latest version, or were until a later one.' },
    REJECTED: { description: 'There are errors, or it was declined; nothing of it was stored as data.' },
    CANCELLED: { description: 'It was taken back before it was accepted, and everything that was sent is destroyed.' },
    WITHDRAWN: { description: 'It was accepted and then taken back; its rows are destroyed.' },
  },
});

@ObjectType('ContributionReport', { description: 'How a contribution was read, and how much was in it.' })
export class ContributionReportType {
  @Field(() => DialectType, {
    nullable: true,
    description: 'How a single plain file was read; null: each file tells by its `reading`.',
  })
  dialect: DialectType | null;

  @Field(() => Int, { description: 'Rows of data, the headers not counted.' })
  rows: number;

  @Field(() => String, { description: 'People behind the rows, as a whole number in decimal digits.' })
  people: string;

  @Field(() => Int, { description: 'Errors in all; at most the first 1,000 findings are kept.' })
  findingCount: number;

  @Field(() => Int, { description: 'Warnings in all.' })
  warningCount: number;
}

@ObjectType('ContributionFile', { description: 'One of the files of a contribution.' })
export class ContributionFileType {
  @Field(() => Int, { description: 'Its number, from 1.' })
  number: number;

  @Field(() => String, { description: 'Its name at its contributor’s.' })
  name: string;

  @Field(() => String, { description: 'PUT its bytes here, with the same Bearer token, once.' })
  uploadUrl: string;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it had arrived whole; null: not yet.' })
  receivedAt: Date | null;

  @Field(() => ReadingType, { nullable: true, description: 'How it is read; null: nobody knows yet.' })
  reading: ReadingType | null;

  @Field(() => MappingType, { nullable: true, description: 'How its columns become the dataset’s; null: as they are.' })
  mapping: MappingType | null;
}

@ObjectType('Contribution', { description: 'Files of an organisation on their way into a dataset.' })
export class ContributionType {
  /** Resolved into their fields. */
  sent: readonly ContributionFile[];

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

  @Field(() => String, { description: 'Name of its first file at its contributor’s.' })
  fileName: string;

  @Field(() => StateEnum, { description: 'Where it stands.' })
  state: ContributionState;

  @Field(() => String, { nullable: true, description: 'Why it was declined or ended; null: no reason was given.' })
  reason: string | null;

  @Field(() => ContributionReportType, { nullable: true, description: 'What was found; null: not validated yet.' })
  report: ContributionReportType | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The contribution with the very same files that stays in place; null: there was none.',
  })
  sameAsId: string | null;
}

@ObjectType('ContributionPage', { description: 'A page of contributions, newest first.' })
export class ContributionPageType extends pageOf(ContributionType) {}

@InputType({ description: 'One of the files to be contributed.' })
export class SubmittedFileInput {
  @Field(() => String, { description: 'Its name, at most 255 characters; each file has another.' })
  name: string;

  @Field(() => GraphQLSafeInt, { nullable: true, description: 'Its size in bytes; then no other size is taken.' })
  bytes?: number | null;

  @Field(() => String, { nullable: true, description: 'Its SHA-256 in hexadecimal; then no other file is taken.' })
  sha256?: string | null;
}

@InputType({ description: 'Files to be contributed, which together are the organisation’s rows.' })
export class SubmitContributionInput {
  @Field(() => ID, { description: 'The dataset it is for.' })
  datasetId: string;

  @Field(() => ID, { description: 'The organisation whose rows they are; the caller is its steward.' })
  organisationId: string;

  @Field(() => String, {
    nullable: true,
    description: 'Name of the file, at most 255 characters, where it is one; or else say `files`.',
  })
  fileName?: string | null;

  @Field(() => [SubmittedFileInput], { nullable: true, description: 'The files, 1 to 20, or else `fileName`.' })
  files?: SubmittedFileInput[] | null;

  @Field(() => DialectInput, { nullable: true, description: 'How to read them, where that is known.' })
  dialect?: DialectInput | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether to wait, once the files are here, until somebody has seen how they are read.',
  })
  reviewReading: boolean;

  @Field(() => ID, { nullable: true, description: 'The profile that their columns are mapped by.' })
  mappingProfileId?: string | null;
}

@ObjectType('UploadQuota', { description: 'How much an organisation keeps here, in bytes.' })
export class UploadQuotaType {
  @Field(() => GraphQLSafeInt, { description: 'Rows as they are stored, files on their way, files announced of late.' })
  used: number;

  @Field(() => GraphQLSafeInt, { description: 'How much it may keep.' })
  limit: number;
}

export const toContributionType = ({ report, files, ...contribution }: Contribution): ContributionType => ({
  ...contribution,
  sent: files,
  fileName: files[0]?.name ?? '',
  report: report && { ...report, people: report.people.toString() },
});

export const toContributionFileType = (
  { number, name, receivedAt, reading, mapping }: ContributionFile,
  uploadUrl: string,
): ContributionFileType => ({
  ...{ number, name, receivedAt, uploadUrl },
  reading: reading && toReadingType(reading),
  mapping: mapping && toMappingType(mapping),
});
