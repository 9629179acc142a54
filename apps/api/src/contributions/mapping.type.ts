import type { MappingProfile } from '#contributions';
import type { Mapping } from '#intake';
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar } from '../shared/date-time.scalar';

@ObjectType('MappedValue', { description: 'A code of the file, and what the dataset calls it.' })
export class MappedValueType {
  @Field(() => String, { description: 'As the file says it.' })
  from: string;

  @Field(() => String, { description: 'As the dataset says it.' })
  to: string;
}

@ObjectType('MappedColumn', { description: 'A column of a file, and the field of the dataset that it fills.' })
export class MappedColumnType {
  @Field(() => String, { description: 'Its header in the file.' })
  from: string;

  @Field(() => String, { description: 'Name of the field.' })
  to: string;

  @Field(() => [MappedValueType], { description: 'Codes that are called otherwise; others stay as they are.' })
  values: MappedValueType[];

  @Field(() => String, {
    nullable: true,
    description: 'What numbers are multiplied by: `0.001`, `5/9`; null: nothing.',
  })
  multiplyBy: string | null;
}

@ObjectType('Mapping', { description: 'How the columns of an organisation’s own files become a dataset’s.' })
export class MappingType {
  @Field(() => [MappedColumnType], { description: 'The columns that are taken.' })
  columns: MappedColumnType[];

  @Field(() => [String], { description: 'Headers that are left out on purpose.' })
  ignored: string[];
}

@ObjectType('MappingProfile', { description: 'A mapping that an organisation keeps under a name, for one dataset.' })
export class MappingProfileType {
  @Field(() => ID, { description: 'The profile.' })
  id: string;

  @Field(() => ID, { description: 'Whose it is.' })
  organisationId: string;

  @Field(() => ID, { description: 'For which dataset.' })
  datasetId: string;

  @Field(() => String, { description: 'Its name.' })
  name: string;

  @Field(() => MappingType, { description: 'What it says.' })
  mapping: MappingType;

  @Field(() => Int, { description: 'How often it was saved under this name.' })
  revision: number;

  @Field(() => DateTimeScalar, { description: 'When it was saved.' })
  savedAt: Date;
}

@InputType({ description: 'A code of the file, and what the dataset calls it.' })
export class MappedValueInput {
  @Field(() => String, { description: 'As the file says it.' })
  from: string;

  @Field(() => String, { description: 'As the dataset says it.' })
  to: string;
}

@InputType({ description: 'A column of a file, and the field of the dataset that it fills.' })
export class MappedColumnInput {
  @Field(() => String, { description: 'Its header in the file.' })
  from: string;

  @Field(() => String, { description: 'Name of the field.' })
  to: string;

  @Field(() => [MappedValueInput], { nullable: true, description: 'Codes that are called otherwise.' })
  values?: MappedValueInput[] | null;

  @Field(() => String, { nullable: true, description: 'What numbers are multiplied by: `0.001`, `5/9`.' })
  multiplyBy?: string | null;
}

@InputType({ description: 'How the columns of an organisation’s own files become a dataset’s.' })
export class MappingInput {
  @Field(() => [MappedColumnInput], { description: 'The columns that are taken.' })
  columns: MappedColumnInput[];

  @Field(() => [String], { nullable: true, description: 'Headers that are left out on purpose.' })
  ignored?: string[] | null;
}

@InputType({ description: 'A mapping to be kept under a name.' })
export class SaveMappingProfileInput {
  @Field(() => ID, { description: 'For which dataset.' })
  datasetId: string;

  @Field(() => ID, { description: 'Whose it is; the caller is its steward.' })
  organisationId: string;

  @Field(() => String, { description: 'Its name, 1 to 100 characters; what has that name is replaced.' })
  name: string;

  @Field(() => MappingInput, { description: 'What it says.' })
  mapping: MappingInput;
}

export const toMapping = ({ columns, ignored }: MappingInput): Mapping => ({
  ignored: ignored ?? [],
  columns: columns.map(({ from, to, values, multiplyBy }) => ({
    ...{ from, to },
    ...(values && { values: Object.fromEntries(values.map((value) => [value.from, value.to])) }),
    ...(multiplyBy && { unit: { multiplyBy } }),
  })),
});

export const toMappingType = ({ columns, ignored }: Mapping): MappingType => ({
  ignored: [...ignored],
  columns: columns.map(({ from, to, values = {}, unit }) => ({
    ...{ from, to, multiplyBy: unit?.multiplyBy ?? null },
    values: Object.entries(values).map(([code, value]) => ({ from: code, to: value })),
  })),
});

export const toMappingProfileType = ({ mapping, ...profile }: MappingProfile): MappingProfileType => ({
  ...profile,
  mapping: toMappingType(mapping),
});
