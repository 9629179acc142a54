import { DATA_THEMES, FREQUENCIES, LANGUAGES, type DataTheme, type Frequency, type Language } from '#catalogue';
import { Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { AccessRightsEnum, NeedCategoryEnum } from './dataset.type';

const enumOf = (words: readonly string[]) => Object.fromEntries(words.map((word) => [word, word]));
const DataThemeEnum = enumOf(DATA_THEMES);
registerEnumType(DataThemeEnum, { name: 'DataTheme', description: 'The EU’s data themes.' });
const FrequencyEnum = enumOf(FREQUENCIES);
registerEnumType(FrequencyEnum, {
  name: 'Frequency',
  description: 'How often data are updated, by the EU’s vocabulary.',
});
const DataLanguageEnum = enumOf(LANGUAGES);
registerEnumType(DataLanguageEnum, {
  name: 'DataLanguage',
  description: 'A language of data, by the EU’s vocabulary.',
});

@ObjectType('ContactPoint', { description: 'Somebody to ask about a dataset.' })
@InputType('ContactPointInput', { description: 'Somebody to ask about a dataset.' })
export class ContactPointType {
  @Field(() => String, { description: 'A name, 1 to 200 characters.' })
  name: string;

  @Field(() => String, { description: 'A mail address.' })
  email: string;
}

@ObjectType('TerritoryCode', { description: 'A code of a list of places.' })
@InputType('TerritoryCodeInput', { description: 'A code of a list of places.' })
export class TerritoryCodeType {
  @Field(() => ID, { description: 'The code list.' })
  list: string;

  @Field(() => String, { description: 'The code.' })
  code: string;
}

@ObjectType('Territory', { description: 'A place that data are about.' })
@InputType('TerritoryInput', { description: 'A place that data are about.' })
export class TerritoryType {
  @Field(() => String, { description: 'Its name.' })
  label: string;

  @Field(() => String, { nullable: true, description: 'Its web address in a register of places; null: none is known.' })
  uri: string | null;

  @Field(() => TerritoryCodeType, { nullable: true, description: 'Its code; null: it is in no list here.' })
  code: TerritoryCodeType | null;
}

@ObjectType('CalendarPeriod', { description: 'Calendar days, both included.' })
@InputType('CalendarPeriodInput', { description: 'Calendar days, both included.' })
export class CalendarPeriodType {
  @Field(() => String, { nullable: true, description: 'The first, YYYY-MM-DD; null: it has no beginning.' })
  start: string | null;

  @Field(() => String, { nullable: true, description: 'The last, YYYY-MM-DD; null: it has no end.' })
  end: string | null;
}

@ObjectType({ isAbstract: true })
@InputType({ isAbstract: true })
class DescribedType {
  @Field(() => String, {
    nullable: true,
    description: 'Web address of the licence of what is released; null: none is told.',
  })
  licence?: string | null;

  @Field(() => ID, { nullable: true, description: 'The organisation that holds the rights; null: its publisher.' })
  rightsHolderId?: string | null;

  @Field(() => FrequencyEnum, { nullable: true, description: 'How often it is updated; null: that is not told.' })
  accrualPeriodicity?: Frequency | null;

  @Field(() => String, { nullable: true, description: 'A page about it elsewhere; null: there is none.' })
  landingPage?: string | null;
}

@ObjectType('DatasetMetadata', { description: 'What other catalogues are told of a dataset (DCAT-AP 3, DCAT-AP_IT).' })
export class DatasetMetadataType extends DescribedType {
  @Field(() => ContactPointType, { nullable: true, description: 'Whom to ask; null: nobody is named.' })
  contactPoint: ContactPointType | null;

  @Field(() => [DataThemeEnum], { description: 'What it is about.' })
  themes: readonly DataTheme[];

  @Field(() => [TerritoryType], { description: 'Where it is about.' })
  spatial: readonly TerritoryType[];

  @Field(() => CalendarPeriodType, { nullable: true, description: 'When it is about; null: that is not told.' })
  temporal: CalendarPeriodType | null;

  @Field(() => [DataLanguageEnum], { description: 'The languages of its texts.' })
  languages: readonly Language[];

  @Field(() => DateTimeScalar, { description: 'When its entry or its data last changed.' })
  modifiedAt: Date;
}

@InputType({ description: 'What is to be told of a dataset; left out: as it was; null: no longer told.' })
export class DatasetMetadataInput extends DescribedType {
  @Field(() => ContactPointType, { nullable: true, description: 'Whom to ask.' })
  contactPoint?: ContactPointType | null;

  @Field(() => [DataThemeEnum], { nullable: true, description: 'What it is about.' })
  themes?: DataTheme[] | null;

  @Field(() => [TerritoryType], { nullable: true, description: 'Where it is about, at most 50 places.' })
  spatial?: TerritoryType[] | null;

  @Field(() => CalendarPeriodType, { nullable: true, description: 'When it is about.' })
  temporal?: CalendarPeriodType | null;

  @Field(() => [DataLanguageEnum], { nullable: true, description: 'The languages of its texts.' })
  languages?: Language[] | null;
}

@InputType({ description: 'Corrections of an entry of the catalogue; left out: as it was.' })
export class UpdateDatasetInput {
  @Field(() => ID, { description: 'Which one; the caller is a steward of its publisher.' })
  datasetId: string;

  @Field(() => String, { nullable: true, description: 'Its title, 3 to 200 characters.' })
  title?: string | null;

  @Field(() => String, { nullable: true, description: 'What it holds, 3 to 5,000 characters.' })
  description?: string | null;

  @Field(() => [String], { nullable: true, description: 'Words to find it by.' })
  keywords?: string[] | null;

  @Field(() => NeedCategoryEnum, { nullable: true, description: 'The need it answers.' })
  needCategory?: (typeof NeedCategoryEnum)[string] | null;

  @Field(() => AccessRightsEnum, { nullable: true, description: 'What the catalogue says of access.' })
  accessRights?: (typeof AccessRightsEnum)[string] | null;

  @Field(() => DatasetMetadataInput, { nullable: true, description: 'What other catalogues are told.' })
  metadata?: DatasetMetadataInput | null;
}
