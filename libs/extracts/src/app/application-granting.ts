import { Injectable } from '@nestjs/common';
import { newId, type CommonsError, type DatasetId, type GrantId, type PersonId } from '#kernel';
import type { Transaction } from '#platform';
import { ApplicationStores } from '../db/application.stores';
import { agreementHash, agreementOn, earlier, yetToAccept } from '../domain/application/agreement';
import type { Application, ApprovedItem, ChangedItem, Decision } from '../domain/application/application';
import { applyChanges, isChanged } from '../domain/application/changes';
import { blocked, noLongerPermitted } from '../domain/application/errors';
import { dutiesWithin } from '../domain/application/retention';
import { wereAsked } from '../domain/application/requirements';
import type { Grant } from '../domain/grant/grant';
import { grantPeriod } from '../domain/grant/grant-period';
import { statedTerms } from '../domain/terms';
import { termsHold } from '../domain/terms-hold';
import { FOLLOW_GRANT } from '../jobs';
import { ApplicationAssessment, demandingItems, refusalsOf, type AssessedCart } from './application-assessment';
import { ApplicationDesk } from './application-desk';
import { applicants, ApplicationNews } from './application-news';
import { DutyService } from './duty.service';

type Approval = Pick<Decision, 'decidedBy' | 'note'> & {
  readonly changes: readonly ChangedItem[];
  /** What was submitted, as the policies of this moment have it, for the applicant. */
  readonly cart: AssessedCart;
};

/** Approves applications, and makes grants of what was approved. */
@Injectable()
export class ApplicationGranting {
  constructor(
    private readonly desk: ApplicationDesk,
    private readonly stores: ApplicationStores,
    private readonly assessment: ApplicationAssessment,
    private readonly news: ApplicationNews,
    private readonly duties: DutyService,
  ) {}

  /**
   * Approves the whole of an application, within the transaction of whoever decided last. Where less is approved than
   * was asked for, its rights begin when the applicant has accepted that.
   *
   * @throws APPLICATION.BLOCKED, APPLICATION.NO_LONGER_PERMITTED, APPLICATION.NOTHING_LEFT, APPLICATION.NOT_NARROWER
   */
  async approve(tx: Transaction, application: Application, approval: Approval): Promise<Application> {
    await this.assertNotBlocked(tx, application);
    const { changes, cart, decidedBy, note } = approval;
    const approvedItems = applyChanges(application.submitted?.items ?? [], changes);
    const decidedAt = await tx.now();
    const changed = isChanged(changes);
    const approved: Application = {
      ...application,
      ...{ state: 'approved', decidedAt, approvedItems },
      decision: { outcome: 'approved', decidedBy, reason: null, note, changed },
    };
    assertPeriods(approved, approvedItems, decidedAt);
    await this.desk.save(tx, approved, { kind: 'approved', note, facts: { changed, changes } });
    await this.news.tell(tx, approved, {
      ...{ to: applicants(approved), kind: 'applicationDecided', about: `${approved.id}/${approved.revision}` },
      ...{ outcome: changed ? 'approvedWithChanges' : 'approved', note: note || null },
    });
    if (changed) assertPermitted(approved, cart);
    else await this.begin(tx, approved, cart);
    return approved;
  }

  /**
   * What somebody's acceptance of approved terms brings: the applicant's, the grants; a co-applicant's, a part in them.
   *
   * @param cart what was submitted, as the policies of this moment have it, for the applicant
   * @throws APPLICATION.BLOCKED, APPLICATION.NO_LONGER_PERMITTED, APPLICATION.NOTHING_LEFT
   */
  async accepted(tx: Transaction, application: Application, personId: PersonId, cart: AssessedCart): Promise<void> {
    const grants = await this.stores.grants.ofApplication(application.id, tx);
    if (grants.length === 0) {
      if (application.applicantId !== personId) return;
      await this.assertNotBlocked(tx, application);
      return this.begin(tx, application, cart);
    }
    for (const { id, endedAt } of grants) if (endedAt === null) await this.stores.grants.addHolders(tx, id, [personId]);
  }

  /** A block may have been set since it was submitted. @throws APPLICATION.BLOCKED */
  private async assertNotBlocked(tx: Transaction, application: Application): Promise<void> {
    const datasets = (application.submitted ?? application).items.map(({ datasetId }) => datasetId);
    const denial = await this.blockOn(tx, application, datasets);
    if (denial) throw denial;
  }

  /** @returns who stands in the way of new rights to these datasets; null: nobody */
  async blockOn(
    tx: Transaction,
    application: Application,
    datasets: readonly DatasetId[],
  ): Promise<CommonsError | null> {
    const blocks = await this.stores.grants.blocksOf(applicants(application), datasets);
    if (blocks.length === 0) return null;
    const whom = await this.news.names(tx, blocks.map(({ publisherId }) => publisherId)); // prettier-ignore
    return blocked(whom, blocks.map(({ datasetId }) => datasetId)); // prettier-ignore
  }

  private async begin(tx: Transaction, application: Application, cart: AssessedCart): Promise<void> {
    const items = application.approvedItems ?? [];
    assertPermitted(application, cart);
    const now = await tx.now();
    const late = yetToAccept(application, agreementHash(agreementOn(formOf(application), items)));
    const holders = applicants(application).filter((id) => !late.includes(id));
    for (const [place, { permit, until }] of demandingItems(cart).entries()) {
      const item = items[place];
      if (!item) continue;
      const { datasetId, action, dimensions, measures, terms } = item;
      const duties = dutiesWithin(formOf(application).retentionDays, item.duties);
      const grant: Grant = {
        ...{ id: newId<GrantId>(), applicationId: application.id, federationId: application.federationId },
        ...{ datasetId, action, purpose: formOf(application).purpose, dimensions, measures, holders },
        ...{
          terms,
          duties,
          permit: { ...permit, rows: item.permit.rows ?? permit.rows },
          endedAt: null,
          endReason: null,
        },
        ...grantPeriod(formOf(application), { ...item, until: earlier(item.until, until) }, { now, place }),
      };
      await this.stores.grants.insert(tx, grant);
      await this.duties.begin(tx, grant);
      tx.record({ type: 'grant.made', grantId: grant.id, applicationId: application.id, datasetId, holders });
      tx.enqueue(FOLLOW_GRANT, { grantId: grant.id }, grant.startsAt);
    }
    await this.assessment.keep(tx, 'approve', application.id, cart);
  }
}

/** What was put before those who decided. */
const formOf = ({ submitted, form }: Application) => submitted?.form ?? form;

function assertPeriods(application: Application, items: readonly ApprovedItem[], now: Date): void {
  items.forEach((item, place) => grantPeriod(formOf(application), item, { now, place }));
}

/** The policies may have changed since it was submitted. @throws APPLICATION.NO_LONGER_PERMITTED */
function assertPermitted({ approvedItems, requirements }: Application, cart: AssessedCart): void {
  const refusals = refusalsOf(cart);
  if (refusals.length > 0) throw noLongerPermitted(refusals);
  const stricter = demandingItems(cart).flatMap(({ permit, requires, datasetId }, item) => {
    const approved = approvedItems?.[item];
    const holds =
      !approved || (termsHold(approved.terms, statedTerms(permit)) && wereAsked(requires, requirements, datasetId));
    return holds ? [] : [{ item, refusal: STRICTER }];
  });
  if (stricter.length > 0) throw noLongerPermitted(stricter);
}

const STRICTER = {
  code: 'EXTRACT.TERMS_CHANGED',
  message: 'The policies in force now ask for stricter terms, or ask somebody who was not asked.',
  alternative: null,
};
