import type { PolicyVersion } from '#policy';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import { GraphQLJSONObject } from 'graphql-scalars';
import { DateTimeScalar } from '../shared/date-time.scalar';
import { pageOf } from '../shared/page';

@ObjectType('Suspension', {
  description: 'An emergency stop: the policy permits nothing meanwhile, and prohibits what it did.',
})
export class SuspensionType {
  @Field(() => DateTimeScalar, { description: 'When it was decided.' })
  since: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'When it lapses by itself; null: it was ratified, and stands until further notice.',
  })
  until: Date | null;

  @Field(() => String, { description: 'Why, in the words of who decided it.' })
  reason: string;

  @Field(() => Boolean, { description: 'Whether the assembly has ratified it.' })
  ratified: boolean;
}

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

  @Field(() => ID, {
    nullable: true,
    description: 'The organisation whose own policy it is, about what is its own; null: the federation’s.',
  })
  organisationId: string | null;

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

  @Field(() => SuspensionType, {
    nullable: true,
    description: 'Its suspension while that holds; null: it is not suspended.',
  })
  suspension: SuspensionType | null;
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
