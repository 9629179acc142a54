import type { StatuteDocument, StatutePreset, StatuteVersion } from '#governance';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { GraphQLJSONObject } from 'graphql-scalars';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { pageOf } from '../shared/page';
import { SentenceType } from './proposal.type';

@ObjectType('Statute', { description: 'One version of the rules of a body.' })
export class StatuteType {
  @Field(() => ID, { description: 'Whose rules.' })
  bodyId: string;

  @Field(() => Int, { description: 'Number of this version, from 1.' })
  number: number;

  @Field(() => GraphQLJSONObject, { description: 'The rules as data, in the language granaio-statute/1.' })
  document: StatuteDocument;

  @Field(() => String, { description: 'SHA-256 of the document’s canonical JSON (RFC 8785).' })
  hash: string;

  @Field(() => DateTimeScalar, { description: 'When it came into force.' })
  enactedAt: Date;

  @Field(() => ID, { nullable: true, description: 'The ballot that adopted it; null: it came with the foundation.' })
  resolution: string | null;
}

@ObjectType('StatutePage', { description: 'A page of the versions of a statute, newest first.' })
export class StatutePageType extends pageOf(StatuteType) {}

@ObjectType('StatutePreset', { description: 'A statute to start from, each of its rules with its source.' })
export class StatutePresetType {
  @Field(() => String, { description: 'Names it.' })
  key: string;

  @Field(() => SentenceType, { description: 'What it is called.' })
  title: SentenceType;

  @Field(() => [String], { description: 'The laws it was written from, as people cite them.' })
  sources: readonly string[];

  @Field(() => GraphQLJSONObject, { description: 'The rules as data, in the language granaio-statute/1.' })
  document: StatuteDocument;
}

export const toStatuteType = (version: StatuteVersion): StatuteType => version;
export const toStatutePresetType = (preset: StatutePreset): StatutePresetType => preset;
