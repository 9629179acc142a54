import { Injectable } from '@nestjs/common';
import { MembersBook } from '#identity';
import type { OrganisationId, PersonId } from '#kernel';
import { Notifications, type NotificationFacts, type NotificationKind } from '#notifications';
import type { Queryable, Transaction } from '#platform';
import type { Application } from '../domain/application/application';

type Told = Pick<NotificationFacts, 'outcome' | 'reason' | 'until' | 'dataset' | 'extra'>;
export type News = Told & {
  readonly to: readonly PersonId[];
  readonly kind: NotificationKind;
  /** Names what happened; nobody is told of the same twice. Left out: each time. */
  readonly about?: string;
};

/** Tells people what happened to an application or a grant, in the transaction in which it happens. */
@Injectable()
export class ApplicationNews {
  constructor(
    private readonly notifications: Notifications,
    private readonly book: MembersBook,
  ) {}

  async tell(tx: Transaction, application: Application, { to, kind, about, ...told }: News): Promise<void> {
    const others = to.filter((id) => id !== tx.by.id);
    const { id, federationId, form, submitted } = application;
    const { title } = (submitted?.form ?? form).project;
    const facts = { subject: { type: 'application', id } as const, title, federationId, ...told };
    await this.notifications.tell(tx, { to: others, kind, facts, about: about ?? null });
  }

  /** What organisations are called, one after the other. */
  async names(on: Queryable, ids: readonly OrganisationId[]): Promise<string> {
    return (await this.book.organisations(on, [...new Set(ids)])).map(({ name }) => name).join(', ');
  }

  /** Who decides on it: the stewards of its publishers, without those who apply. */
  handlers(tx: Transaction, application: Application): Promise<PersonId[]> {
    return this.stewards(tx, application, application.publishers);
  }

  async stewards(
    tx: Transaction,
    application: Application,
    organisations: readonly OrganisationId[],
  ): Promise<PersonId[]> {
    const now = await tx.now();
    const here = (await this.book.affiliates(tx, application.federationId, now)).map((one) => one.organisationId);
    const stewards = await this.book.stewardsOf(
      tx,
      organisations.filter((id) => here.includes(id)),
      now,
    );
    const applying = applicants(application);
    return stewards.filter((id) => !applying.includes(id));
  }
}

/** Everybody who applies. */
export const applicants = ({ applicantId, coApplicants }: Application): PersonId[] => [
  applicantId,
  ...coApplicants.map(({ personId }) => personId),
];
