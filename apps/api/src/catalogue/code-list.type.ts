import type { CodeListVersion, Labels } from '#catalogue';
import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { GraphQLJSONObject } from 'graphql-scalars';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { pageOf } from '../shared/page';
import { CalendarPeriodType } from './metadata.type';

const LABELS = 'By language: `{"it": "Zona", "en": "Zone"}`; these two are always there.';

@ObjectType('CodeLevel', { description: 'One step of a hierarchy.' })
@InputType('CodeLevelInput', { description: 'One step of a hierarchy.' })
export class CodeLevelType {
  @Field(() => String, { description: 'Its name: a lower-case letter, then letters and digits, at most 40.' })
  name: string;

  @Field(() => GraphQLJSONObject, { description: LABELS })
  title: Labels;
}

@ObjectType('CodeListVersion', { description: 'A code list as it was published at one time; it never changes.' })
export class CodeListVersionType implements Omit<CodeListVersion, 'listId'> {
  @Field(() => Int, { description: 'From 1, without gaps.' })
  number: number;

  @Field(() => [CodeLevelType], { description: 'From the finest to the coarsest.' })
  levels: CodeLevelType[];

  @Field(() => Int, { description: 'How many codes it has on all levels together.' })
  codes: number;

  @Field(() => CalendarPeriodType, { description: 'When the classification is or was in force.' })
  valid: CalendarPeriodType;

  @Field(() => String, { description: 'What changed.' })
  note: string;

  @Field(() => String, { description: 'SHA-256 over its levels and codes.' })
  hash: string;

  @Field(() => DateTimeScalar, { description: 'When it was published.' })
  createdAt: Date;
}

@ObjectType('CodeList', { description: 'A public classification that columns share, such as the zones of a city.' })
export class CodeListType {
  @Field(() => ID, { description: 'Names the list, for ever.' })
  id: string;

  @Field(() => ID, { nullable: true, description: 'The federation it is of; null: it comes with the product.' })
  federationId: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The organisation that publishes it; null: it comes with the product.',
  })
  publisherId: string | null;

  @Field(() => GraphQLJSONObject, { description: LABELS })
  title: Labels;

  @Field(() => Int, { description: 'Number of its latest version.' })
  version: number;
}

@ObjectType('CodeListPage', { description: 'A page of code lists, newest first.' })
export class CodeListPageType extends pageOf(CodeListType) {}

@ObjectType('CodeListDetail', { description: 'A code list with its versions.' })
export class CodeListDetailType extends CodeListType {
  @Field(() => [CodeListVersionType], { description: 'From the latest.' })
  versions: CodeListVersionType[];
}

@ObjectType('Code', { description: 'One code of a list.' })
class CodeType {
  @Field(() => String, { description: 'The level it is on.' })
  level: string;

  @Field(() => String, { description: 'The code.' })
  code: string;

  @Field(() => String, {
    nullable: true,
    description: 'The code of the next coarser level; null: it is on the coarsest.',
  })
  parent: string | null;

  @Field(() => GraphQLJSONObject, { description: LABELS })
  labels: Labels;

  @Field(() => CalendarPeriodType, { description: 'When the thing itself is or was there.' })
  valid: CalendarPeriodType;
}

@ObjectType('CodePage', { description: 'A page of codes, in the order in which they were published.' })
export class CodePageType extends pageOf(CodeType) {}

@InputType({ description: 'One code of a list to be published.' })
class CodeInput {
  @Field(() => String, { description: 'The level it is on.' })
  level: string;

  @Field(() => String, { description: 'The code, 1 to 100 characters; not _T and not _U.' })
  code: string;

  @Field(() => String, { nullable: true, description: 'The code of the next coarser level; null on the coarsest.' })
  parent?: string | null;

  @Field(() => GraphQLJSONObject, { description: LABELS })
  labels: Labels;

  @Field(() => CalendarPeriodType, { nullable: true, description: 'When the thing itself is there; left out: always.' })
  valid?: CalendarPeriodType | null;
}

@InputType({ isAbstract: true })
class CodeListContentInput {
  @Field(() => [CodeInput], { nullable: true, description: 'Its codes; or send them as CSV.' })
  codes?: CodeInput[] | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Its codes as CSV: level, code, parent, label or label_it and label_en, valid_from, valid_to. Larger ones go to POST /code-lists/<id>/versions.',
  })
  csv?: string | null;

  @Field(() => CalendarPeriodType, { nullable: true, description: 'When it is in force; left out: always.' })
  valid?: CalendarPeriodType | null;

  @Field(() => String, { defaultValue: '', description: 'What people should know, at most 2,000 characters.' })
  note: string;
}

@InputType({ description: 'A code list to be published.' })
export class PublishCodeListInput extends CodeListContentInput {
  @Field(() => ID, { description: 'The federation it will be of.' })
  federationId: string;

  @Field(() => ID, { description: 'The organisation that publishes it; the caller is its steward.' })
  publisherId: string;

  @Field(() => GraphQLJSONObject, { description: LABELS })
  title: Labels;

  @Field(() => [CodeLevelType], { description: 'From the finest to the coarsest, at most 10.' })
  levels: CodeLevelType[];
}

@InputType({ description: 'The next version of a code list, whole.' })
export class AddCodeListVersionInput extends CodeListContentInput {
  @Field(() => ID, { description: 'Which list; the caller is a steward of its publisher.' })
  codeListId: string;

  @Field(() => [CodeLevelType], { nullable: true, description: 'Its levels; left out: as they were.' })
  levels?: CodeLevelType[] | null;
}
