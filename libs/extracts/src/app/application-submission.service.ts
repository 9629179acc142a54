import { Injectable } from '@nestjs/common';
import { CommonsError, type ApplicationId } from '#kernel';
import type { Transaction } from '#platform';
import { identityOf, type Actor } from '#policy';
import { ApplicationStores } from '../db/application.stores';
import { agreementHash, agreementOn, yetToAccept } from '../domain/application/agreement';
import type { Application, Revision } from '../domain/application/application';
import { applyChanges } from '../domain/application/changes';
import { changedMeanwhile, itemsRefused, notAccepted, notYourName, openAlready } from '../domain/application/errors';
import { decidersOf, requirementsOf, type Contributors } from '../domain/application/requirements';
import { assertRetention } from '../domain/application/retention';
import { mayApplyFor } from '../domain/application/roles';
import { grantPeriod } from '../domain/grant/grant-period';
import { ApplicationAssessment, demandingItems, refusalsOf, type AssessedCart } from './application-assessment';
import { ConsentService } from './application-consent.service';
import { ApplicationDesk } from './application-desk';
import { ApplicationGranting } from './application-granting';
import { ApplicationNews } from './application-news';
import { signedIn } from './signed';

/** Puts applications before those who decide; the policies are asked first. */
@Injectable()
export class SubmissionService {
  constructor(
    private readonly desk: ApplicationDesk,
    private readonly stores: ApplicationStores,
    private readonly assessment: ApplicationAssessment,
    private readonly consents: ConsentService,
    private readonly granting: ApplicationGranting,
    private readonly news: ApplicationNews,
  ) {}

  /**
   * Submits an application, for the first time or as it was changed: then whoever answered about it answers anew. What
   * the policies ask for is frozen here. Where they ask for nobody, the rule itself approves it at once. A refusal stays
   * in its history.
   *
   * @throws APPLICATION.REFUSED (each item with the nearest alternative), APPLICATION.BLOCKED, APPLICATION.OPEN_ALREADY, APPLICATION.NOT_ACCEPTED,
   *   APPLICATION.RETENTION_TOO_LONG, APPLICATION.NOTHING_LEFT, APPLICATION.NOT_YOUR_NAME, APPLICATION.NOT_NOW,
   *   APPLICATION.CHANGED, DATASET.MISSING, EXTRACT.UNKNOWN_COLUMN
   */
  async submit(by: Actor, id: ApplicationId): Promise<Application> {
    const { application: seen } = await this.desk.look(by, [id, 'submit']);
    const cart = await this.assessment.assess(signedIn(by), seen.form.purpose, seen.items);
    const requirements = requirementsOf({ ...seen, ...seen.form }, demandingItems(cart));
    const contributors = await this.assessment.contributors(requirements);
    const result = await this.desk.act(by, [id, 'submit'], async (tx, { application }) => {
      assertSame(application, seen);
      await this.assessment.keep(tx, 'submit', id, cart);
      const refusal = await this.refusal(tx, by, application, cart);
      if (!refusal) return this.take(tx, application, cart, contributors);
      const { code, message, details } = refusal;
      await this.desk.enter(tx, application, { kind: 'refused', note: message, facts: { code }, details });
      return refusal;
    });
    if (result instanceof CommonsError) throw result;
    return result;
  }

  /** Why it cannot be submitted: the first of what stands in its way. */
  private async refusal(
    tx: Transaction,
    by: Actor,
    application: Application,
    cart: AssessedCart,
  ): Promise<CommonsError | null> {
    const { organisationId, form } = application;
    if (!mayApplyFor(identityOf(by), organisationId)) return notYourName(organisationId);
    const refusals = refusalsOf(cart);
    if (refusals.length > 0) return itemsRefused(refusals);
    const datasets = application.items.map(({ datasetId }) => datasetId);
    const block = await this.granting.blockOn(tx, application, datasets);
    if (block) return block;
    const twin = await this.stores.applications.twinOf(tx, application);
    if (twin) return openAlready(twin);
    const items = demandingItems(cart);
    const late = yetToAccept(application, agreementHash(agreementOn(form, items)));
    if (late.length > 0) return notAccepted(late);
    return null;
  }

  private async take(
    tx: Transaction,
    application: Application,
    cart: AssessedCart,
    contributors: Contributors,
  ): Promise<Application> {
    const items = demandingItems(cart);
    const { form, coApplicants } = application;
    const submittedAt = await tx.now();
    assertRetention(form.retentionDays, items);
    applyChanges(items, []).forEach((item, place) => grantPeriod(form, item, { now: submittedAt, place }));
    const submitted: Revision = {
      number: application.revision + 1,
      ...{ form, items, submittedAt, coApplicants: coApplicants.map(({ personId }) => personId) },
    };
    const taken: Application = {
      ...application,
      ...{ state: 'submitted', revision: submitted.number, submitted, submittedAt },
      requirements: requirementsOf({ ...application, purpose: form.purpose }, items),
      publishers: [...new Set(items.map(({ publisherId }) => publisherId))],
      deciders: decidersOf(items),
    };
    await this.stores.applications.insertRevision(tx, taken.id, submitted);
    await this.desk.save(tx, taken, { kind: 'submitted', facts: { requirements: taken.requirements } });
    if (taken.deciders.length === 0) {
      return this.granting.approve(tx, taken, { cart, changes: [], decidedBy: null, note: '' });
    }
    await this.consents.ask(tx, taken, contributors);
    await this.tellThoseWhoDecide(tx, taken);
    return taken;
  }

  private async tellThoseWhoDecide(tx: Transaction, taken: Application): Promise<void> {
    const about = `${taken.id}/${taken.revision}`;
    const handlers = await this.news.handlers(tx, taken);
    await this.news.ask(tx, taken, { to: handlers, kind: 'applicationSubmitted', about });
    const reviewers = (await this.stores.voices.reviews(taken, tx)).map(({ reviewerId }) => reviewerId);
    await this.news.ask(tx, taken, { to: reviewers, kind: 'reviewAsked', about });
  }
}

/** @throws APPLICATION.CHANGED if it was saved between being assessed and being locked */
function assertSame(application: Application, seen: Application): void {
  const saying = ({ form, items, applicantId }: Application) => JSON.stringify({ form, items, applicantId });
  if (saying(application) !== saying(seen)) throw changedMeanwhile();
}
