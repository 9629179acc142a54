import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { DateTimeScalar } from '../shared/date-time.scalar';

@ObjectType('Proxy', { description: 'One member’s written power for another to vote in their place, at one assembly.' })
export class ProxyType {
  @Field(() => ID, { description: 'The proxy.' })
  id: string;

  @Field(() => ID, { description: 'The member whose vote it is.' })
  principalId: string;

  @Field(() => ID, { description: 'The member who casts it.' })
  holderId: string;

  @Field(() => ID, { nullable: true, description: 'The one item it is for; null: the whole assembly.' })
  itemId: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was given.' })
  grantedAt: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was taken back; null: it was not.' })
  revokedAt: Date | null;

  @Field(() => Boolean, { description: 'Whether a vote was cast with it; then it cannot be taken back.' })
  isUsed: boolean;
}

@InputType({ description: 'A vote given to another member.' })
export class GrantProxyInput {
  @Field(() => ID, { description: 'The assembly, which has been convened.' })
  assemblyId: string;

  @Field(() => ID, { description: 'The member who is to cast it.' })
  holderId: string;

  @Field(() => ID, { nullable: true, description: 'The one item it is for; null: the whole assembly.' })
  itemId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'The member whose vote it is, where the caller represents one; null: the caller.',
  })
  principalId?: string | null;
}
