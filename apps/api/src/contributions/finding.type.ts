import { findingWords, type FoundHere, type GroupHere } from '#contributions';
import type { Language } from '#identity';
import { Field, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { GraphQLSafeInt } from 'graphql-scalars';

const FindingSeverityEnum = { ERROR: 'error', WARNING: 'warning' } as const;
registerEnumType(FindingSeverityEnum, {
  name: 'FindingSeverity',
  description: 'How bad it is.',
  valuesMap: {
    ERROR: { description: 'The contribution is rejected.' },
    WARNING: { description: 'Its contributor is asked to look again.' },
  },
});

@ObjectType({ isAbstract: true })
abstract class FoundType {
  @Field(() => Int, { nullable: true, description: 'Number of the file; null: there is only one, or all are meant.' })
  file: number | null;

  @Field(() => String, { nullable: true, description: 'The column; null: the whole row or file.' })
  column: string | null;

  @Field(() => String, { description: 'What is wrong, as a stable code.' })
  code: string;

  @Field(() => FindingSeverityEnum, { description: 'How bad it is.' })
  severity: 'error' | 'warning';

  @Field(() => String, { description: 'What is wrong, in the language of whoever reads it.' })
  reason: string;

  @Field(() => String, { description: 'How to put it right, in the language of whoever reads it.' })
  hint: string;
}

@ObjectType('Finding', { description: 'Something wrong with a file, at one place of it.' })
export class FindingType extends FoundType {
  @Field(() => Int, {
    nullable: true,
    description: 'As a spreadsheet counts, the header being row 1; null: the whole file.',
  })
  row: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What stands there, on one line and with everything visible: for stewards of the organisation that sent it, for 90 days. Null: not shown, as for direct identifiers always.',
  })
  value: string | null;
}

@ObjectType('FindingGroup', { description: 'Everything of one kind that is wrong in one column.' })
export class FindingGroupType extends FoundType {
  @Field(() => GraphQLSafeInt, { description: 'How often.' })
  count: number;

  @Field(() => GraphQLSafeInt, { nullable: true, description: 'Where first; null: the whole file.' })
  firstRow: number | null;
}

export const toFindingType = (found: FoundHere, language: Language): FindingType => ({
  ...found,
  ...findingWords(found, language),
});

export const toFindingGroupType = (group: GroupHere, language: Language): FindingGroupType => ({
  ...group,
  ...findingWords(group, language),
});
