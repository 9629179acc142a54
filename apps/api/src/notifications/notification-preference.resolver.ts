import type { Identity } from '#identity';
import { Inbox, type Preference } from '#notifications';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { CurrentIdentity } from '../shared/current-actor';
import { NotificationPreferenceType, SetNotificationPreferenceInput } from './notification.type';

@Resolver(() => NotificationPreferenceType)
export class NotificationPreferenceResolver {
  constructor(private readonly inbox: Inbox) {}

  @Query(() => [NotificationPreferenceType], { description: 'How the caller is told of each kind of thing there is.' })
  notificationPreferences(@CurrentIdentity() me: Identity): Promise<Preference[]> {
    return this.inbox.preferencesOf(me);
  }

  @Mutation(() => NotificationPreferenceType, {
    description: 'From now on, tells the caller of a kind of thing so. MUTED also holds back what was not mailed yet.',
  })
  setNotificationPreference(
    @CurrentIdentity() me: Identity,
    @Args('input', { description: 'What, and how.' }) input: SetNotificationPreferenceInput,
  ): Promise<Preference> {
    return this.inbox.prefer(me, input);
  }
}
