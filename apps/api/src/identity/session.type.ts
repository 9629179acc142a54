import type { Identity, ProviderId, Session } from '#identity';
import { Field, ID, ObjectType } from '@nestjs/graphql';

@ObjectType('Session', {
  description: 'One of your sign-ins. Its tokens are shown when they are made, and never again.',
})
export class SessionType {
  /** Resolved into `provider` and `logoutUrl`. */
  providerId: ProviderId | null;

  @Field(() => ID, { description: 'Names the session; it is not a secret.' })
  id: string;

  @Field(() => Date, { description: 'When you signed in.' })
  createdAt: Date;

  @Field(() => Date, { nullable: true, description: 'When a refresh token was last used; null: never.' })
  refreshedAt: Date | null;

  @Field(() => Date, { description: 'From when on nothing of it works, unless it is refreshed before.' })
  expiresAt: Date;

  @Field(() => Date, { nullable: true, description: 'When it was ended; null: it was not.' })
  endedAt: Date | null;

  @Field(() => Boolean, { description: 'Whether this request came with it.' })
  isCurrent: boolean;
}

export const toSessionType = (by: Identity, session: Session): SessionType => ({
  ...session,
  isCurrent: session.id === by.sessionId,
});
