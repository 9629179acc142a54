import { Injectable } from '@nestjs/common';
import { DatasetService } from '#catalogue';
import { assertScope, hasScope, seatsAs, type Identity, type Scope } from '#identity';
import { newId, type DatasetId, type GrantId, type PersonId } from '#kernel';
import { Database, UnitOfWork, type Transaction } from '#platform';
import { identityOf, type Actor } from '#policy';
import { DutyStore, type DutyKey } from '../db/duty.store';
import type { ReleaseKey } from '../db/recall.store';
import { atEarlyEnd, deletionOf, dueAgain, obligationsOf } from '../domain/duty/due-dates';
import { checkedEvidence, checkedReason } from '../domain/duty/evidence';
import {
  stateAt,
  type Evidence,
  type Obligation,
  type ObligationId,
  type ObligationState,
} from '../domain/duty/obligation';
import { assertMayDo, dutyActions, dutyRolesOf, LEADS_TO, type DutyAction } from '../domain/duty/states';
import type { Extract } from '../domain/extract';
import type { Grant } from '../domain/grant/grant';
import { DutyNews } from './duty-news';

export const DUTY_SIDES = ['holder', 'handler'] as const;
/** From which side somebody looks at duties: their own, or those that they look after or audit. */
export type DutySide = (typeof DUTY_SIDES)[number];
export type DutyFilter = {
  readonly as: DutySide;
  /** Only what is open, rejected or overdue. */
  readonly toFulfil: boolean;
};

/** An obligation as it is at the moment of looking, with what was shown for it, and what the caller may do about it. */
export type SeenObligation = Omit<Obligation, 'state' | 'holders' | 'lastStep'> & {
  readonly state: ObligationState;
  readonly evidence: readonly Evidence[];
  readonly actions: readonly DutyAction[];
};

/** What an API token must be made for: who has a grant uses data, who looks after it acts in somebody's name. */
const SCOPES: Readonly<Record<DutyAction, Scope>> = {
  read: 'read',
  giveEvidence: 'extract',
  acceptEvidence: 'manage',
  rejectEvidence: 'manage',
};

/** What grants oblige their holders to, until when, and what they show for it. */
@Injectable()
export class DutyService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly store: DutyStore,
    private readonly datasets: DatasetService,
    private readonly news: DutyNews,
    private readonly db: Database,
  ) {}

  /**
   * Enters what a grant obliges its holders to, in the transaction that gives it, after the grant itself; again, it
   * changes nothing.
   */
  async begin(tx: Transaction, grant: Grant): Promise<void> {
    const { publisherId } = await this.datasets.find(grant.datasetId);
    const [since, { id: grantId, applicationId, federationId, datasetId, holders }] = [await tx.now(), grant];
    const obligations = obligationsOf(grant).map(({ duty, number, dueAt }): Obligation => ({
      ...{ id: newId<ObligationId>(), grantId, applicationId, federationId, datasetId, publisherId, holders },
      ...{
        extractId: null,
        releaseNumber: null,
        duty,
        number,
        dueAt,
        since,
        state: dueAt === null ? 'standing' : 'open',
        lastStep: null,
      },
    }));
    const inserted = await this.store.insert(tx, obligations);
    const begun = obligations.filter(({ id }) => inserted.has(id));
    if (begun.length === 0) return;
    for (const obligation of begun) this.news.promise(tx, obligation, since);
    tx.record({ type: 'obligation.begun', grantId, duties: grant.duties, obligations: begun.length });
  }

  /**
   * Has each of those who have a release delete it, in the transaction that recalls it; again, it changes nothing.
   *
   * @param recipients who asked for it or downloaded it
   */
  async beginDeletion(
    tx: Transaction,
    { id: extractId, grantId, federationId, datasetId }: Extract,
    { release, recipients }: { readonly release: ReleaseKey; readonly recipients: readonly PersonId[] },
  ): Promise<void> {
    const { publisherId } = await this.datasets.find(datasetId);
    const since = await tx.now();
    const stated = grantId === null ? [] : await this.store.deletionDays(tx, grantId);
    const obligations = recipients.map((holder): Obligation => ({
      ...{ id: newId<ObligationId>(), grantId: null, applicationId: null, extractId, releaseNumber: release.number },
      ...{ federationId, datasetId, publisherId, holders: [holder], number: 1, since, state: 'open', lastStep: null },
      ...deletionOf(stated, since),
    }));
    const inserted = await this.store.insert(tx, obligations);
    for (const obligation of obligations.filter(({ id }) => inserted.has(id))) {
      this.news.promise(tx, obligation, since);
      await this.news.tellRecalled(tx, obligation);
    }
    tx.record({ type: 'obligation.begun', extractId, number: release.number, obligations: inserted.size });
  }

  /** Whether somebody has not shown in time that a recalled release of a dataset was deleted. The clock decides. */
  async owesDeletion(personId: PersonId, datasetId: DatasetId): Promise<boolean> {
    return this.store.owesDeletion(personId, datasetId, await this.work.now());
  }

  /** Brings the due dates forward when a grant ends before its time; at its time, or again, it changes nothing. */
  async ended(tx: Transaction, { id: grantId, endsAt }: Pick<Grant, 'id' | 'endsAt'>, endedAt: Date): Promise<void> {
    if (endedAt >= endsAt) return;
    const changes = atEarlyEnd(await this.store.lockOfGrant(tx, grantId), endedAt);
    for (const change of changes) {
      if ('lapsed' in change) {
        await this.store.save(tx, { ...change.lapsed, state: 'lapsed' });
        tx.record({ type: 'obligation.lapsed', obligationId: change.lapsed.id, grantId });
      } else {
        const sooner = { ...change.obligation, dueAt: change.dueAt, lastStep: null };
        await this.store.save(tx, sooner);
        this.news.promise(tx, sooner, endedAt);
        tx.record({ type: 'obligation.redated', obligationId: sooner.id, grantId, dueAt: change.dueAt.toISOString() });
      }
    }
  }

  /**
   * Which of these grants are not usable at a moment, because a duty is overdue. The clock decides, not the job that
   * tells of it.
   */
  isOverdue(ids: readonly GrantId[], now: Date): Promise<ReadonlySet<GrantId>> {
    return this.store.overdueAmong(ids, now);
  }

  /**
   * The caller's duties, or those that they look after or audit; what is due first, first.
   *
   * @throws POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED
   */
  async page(by: Actor, { as, toFulfil }: DutyFilter, after: DutyKey | null, limit: number): Promise<SeenObligation[]> {
    const reader = readerOf(by);
    const audits = seatsAs('auditor', reader).map(({ federationId }) => federationId);
    const handles = as === 'holder' ? null : seatsAs('steward', reader);
    const view = { personId: reader.personId, handles, audits };
    return this.seen(by, await this.store.page(view, toFulfil, after, limit));
  }

  /**
   * Shows how an obligation was fulfilled, for all who hold the grant. It counts until a handler rejects it.
   *
   * @throws OBLIGATION.MISSING, OBLIGATION.NOT_NOW, EVIDENCE.INVALID, POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED
   */
  fulfil(by: Actor, id: ObligationId, given: Pick<Evidence, 'text' | 'url'>): Promise<SeenObligation> {
    return this.act(by, [id, 'giveEvidence'], async (tx, obligation, [now, personId]) => {
      const number = (await this.store.evidence([id], tx)).length + 1;
      const review = { outcome: null, reason: null, reviewedAt: null };
      const evidence = {
        ...checkedEvidence(given),
        ...review,
        obligationId: id,
        number,
        givenBy: personId,
        givenAt: now,
      };
      await this.store.insertEvidence(tx, evidence);
      return obligation;
    });
  }

  /**
   * Accepts the evidence for an obligation, in the name of the dataset's publisher.
   *
   * @throws OBLIGATION.MISSING, OBLIGATION.NOT_NOW, POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED
   */
  accept(by: Actor, id: ObligationId): Promise<SeenObligation> {
    return this.act(by, [id, 'acceptEvidence'], async (tx, obligation, [now, personId]) => {
      await this.review(tx, id, { outcome: 'accepted', reason: null, reviewedAt: now }, personId);
      return obligation;
    });
  }

  /**
   * Rejects the evidence for an obligation: it is to be fulfilled again, 14 days later or when it was due anyway.
   *
   * @throws OBLIGATION.MISSING, OBLIGATION.NOT_NOW, EVIDENCE.REASON_NEEDED, POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED
   */
  reject(by: Actor, id: ObligationId, reason: string): Promise<SeenObligation> {
    return this.act(by, [id, 'rejectEvidence'], async (tx, obligation, [now, personId]) => {
      const review = { outcome: 'rejected', reason: checkedReason(reason), reviewedAt: now } as const;
      const number = await this.review(tx, id, review, personId);
      const again = { ...obligation, dueAt: dueAgain(obligation.dueAt ?? now, now), lastStep: null };
      this.news.promise(tx, again, now);
      await this.news.tellRejected(tx, again, { reason: review.reason, number });
      return again;
    });
  }

  /** @returns the number of the evidence */
  private async review(
    tx: Transaction,
    id: ObligationId,
    review: Pick<Evidence, 'outcome' | 'reason' | 'reviewedAt'>,
    by: PersonId,
  ): Promise<number> {
    const latest = (await this.store.evidence([id], tx)).at(-1);
    if (!latest) throw new Error(`Obligation ${id} was fulfilled without evidence.`);
    await this.store.saveReview(tx, { ...latest, ...review }, by);
    return latest.number;
  }

  /** Does something about an obligation, if the table of states allows the caller to. */
  private async act(
    by: Actor,
    [id, action]: readonly [ObligationId, DutyAction],
    deed: (tx: Transaction, obligation: Obligation, at: readonly [Date, PersonId]) => Promise<Obligation>,
  ): Promise<SeenObligation> {
    const identity = readerOf(by);
    const acted = await this.work.run(by, async (tx) => {
      const [obligation, now] = [await this.store.lock(tx, id), await tx.now()];
      assertMayDo(obligation, dutyRolesOf(obligation, identity), action, now);
      assertScope(identity, SCOPES[action]);
      const done = await deed(tx, obligation, [now, identity.personId]);
      const state = LEADS_TO[action] ?? done.state;
      await this.store.save(tx, { ...done, state });
      const { grantId, extractId } = obligation;
      tx.record({ type: `obligation.${state}`, obligationId: id, ...(grantId ? { grantId } : { extractId }) });
      return { ...done, state };
    });
    const [seen] = await this.seen(by, [acted]);
    return seen as SeenObligation;
  }

  private async seen(by: Actor, obligations: readonly Obligation[]): Promise<SeenObligation[]> {
    const identity = identityOf(by);
    const [now, evidence] = [
      await this.work.now(),
      await this.store.evidence(
        obligations.map(({ id }) => id),
        this.db,
      ),
    ];
    return obligations.map((obligation) => {
      const state = stateAt(obligation, now);
      const actions = dutyActions(state, dutyRolesOf(obligation, identity)).filter((action) =>
        hasScope(identity, SCOPES[action]),
      );
      const own = evidence.filter(({ obligationId }) => obligationId === obligation.id);
      return { ...shownOf(obligation), state, actions, evidence: own };
    });
  }
}

const shownOf = ({ id, grantId, applicationId, extractId, releaseNumber, ...rest }: Obligation) => {
  const { federationId, datasetId, publisherId, duty, number, since, dueAt } = rest;
  return {
    ...{ id, grantId, applicationId, extractId, releaseNumber, federationId, datasetId, publisherId },
    ...{ duty, number, since, dueAt },
  };
};

/** @throws POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED */
function readerOf(by: Actor): Identity {
  const identity = identityOf(by);
  assertScope(identity, 'read');
  return identity;
}
