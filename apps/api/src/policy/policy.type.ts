import type { PolicyVersion } from '#policy';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { GraphQLJSONObject } from 'graphql-scalars';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { pageOf } from '../shared/page';

@ObjectType('Policy', { description: 'One version of an access policy: what an assembly decided, as data.' })
export class PolicyType {
  @Field(() => ID, { description: 'The policy, through all its versions.' })
  id: string;

  @Field(() => ID, { description: 'This version.' })
  versionId: string;

  @Field(() => Int, { description: 'Number of this version, from 1.' })
  number: number;

  @Field(() => ID, { description: 'The federation whose assembly decided.' })
  federationId: string;

  @Field(() => String, { description: 'What its authors called it.' })
  title: string;

  @Field(() => GraphQLJSONObject, { description: 'The document that is enforced, in the language granaio-policy/1.' })
  document: object;

  @Field(() => String, { description: 'SHA-256 of the document’s canonical JSON (RFC 8785), as it was voted on.' })
  hash: string;

  @Field(() => DateTimeScalar, { description: 'When it came into force.' })
  enactedAt: Date;

  @Field(() => ID, { nullable: true, description: 'The ballot that adopted it; null: founded with the federation.' })
  enactedBy: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was ended or replaced; null: it was not.' })
  endedAt: Date | null;

  @Field(() => ID, { nullable: true, description: 'The ballot that ended or replaced it; null: none did.' })
  endedBy: string | null;
}

@ObjectType('PolicyPage', { description: 'A page of policies, newest first, each in its latest version.' })
export class PolicyPageType extends pageOf(PolicyType) {}

export const toPolicyType = ({ id, policyId, document, ...version }: PolicyVersion): PolicyType => ({
  ...version,
  id: policyId,
  versionId: id,
  title: document.title,
  document,
});
