import { Injectable } from '@nestjs/common';
import { missing, type ApplicationId, type DatasetId } from '#kernel';
import type { Transaction } from '#platform';
import { identityOf, type Actor } from '#policy';
import { ApplicationStores } from '../db/application.stores';
import type { Application } from '../domain/application/application';
import { parseNote } from '../domain/application/form';
import type { Contributors } from '../domain/application/requirements';
import { stewardedOf } from '../domain/application/roles';
import { ApplicationDesk } from './application-desk';
import { ApplicationNews } from './application-news';
import { GrantBook } from './grant-book';

/** What a contributor says about the use of its own rows. */
export type ConsentAnswer = {
  readonly datasetId: DatasetId;
  readonly answer: 'given' | 'refused';
  readonly note?: string;
};

/** Who refused is known to those who decide, not to those who were refused. */
const visibility = 'handlers';

/** Contributors' consent to applications, where the policies ask for it. */
@Injectable()
export class ConsentService {
  constructor(
    private readonly desk: ApplicationDesk,
    private readonly stores: ApplicationStores,
    private readonly news: ApplicationNews,
    private readonly grants: GrantBook,
  ) {}

  /**
   * Gives or refuses consent in the name of every contributor that the caller is a steward of. It may be changed until
   * the application is decided; afterwards a refusal takes consent back, and ends what was granted of that dataset.
   *
   * @throws APPLICATION.MISSING, APPLICATION.NOT_NOW, CONSENT.MISSING if nobody asked for it
   */
  answer(by: Actor, id: ApplicationId, { datasetId, answer, note = '' }: ConsentAnswer): Promise<Application> {
    const words = parseNote(note);
    return this.desk.act(by, [id, 'consent'], async (tx, { application, consents }) => {
      const asked = consents.filter((one) => one.datasetId === datasetId).map(({ organisationId }) => organisationId);
      const organisations = stewardedOf(application, identityOf(by), asked);
      if (organisations.length === 0) throw missing('consent', datasetId);
      const { personId } = identityOf(by);
      const said = { organisations, datasetId, answer, by: personId, at: await tx.now() };
      await this.stores.voices.answerConsents(tx, application, said);
      const kind = answer === 'given' ? 'consented' : 'consentRefused';
      await this.desk.enter(tx, application, { kind, visibility, note: words, facts: { datasetId, organisations } });
      if (application.state === 'approved' && answer === 'refused') {
        await this.grants.endOf(tx, application, 'consentWithdrawn', datasetId);
      }
      return application;
    });
  }

  /** Asks contributors who have not been asked about this revision yet. @returns whether there were any */
  async ask(tx: Transaction, application: Application, contributors: Contributors): Promise<boolean> {
    const asked = [...contributors].flatMap(([datasetId, organisations]) =>
      organisations.map((organisationId) => ({ datasetId, organisationId })),
    );
    const added = await this.stores.voices.askConsents(tx, application, asked, await tx.now());
    if (added.length === 0) return false;
    await this.desk.enter(tx, application, { kind: 'consentAsked', visibility, facts: { organisations: added } });
    for (const organisationId of added) {
      const to = await this.news.stewards(tx, application, [organisationId]);
      const about = `${application.id}/${application.revision}/${organisationId}`;
      const datasets = asked.filter((one) => one.organisationId === organisationId).map((one) => one.datasetId);
      await this.news.ask(tx, application, { to, kind: 'consentAsked', about }, datasets);
    }
    return true;
  }
}
