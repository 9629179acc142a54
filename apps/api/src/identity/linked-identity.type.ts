import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType('LinkedIdentity', { description: 'An account at an identity provider that signs you in.' })
export class LinkedIdentityType {
  @Field(() => ID, { description: 'Names the link.' })
  id: string;

  @Field(() => String, { description: 'The address of whoever keeps the account.' })
  issuer: string;

  @Field(() => String, { description: 'What you are called there.' })
  subject: string;

  @Field(() => Date, { description: 'Since when it signs you in.' })
  linkedAt: Date;

  @Field(() => Date, { description: 'When it last did.' })
  lastUsedAt: Date;
}
