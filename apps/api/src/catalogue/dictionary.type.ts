import type { DictionaryCode, DictionaryEntry, Labels } from '#catalogue';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { GraphQLJSONObject } from 'graphql-scalars';

@ObjectType('CodeMeaning', { description: 'What one code stands for.' })
export class CodeMeaningType implements DictionaryCode {
  @Field(() => String, { description: 'The code.' })
  code: string;

  @Field(() => GraphQLJSONObject, { description: 'What it is called, by language: `it`, `en` and maybe others.' })
  labels: Labels;
}

@ObjectType('CodeListLevelOf', { description: 'Where a column takes its codes from.' })
export class CodeListLevelType {
  @Field(() => ID, { description: 'The code list.' })
  list: string;

  @Field(() => Int, { description: 'Its version.' })
  version: number;

  @Field(() => String, { description: 'The level.' })
  level: string;
}

@ObjectType('DictionaryEntry', { description: 'What one column means.' })
export class DictionaryEntryType {
  @Field(() => String, { description: 'The name of the column.' })
  name: string;

  @Field(() => String, { nullable: true, description: 'Its title; null: it has none.' })
  title: string | null;

  @Field(() => String, { nullable: true, description: 'What it means; null: nobody has said.' })
  description: string | null;

  @Field(() => String, { description: 'Its type, after Table Schema v2.' })
  type: DictionaryEntry['type'];

  @Field(() => String, { nullable: true, description: 'What its numbers count; null: that is not said.' })
  unit: string | null;

  @Field(() => String, { description: 'What it may give away: its disclosure role.' })
  role: DictionaryEntry['role'];

  @Field(() => Boolean, { description: 'Whether every row has a value.' })
  required: boolean;

  @Field(() => [String], { description: 'What stands for a missing value in a file; none: there is always one.' })
  missingAs: readonly string[];

  @Field(() => String, { nullable: true, description: 'The smallest value allowed; null: any.' })
  minimum: string | null;

  @Field(() => String, { nullable: true, description: 'The largest value allowed; null: any.' })
  maximum: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'How wide the steps are in which its quantiles are told, from its smallest value on; null: none are told.',
  })
  grid: string | null;

  @Field(() => String, { nullable: true, description: 'The coarser column that its values lie in; null: none.' })
  within: string | null;

  @Field(() => String, { nullable: true, description: 'The finer column that tells its value; null: files hold it.' })
  derivedFrom: string | null;

  @Field(() => CodeListLevelType, { nullable: true, description: 'Where its codes come from; null: from the schema.' })
  codeList: CodeListLevelType | null;

  @Field(() => [CodeMeaningType], { description: 'Its codes, at most 10,000; none: it has no closed list.' })
  codes: readonly CodeMeaningType[];
}

@ObjectType('DataDictionary', { description: 'What the columns of a dataset mean, as far as you may know of them.' })
export class DataDictionaryType {
  @Field(() => Int, { description: 'Of which version of the schema.' })
  schemaNumber: number;

  @Field(() => [DictionaryEntryType], { description: 'One for each column, in their order.' })
  entries: readonly DictionaryEntryType[];
}

@ObjectType('ContributorCoverage', { description: 'How much of a federation is in a dataset.' })
export class ContributorCoverageType {
  @Field(() => Int, { description: 'Affiliated organisations with rows in the latest version.' })
  contributors: number;

  @Field(() => Int, { description: 'Affiliated organisations.' })
  organisations: number;

  @Field(() => Int, { description: 'People who are members of these contributors, each once.' })
  members: number;

  @Field(() => Int, { description: 'People who are members of any affiliated organisation, each once.' })
  allMembers: number;

  @Field(() => Int, { description: 'The share of members in whole per cent, rounded half up.' })
  memberPercent: number;

  @Field(() => String, { description: 'The same in Italian: «9 organizzazioni su 14, il 71 % dei soci».' })
  sentenceIt: string;

  @Field(() => String, { description: 'The same in English: “9 of 14 organisations, 71 % of members”.' })
  sentenceEn: string;
}
