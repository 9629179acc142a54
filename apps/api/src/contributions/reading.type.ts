import type { Candidate, FileFormat, Question, QuestionCode, Reading } from '#intake';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { upperEnum } from '../shared/upper-enum';
import { DecimalMarkEnum } from './dialect.type';
import { MappingInput } from './mapping.type';

const FORMATS = ['csv', 'xlsx', 'json', 'ndjson', 'parquet'] as const satisfies readonly FileFormat[];
const FileFormatEnum = upperEnum(FORMATS);
registerEnumType(FileFormatEnum, { name: 'FileFormat', description: 'What kind of file it is, by what is in it.' });

const DateOrderEnum = { DMY: 'dmy', MDY: 'mdy', YMD: 'ymd' } as const;
registerEnumType(DateOrderEnum, { name: 'DateOrder', description: 'In what order dates have day, month and year.' });

@ObjectType('Reading', { description: 'How a file is read; what is null does not apply to its format.' })
export class ReadingType {
  @Field(() => FileFormatEnum, { description: 'Its format.' })
  format: FileFormat;

  @Field(() => String, { nullable: true, description: 'Of the letters: a label such as `utf-8` or `windows-1252`.' })
  encoding: string | null;

  @Field(() => String, { nullable: true, description: 'Between the cells.' })
  delimiter: string | null;

  @Field(() => String, { nullable: true, description: 'Around cells that hold a delimiter; null: nothing is quoted.' })
  quote: string | null;

  @Field(() => String, { nullable: true, description: 'Before a quotation mark that belongs to the text.' })
  escape: string | null;

  @Field(() => String, { nullable: true, description: 'Lines that begin so are left out.' })
  comment: string | null;

  @Field(() => Int, { description: 'Row of the header, as a spreadsheet numbers it, from 1.' })
  headerRow: number;

  @Field(() => String, { nullable: true, description: 'Sheet of the workbook.' })
  sheet: string | null;

  @Field(() => DecimalMarkEnum, { description: 'Before the decimals of a number.' })
  decimalMark: '.' | ',';

  @Field(() => DateOrderEnum, { description: 'How dates are written.' })
  dateOrder: 'dmy' | 'mdy' | 'ymd';
}

@ObjectType('ReadingCandidate', { description: 'One way to read a file, and what it looks like then.' })
export class ReadingCandidateType {
  @Field(() => ReadingType, { description: 'How.' })
  reading: ReadingType;

  @Field(() => [String], { description: 'Its columns.' })
  header: string[];

  @Field(() => [[String]], { description: 'Its first rows, at most ten; a cell has at most 80 visible characters.' })
  sample: string[][];

  @Field(() => Int, { description: 'How sure we are, 0 to 100.' })
  confidence: number;

  @Field(() => [String], { description: 'Why, as stable codes.' })
  reasons: string[];
}

@ObjectType('ReadingQuestion', { description: 'Something about a file that only its contributor knows.' })
export class ReadingQuestionType {
  @Field(() => String, { description: 'What is asked, as a stable code.' })
  code: QuestionCode;

  @Field(() => String, { nullable: true, description: 'The column in doubt; null: the whole file.' })
  column: string | null;

  @Field(() => String, { description: 'What stands in the file: `1,200`.' })
  example: string;

  @Field(() => [String], { description: 'What it may mean, one for each candidate that answers the question.' })
  readings: string[];

  @Field(() => String, { description: 'The question, in the language of whoever reads it.' })
  question: string;
}

@InputType({ description: 'How a file is to be read; what is left out is as in its first candidate.' })
export class ReadingInput {
  @Field(() => Int, { nullable: true, description: 'Which candidate it is, from 1, as listed; left out: the first.' })
  candidate?: number | null;

  @Field(() => String, { nullable: true, description: 'Of the letters: a label such as `utf-8`.' })
  encoding?: string | null;

  @Field(() => String, { nullable: true, description: 'Between the cells: one to three characters.' })
  delimiter?: string | null;

  @Field(() => Int, { nullable: true, description: 'Row of the header, from 1.' })
  headerRow?: number | null;

  @Field(() => String, { nullable: true, description: 'Sheet of the workbook.' })
  sheet?: string | null;

  @Field(() => DecimalMarkEnum, { nullable: true, description: 'Before the decimals of a number.' })
  decimalMark?: '.' | ',' | null;

  @Field(() => DateOrderEnum, { nullable: true, description: 'How dates are written.' })
  dateOrder?: 'dmy' | 'mdy' | 'ymd' | null;
}

@InputType({ description: 'How one file of a contribution is to be read.' })
export class ChooseReadingInput {
  @Field(() => ID, { description: 'The contribution; it awaits a reading.' })
  contributionId: string;

  @Field(() => Int, { defaultValue: 1, description: 'The file, from 1.' })
  file: number;

  @Field(() => ReadingInput, { description: 'How it is read.' })
  reading: ReadingInput;

  @Field(() => MappingInput, { nullable: true, description: 'How its columns become the dataset’s.' })
  mapping?: MappingInput | null;

  @Field(() => ID, { nullable: true, description: 'A profile to take the mapping from, where none is given.' })
  mappingProfileId?: string | null;

  @Field(() => String, { nullable: true, description: 'Keeps the given mapping as a profile under this name.' })
  saveProfileAs?: string | null;
}

export const toReadingType = (reading: Reading): ReadingType => ({ ...reading });

export const toCandidateType = ({ reading, header, sample, confidence, reasons }: Candidate): ReadingCandidateType => ({
  ...{ reading, confidence, header: [...header], reasons: [...reasons] },
  sample: sample.map((row) => [...row]),
});

export const toQuestionType = (question: Question, words: string): ReadingQuestionType => ({
  ...{ code: question.code, column: question.column, example: question.example },
  ...{ readings: [...question.readings], question: words },
});

/** What somebody chose, on top of the candidate that they began with. */
export function readingOf(input: ReadingInput, begun: Reading): Reading {
  const given = Object.entries(input).filter(([name, value]) => name !== 'candidate' && value !== null);
  return { ...begun, ...Object.fromEntries(given) };
}
