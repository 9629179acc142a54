import type { Scope } from '#identity';
import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { ScopeEnum } from './identity.type';

@ObjectType('ApiToken', { description: 'A token for programs. The secret itself is shown only when it is made.' })
export class ApiTokenType {
  @Field(() => ID, { description: 'Names the token; it is not the secret.' })
  id: string;

  @Field(() => String, { description: 'What it is for, in its owner’s words.' })
  name: string;

  @Field(() => [ScopeEnum], { description: 'What it may be used for.' })
  scopes: readonly Scope[];

  @Field(() => Date, { description: 'When it was made.' })
  createdAt: Date;

  @Field(() => Date, { description: 'From when on it does not work.' })
  expiresAt: Date;

  @Field(() => Date, { nullable: true, description: 'When it was revoked; null: it was not.' })
  revokedAt: Date | null;
}

@ObjectType('CreatedApiToken', { description: 'A new token, with the secret that is shown this once.' })
export class CreatedApiTokenType {
  @Field(() => String, { description: 'The secret, to be sent as `Authorization: Bearer …`. It is kept nowhere.' })
  secret: string;

  @Field(() => ApiTokenType, { description: 'What remains visible of it.' })
  apiToken: ApiTokenType;
}

@InputType({ description: 'What a new token is for, and until when.' })
export class CreateApiTokenInput {
  @Field(() => String, { description: 'What it is for: 1 to 200 characters in one line.' })
  name: string;

  @Field(() => [ScopeEnum], { description: 'What it may be used for: at least one scope, each once.' })
  scopes: Scope[];

  @Field(() => Date, { description: 'From when on it shall not work: within one year.' })
  expiresAt: Date;
}
