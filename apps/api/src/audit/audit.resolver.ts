import { AuditService } from '#audit';
import { Field, Int, ObjectType, Query, Resolver } from '@nestjs/graphql';

@ObjectType('LogHead', { description: 'The end of the sealed log. Keep it: a log cut short before it is seen to be.' })
export class LogHeadType {
  @Field(() => Int, { description: 'Number of the latest seal.' })
  number: number;

  @Field(() => String, { description: 'Hash of the latest seal, over all that came before.' })
  hash: string;

  @Field(() => Int, { description: 'Events sealed so far.' })
  events: number;
}

@Resolver(() => LogHeadType)
export class AuditResolver {
  constructor(private readonly audit: AuditService) {}

  @Query(() => LogHeadType, { nullable: true, description: 'The end of the sealed log; null: nothing is sealed yet.' })
  logHead(): Promise<LogHeadType | null> {
    return this.audit.head();
  }
}
