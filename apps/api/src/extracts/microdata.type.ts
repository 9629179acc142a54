import type { MicrodataFacts } from '#extracts';
import { Field, Int, ObjectType } from '@nestjs/graphql';

@ObjectType('MicrodataColumn', { description: 'A column of rows that left one by one.' })
export class MicrodataColumnType {
  @Field(() => String, { description: 'Its name in the schema.' })
  name: string;

  @Field(() => Boolean, {
    description: 'Whether it is sensitive: it is shown as it is, and every group has several of its values.',
  })
  isSensitive: boolean;

  @Field(() => Int, { description: 'How far it was coarsened: 0, not at all; `levels`, nothing of it is left.' })
  level: number;

  @Field(() => Int, { description: 'How many coarser levels it has.' })
  levels: number;

  @Field(() => Int, {
    description: 'In how many rows it is hidden (*) where others show it, because too few looked alike.',
  })
  starred: number;
}

@ObjectType('Microdata', { description: 'What accounts for rows that left one by one, made anonymous.' })
export class MicrodataType {
  @Field(() => Int, { description: 'Fewest people in a group of rows that look alike (k-anonymity).' })
  k: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Fewest values of each sensitive column in a group (l-diversity); null: there is none.',
  })
  l: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'How far a group’s shares of sensitive values may be from those of all rows, as an exact fraction (t-closeness); null: it was not asked for.',
  })
  t: string | null;

  @Field(() => [MicrodataColumnType], { description: 'Its columns, in the order of the file.' })
  columns: readonly MicrodataColumnType[];

  @Field(() => Int, { description: 'Rows in the file.' })
  rows: number;

  @Field(() => Int, { description: 'Rows that were left out, because too few looked alike.' })
  suppressedRows: number;

  @Field(() => Int, { description: 'Groups of rows that look alike.' })
  groups: number;

  @Field(() => Int, { description: 'Rows of the smallest group.' })
  smallestGroup: number;

  @Field(() => Int, { description: 'Rows of the largest group.' })
  largestGroup: number;
}

export const toMicrodataType = ({ requirement, ...facts }: MicrodataFacts): MicrodataType => {
  const { k, diversity, closeness } = requirement;
  const columns = facts.columns.map((column) => ({ ...column, starred: column.starred ?? 0 }));
  return { ...facts, columns, k, l: diversity?.l ?? null, t: closeness ? `${closeness.part}/${closeness.of}` : null };
};
