import { Injectable } from '@nestjs/common';
import { DatasetService } from '#catalogue';
import { MembersBook } from '#identity';
import type { DatasetId, OrganisationId, PersonId } from '#kernel';
import { Notifications, type NotificationFacts, type NotificationKind } from '#notifications';
import type { Queryable, Transaction } from '#platform';
import type { Application } from '../domain/application/application';
import { ApplicationAssessment } from './application-assessment';

type Told = Omit<NotificationFacts, 'subject' | 'title' | 'federationId' | 'dueAt' | 'duty'>;
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
    private readonly datasets: DatasetService,
    private readonly assessment: ApplicationAssessment,
  ) {}

  async tell(tx: Transaction, application: Application, { to, kind, about, ...told }: News): Promise<void> {
    const others = to.filter((id) => id !== tx.by.id);
    const { id, federationId, form, submitted } = application;
    const { title } = (submitted?.form ?? form).project;
    const facts = { subject: { type: 'application', id } as const, title, federationId, ...told };
    await this.notifications.tell(tx, { to: others, kind, facts, about: about ?? null });
  }

  /**
   * Tells those of whom something is asked what they have to know to answer: who applies, in whose name, what for, whether
   * it was submitted before, and for which data, as far as each of them may know of it.
   *
   * @param about left out: all datasets of the application
   */
  async ask(tx: Transaction, application: Application, news: News, about?: readonly DatasetId[]): Promise<void> {
    const { applicantId, organisationId, revision, form, items, submitted } = application;
    const { purpose } = submitted?.form ?? form;
    const datasets = about ?? (submitted?.items ?? items).map(({ datasetId }) => datasetId);
    const facts = {
      ...{ actor: await this.nameOf(tx, applicantId), organisation: await this.names(tx, [organisationId]), purpose },
      revision: revision > 1 ? revision : null,
    };
    for (const personId of new Set(news.to)) {
      const known = await this.dataKnownTo(personId, application, [...new Set(datasets)]);
      await this.tell(tx, application, { ...news, ...facts, ...known, to: [personId] });
    }
  }

  async nameOf(on: Queryable, personId: PersonId): Promise<string | null> {
    const [person] = await this.book.persons(on, [personId]);
    return person?.name ?? null;
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

  private async dataKnownTo(
    personId: PersonId,
    { federationId }: Application,
    datasets: readonly DatasetId[],
  ): Promise<Told> {
    const titles = await this.datasets.titles(await this.assessment.actorOf(personId), federationId, datasets);
    const known = datasets.flatMap((id) => titles.get(id) ?? []);
    const further = datasets.length - known.length;
    return { dataset: known.join(', ') || null, furtherDatasets: further || null };
  }
}

/** Everybody who applies. */
export const applicants = ({ applicantId, coApplicants }: Application): PersonId[] => [
  applicantId,
  ...coApplicants.map(({ personId }) => personId),
];
