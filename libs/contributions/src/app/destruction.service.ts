import { Injectable } from '@nestjs/common';
import { assertScope, seatsAs } from '#identity';
import { missing, type ContributionId } from '#kernel';
import { UnitOfWork, type Principal, type Transaction } from '#platform';
import { identityOf, type Actor } from '#policy';
import { RowStore } from '#warehouse';
import { ContributionStore } from '../db/contribution.store';
import { WithdrawalStore } from '../db/withdrawal.store';
import { NO_FILE, type Contribution } from '../domain/contribution';
import { notDestroyed } from '../domain/errors';
import type { Destruction, Leftover, OpenDestructions } from '../domain/withdrawal';
import { CHECK_DESTRUCTION, DESTROY_ROWS } from '../jobs';
import { CleaningService } from './cleaning.service';
import { WithdrawalNews } from './withdrawal-news';

/** What was destroyed of a contribution, and what is left of it at the moment of looking: nothing, once it is done. */
export type DestructionReceipt = Destruction & {
  readonly withdrawnAt: Date;
  readonly left: readonly Leftover[];
};

const DAY_MS = 86_400_000;

/** Destroys what was withdrawn, looks whether anything is left, and gives account of it. */
@Injectable()
export class DestructionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contributions: ContributionStore,
    private readonly withdrawals: WithdrawalStore,
    private readonly rows: RowStore,
    private readonly cleaning: CleaningService,
    private readonly news: WithdrawalNews,
  ) {}

  /**
   * Destroys the key, the rows and everything else of a withdrawn contribution, and enters it once nothing is left. Cut off
   * anywhere it begins anew; again, it destroys what may have come since, and enters nothing.
   *
   * @throws ROWS.NOT_DESTROYED, ROWS.IN_USE as temporary
   */
  async destroy(by: Principal, id: ContributionId): Promise<void> {
    const destruction = await this.withdrawals.destruction(id);
    if (!destruction) return this.work.run(by, nothingToDo);
    const { rowsSha256, uploadSha256s } = destruction;
    await this.rows.destroy({ contributionId: id, sha256: rowsSha256 ?? NO_FILE });
    await this.cleaning.destroySent({ id: by.id }, id, uploadSha256s);
    await this.work.run({ id: by.id }, async (tx) => {
      await this.contributions.lock(tx, id);
      await this.withdrawals.clear(tx, id);
      tx.unchanged(undefined);
    });
    const left = await this.leftOf(destruction);
    if (left.length > 0) throw notDestroyed(id, left);
    await this.enter(by, id);
  }

  /**
   * Looks at the end of the promised time whether a contribution was destroyed. If not, its stewards and whoever runs the
   * platform hear of it, and it is tried again, from day to day.
   */
  async check(by: Principal, id: ContributionId): Promise<void> {
    await this.work.run(by, async (tx) => {
      tx.fulfil();
      tx.unchanged(undefined);
      const contribution = await this.contributions.lock(tx, id);
      const destruction = await this.withdrawals.destruction(id, tx);
      if (!destruction) return;
      tx.enqueue(DESTROY_ROWS, { contributionId: id });
      if (destruction.destroyedAt) return;
      const { dueAt } = destruction;
      tx.enqueue(CHECK_DESTRUCTION, { contributionId: id }, new Date((await tx.now()).getTime() + DAY_MS));
      await this.news.tellOverdue(tx, contribution, dueAt);
      tx.record({ type: 'rows.destruction-overdue', contributionId: id, dueAt: dueAt.toISOString() });
    });
  }

  /**
   * What was destroyed of a contribution and when, and what is left of it now: for the people of its organisation, and for
   * auditors of its federation.
   *
   * @throws CONTRIBUTION.MISSING, also where it was not withdrawn; POLICY.SIGN_IN_FIRST
   */
  async receipt(by: Actor, id: ContributionId): Promise<DestructionReceipt> {
    const { withdrawnAt } = await this.readOwn(by, id);
    const destruction = await this.withdrawals.destruction(id);
    if (!destruction || !withdrawnAt) throw missing('contribution', id);
    return { ...destruction, withdrawnAt, left: await this.leftOf(destruction) };
  }

  /** Looks once more, and has the answer on record. @throws CONTRIBUTION.MISSING, POLICY.SIGN_IN_FIRST, TOKEN.SCOPE_NEEDED */
  async verify(by: Actor, id: ContributionId): Promise<DestructionReceipt> {
    const { left, ...receipt } = await this.receipt(by, id);
    assertScope(identityOf(by), 'manage');
    return this.work.run(by, async (tx) => {
      const isGone = receipt.destroyedAt !== null && left.length === 0;
      const verifiedAt = isGone ? await tx.now() : receipt.verifiedAt;
      if (isGone && verifiedAt) await this.withdrawals.verified(tx, id, verifiedAt);
      tx.record({ type: 'rows.destruction-verified', contributionId: id, left });
      return { ...receipt, verifiedAt, left };
    });
  }

  /** How much is still to be destroyed, and how much of it too late: for whoever runs the platform. */
  async open(): Promise<OpenDestructions> {
    return this.withdrawals.open(await this.work.now());
  }

  private enter(by: Principal, id: ContributionId): Promise<void> {
    return this.work.run(by, async (tx) => {
      const contribution = await this.contributions.lock(tx, id);
      const destruction = await this.withdrawals.destruction(id, tx);
      tx.fulfil();
      tx.unchanged(undefined);
      if (!destruction || destruction.destroyedAt) return;
      const at = await tx.now();
      await this.withdrawals.verified(tx, id, at);
      const { rowsSha256, uploadSha256s } = destruction;
      tx.record({ type: 'rows.destroyed', contributionId: id, rowsSha256, uploadSha256s, left: [] });
      await this.news.tellDestroyed(tx, contribution);
    });
  }

  private async leftOf({ contributionId, rowsSha256, uploadSha256s }: Destruction): Promise<Leftover[]> {
    const rows = await this.rows.traces({ contributionId, sha256: rowsSha256 ?? NO_FILE });
    const uploads = await Promise.all(uploadSha256s.map((sha256) => this.cleaning.isThere(sha256)));
    const hasFindings = await this.withdrawals.hasFindings(contributionId);
    return [
      ...rows,
      ...(uploads.includes(true) ? (['upload'] as const) : []),
      ...(hasFindings ? (['findings'] as const) : []),
    ];
  }

  private async readOwn(by: Actor, id: ContributionId): Promise<Contribution> {
    const identity = identityOf(by);
    const contribution = await this.contributions.find(id);
    const { organisationId, federationId } = contribution;
    const isOwn = identity.memberships.some((one) => one.organisationId === organisationId);
    const audits = seatsAs('auditor', identity).some((seat) => seat.federationId === federationId);
    if (!isOwn && !audits) throw missing('contribution', id);
    return contribution;
  }
}

/** The promise is kept: there is nothing to destroy. */
function nothingToDo(tx: Transaction): Promise<void> {
  tx.fulfil();
  tx.unchanged(undefined);
  return Promise.resolve();
}
