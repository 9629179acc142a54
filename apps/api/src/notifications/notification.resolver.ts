import type { Identity, Language } from '#identity';
import { headlineOf, Inbox, pageOf, textOf } from '#notifications';
import { Config } from '#platform';
import { Args, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { LanguageEnum } from '../identity/identity.type';
import { CurrentIdentity } from '../shared/current-actor';
import { idPage } from '../shared/id-page';
import {
  MarkNotificationsReadInput,
  NotificationPageType,
  NotificationsArgs,
  NotificationType,
  toNotificationType,
  toReadMark,
} from './notification.type';

const LANGUAGE = {
  type: () => LanguageEnum,
  nullable: true,
  description: 'In which language; absent: in that of the caller’s mails.',
} as const;

@Resolver(() => NotificationType)
export class NotificationResolver {
  constructor(
    private readonly inbox: Inbox,
    private readonly config: Config,
  ) {}

  @Query(() => NotificationPageType, { description: 'What the caller was told, the newest first.' })
  notifications(@CurrentIdentity() me: Identity, @Args() args: NotificationsArgs): Promise<NotificationPageType> {
    return idPage(args, (after, limit) => this.inbox.page(me, args, after, limit), {
      idOf: ({ id }) => id,
      toItem: toNotificationType,
    });
  }

  @Query(() => Int, { description: 'How many notifications the caller has not read.' })
  unreadNotifications(@CurrentIdentity() me: Identity): Promise<number> {
    return this.inbox.unread(me);
  }

  @Mutation(() => Int, {
    description: 'Marks notifications of the caller as read, all or none, and says how many are not read after that.',
  })
  markNotificationsRead(
    @CurrentIdentity() me: Identity,
    @Args('input', { description: 'Which.' }) input: MarkNotificationsReadInput,
  ): Promise<number> {
    return this.inbox.markRead(me, toReadMark(input));
  }

  @ResolveField(() => String, { description: 'In one line: what happened, and to what. The subject of its mail.' })
  headline(
    @CurrentIdentity() me: Identity,
    @Parent() { told }: NotificationType,
    @Args('language', LANGUAGE) language?: Language | null,
  ): string {
    return headlineOf(told, language ?? me.language);
  }

  @ResolveField(() => String, { description: 'What happened in a sentence, and the facts, each on a line of its own.' })
  text(
    @CurrentIdentity() me: Identity,
    @Parent() { told }: NotificationType,
    @Args('language', LANGUAGE) language?: Language | null,
  ): string {
    return textOf(told, language ?? me.language).join('\n');
  }

  @ResolveField(() => String, { description: 'Where it is shown. The address holds no credentials.' })
  url(@Parent() { subject }: NotificationType): string {
    return `${this.config.http.publicUrl}${pageOf(subject)}`;
  }
}
