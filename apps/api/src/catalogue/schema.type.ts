import { CHANGE_EFFECTS, type ChangeEffect } from '#catalogue';
import type { TableSchema } from '#warehouse';
import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { GraphQLJSONObject } from 'graphql-scalars';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { pageOf } from '../shared/page';
import { upperEnum } from '../shared/upper-enum';

const ChangeEffectEnum = upperEnum(CHANGE_EFFECTS);
registerEnumType(ChangeEffectEnum, {
  name: 'SchemaChangeEffect',
  description: 'What a change of a schema does to people and rows.',
  valuesMap: {
    WORDS: { description: 'It is for people alone.' },
    WIDENING: { description: 'It lets more in.' },
    USE: { description: 'It takes something from who draws tables; rows stay readable.' },
    ROWS: { description: 'Rows accepted before are left out until they are sent again.' },
  },
});

@ObjectType('SchemaChange', { description: 'One difference between two schemas.' })
export class SchemaChangeType {
  @Field(() => String, { nullable: true, description: 'The column; null: it concerns the table.' })
  column: string | null;

  @Field(() => String, { description: 'What changed: `added`, `removed`, or a property such as `categories`.' })
  what: string;

  @Field(() => ChangeEffectEnum, { description: 'What it does.' })
  effect: ChangeEffect;
}

@ObjectType('ColumnRenaming', { description: 'A column that goes on under another name.' })
@InputType('ColumnRenamingInput', { description: 'A column that goes on under another name.' })
export class ColumnRenamingType {
  @Field(() => String, { description: 'Its name before.' })
  from: string;

  @Field(() => String, { description: 'Its name now.' })
  to: string;
}

@ObjectType('SchemaMigration', {
  description: 'What people have to know and do after a change that takes something away.',
})
@InputType('SchemaMigrationInput', { description: 'What people have to know and do.' })
export class SchemaMigrationType {
  @Field(() => String, { description: 'For people, 3 to 2,000 characters.' })
  note: string;

  @Field(() => [ColumnRenamingType], { defaultValue: [], description: 'Columns that go on under other names.' })
  renamed: ColumnRenamingType[];
}

@ObjectType('SchemaVersion', { description: 'A schema as it was in force from one moment; it never changes.' })
export class SchemaVersionType {
  @Field(() => Int, { description: 'From 1, without gaps.' })
  number: number;

  @Field(() => GraphQLJSONObject, { description: 'Its columns, as far as policies let you know of them.' })
  schema: TableSchema;

  @Field(() => String, { description: 'SHA-256 over its canonical JSON, as far as policies let you know of it.' })
  hash: string;

  @Field(() => String, { description: 'What changed and why; empty for the first.' })
  note: string;

  @Field(() => Boolean, { description: 'Whether it took something from people.' })
  breaking: boolean;

  @Field(() => SchemaMigrationType, { nullable: true, description: 'What people had to do; null: nothing.' })
  migration: SchemaMigrationType | null;

  @Field(() => Int, {
    description: 'Rows accepted under earlier versions than this one are left out until sent again.',
  })
  readableSince: number;

  @Field(() => DateTimeScalar, { description: 'Since when.' })
  createdAt: Date;
}

@ObjectType('SchemaVersionPage', { description: 'A page of versions of a schema, from the latest.' })
export class SchemaVersionPageType extends pageOf(SchemaVersionType) {}

@InputType({ description: 'The next version of a dataset’s schema.' })
export class AmendSchemaInput {
  @Field(() => ID, { description: 'Of which dataset; the caller is a steward of its publisher.' })
  datasetId: string;

  @Field(() => GraphQLJSONObject, { description: 'The whole schema, but for columns that policies hide from you.' })
  schema: object;

  @Field(() => String, { description: 'What changes and why, 3 to 2,000 characters.' })
  note: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Whether it is meant to take something from people.' })
  breaking: boolean;

  @Field(() => SchemaMigrationType, { nullable: true, description: 'Needed where it takes something from people.' })
  migration?: SchemaMigrationType | null;
}
