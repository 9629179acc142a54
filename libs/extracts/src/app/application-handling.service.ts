import { Injectable } from '@nestjs/common';
import type { ApplicationId, OrganisationId } from '#kernel';
import type { Transaction } from '#platform';
import { identityOf, type Actor } from '#policy';
import { ApplicationStores } from '../db/application.stores';
import type { Application, ChangedItem, RejectionReason } from '../domain/application/application';
import { parseChanges } from '../domain/application/changes-input';
import { applyChanges } from '../domain/application/changes';
import {
  adoptedByVote,
  changedMeanwhile,
  notNarrower,
  notYoursToDecide,
  unmetRequirements,
} from '../domain/application/errors';
import { parseNote } from '../domain/application/form';
import { isAdopted } from '../domain/application/possible-now';
import {
  allOf,
  decidersOf,
  requirementsOf,
  unmetOf,
  type Contributors,
  type Unmet,
} from '../domain/application/requirements';
import { stewardedOf } from '../domain/application/roles';
import { ApplicationAssessment, demandingItems, type AssessedCart } from './application-assessment';
import { ConsentService } from './application-consent.service';
import { ApplicationDesk, voicesOf, type ApplicationFile } from './application-desk';
import { ApplicationGranting } from './application-granting';
import { applicants, ApplicationNews } from './application-news';

/** What those who decide do with an application, but for ending what it gave. */
@Injectable()
export class HandlingService {
  constructor(
    private readonly desk: ApplicationDesk,
    private readonly stores: ApplicationStores,
    private readonly assessment: ApplicationAssessment,
    private readonly consents: ConsentService,
    private readonly granting: ApplicationGranting,
    private readonly news: ApplicationNews,
  ) {}

  /** Gives an application back to be changed, with what should be. @throws APPLICATION.INVALID, APPLICATION.NOT_NOW */
  return(by: Actor, id: ApplicationId, note: string): Promise<Application> {
    const words = parseNote(note, 1);
    return this.desk.act(by, [id, 'return'], async (tx, { application }) => {
      const returned = await this.desk.save(
        tx,
        { ...application, state: 'returned' },
        { kind: 'returned', note: words },
      );
      const about = `${id}/${application.revision}`;
      await this.news.tell(tx, returned, {
        ...{ to: applicants(returned), kind: 'applicationReturned', about, reason: words },
      });
      return returned;
    });
  }

  /**
   * Approves in the name of the publishers that the caller is a steward of, about their own datasets. The application is
   * approved when all publishers of whom the policies ask it have; it is approved whole or not at all.
   *
   * @param changes take away from items of these publishers: fewer columns, stricter terms, an earlier end
   * @throws APPLICATION.REQUIREMENTS_UNMET, APPLICATION.NOT_YOURS_TO_DECIDE, APPLICATION.NOT_NARROWER, APPLICATION.BLOCKED,
   *   APPLICATION.NO_LONGER_PERMITTED, APPLICATION.NOTHING_LEFT, APPLICATION.NOT_NOW, DATASET.MISSING
   */
  async approve(
    by: Actor,
    id: ApplicationId,
    { note = '', changes = [] }: { readonly note?: string; readonly changes?: unknown } = {},
  ): Promise<Application> {
    const words = parseNote(note);
    const changed = parseChanges(changes);
    const action = changed.length > 0 ? 'approveChanged' : 'approve';
    const { application: seen } = await this.desk.look(by, [id, action]);
    const { cart, requirements } = await this.reassessed(seen);
    const contributors = await this.assessment.contributors(requirements);
    await this.askNewcomers(by, [id, action], contributors);
    return this.desk.act(by, [id, action], async (tx, file) => {
      if (file.application.revision !== seen.revision) throw changedMeanwhile();
      assertMet(unmetOf(requirements, voicesOf(file), contributors));
      const deciders = [...new Set([...file.application.deciders, ...decidersOf(demandingItems(cart))])];
      const asked = { ...file, application: { ...file.application, requirements, deciders } };
      return this.decide(tx, by, asked, { cart, note: words, changes: changed });
    });
  }

  /**
   * Says no, with a reason that can be counted and one in words; one publisher's no is enough. What a vote adopted is not
   * to be rejected once nothing else is missing.
   *
   * @throws APPLICATION.INVALID, APPLICATION.ADOPTED, APPLICATION.NOT_NOW
   */
  async reject(by: Actor, id: ApplicationId, said: { reason: RejectionReason; note: string }): Promise<Application> {
    const note = parseNote(said.note, 1);
    const { application: seen } = await this.desk.look(by, [id, 'reject']);
    const contributors = await this.assessment.contributors(seen.requirements);
    return this.desk.act(by, [id, 'reject'], async (tx, file) => {
      const { application } = file;
      const unmet = unmetOf(application.requirements, voicesOf(file), contributors);
      if (isAdopted(application, unmet)) throw adoptedByVote();
      const { personId } = identityOf(by);
      const rejected: Application = {
        ...application,
        ...{ state: 'rejected', decidedAt: await tx.now() },
        decision: { outcome: 'rejected', decidedBy: personId, reason: said.reason, note, changed: false },
      };
      await this.desk.save(tx, rejected, { kind: 'rejected', note, facts: { reason: said.reason } });
      await this.news.tell(tx, rejected, {
        ...{ to: applicants(rejected), kind: 'applicationDecided', about: `${id}/${rejected.revision}` },
        ...{ outcome: 'rejected', reason: note },
      });
      return rejected;
    });
  }

  /** What was submitted as the policies of this moment have it; what they ask for now is asked besides what they did. */
  private async reassessed({ submitted, ...seen }: Application) {
    const { purpose } = submitted?.form ?? seen.form;
    const cart = await this.assessment.assessFor(seen.applicantId, purpose, submitted?.items ?? []);
    const now = requirementsOf({ ...seen, purpose }, demandingItems(cart));
    return { cart, requirements: allOf(seen.requirements, now) };
  }

  /** Contributors whose rows came since it was submitted are asked now, and the approval waits for them. */
  private askNewcomers(
    by: Actor,
    [id, action]: readonly [ApplicationId, 'approve' | 'approveChanged'],
    contributors: Contributors,
  ): Promise<unknown> {
    if (contributors.size === 0) return Promise.resolve();
    return this.desk.act(by, [id, action], async (tx, { application }) => {
      tx.unchanged(undefined);
      return this.consents.ask(tx, application, contributors);
    });
  }

  private async decide(
    tx: Transaction,
    by: Actor,
    { application, approvals }: ApplicationFile,
    said: { readonly cart: AssessedCart; readonly note: string; readonly changes: readonly ChangedItem[] },
  ): Promise<Application> {
    const { personId } = identityOf(by);
    const open = application.deciders.filter((one) => !approvals.some(({ publisherId }) => publisherId === one));
    const own = stewardedOf(application, identityOf(by), open);
    if (own.length === 0) throw notYoursToDecide();
    assertOwnItems(application, own, said.changes);
    applyChanges(application.submitted?.items ?? [], said.changes);
    const at = await tx.now();
    for (const publisherId of own) {
      const changes = said.changes.filter(({ item }) => publisherOf(application, item) === publisherId);
      await this.stores.voices.insertApproval(tx, application, { publisherId, by: personId, at, changes });
    }
    if (own.length < open.length) {
      await this.desk.enter(tx, application, { kind: 'approvedInPart', note: said.note, facts: { publishers: own } });
      return application;
    }
    const changes = [...approvals.flatMap((approval) => approval.changes), ...said.changes];
    return this.granting.approve(tx, application, { ...said, changes, decidedBy: personId });
  }
}

/** @throws APPLICATION.REQUIREMENTS_UNMET */
function assertMet(unmet: readonly Unmet[]): void {
  const requirements = unmet.map(({ requirement }) => requirement);
  if (unmet.length > 0) throw unmetRequirements(requirements, [...new Set(unmet.map(({ why }) => why))]);
}

const publisherOf = ({ submitted }: Application, item: number): OrganisationId | undefined =>
  submitted?.items[item]?.publisherId;

/** @throws APPLICATION.NOT_NARROWER */
function assertOwnItems(
  application: Application,
  own: readonly OrganisationId[],
  changes: readonly ChangedItem[],
): void {
  for (const { item } of changes) {
    const publisherId = publisherOf(application, item);
    if (!publisherId || !own.includes(publisherId)) throw notNarrower(item, 'is not of a dataset of yours');
  }
}
