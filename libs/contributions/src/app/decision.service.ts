import { Injectable } from '@nestjs/common';
import { assertOffered } from '#catalogue';
import { assertScope } from '#identity';
import type { ContributionId } from '#kernel';
import { UnitOfWork, type Principal, type Transaction } from '#platform';
import { identityOf, type Actor } from '#policy';
import { ContributionStore } from '../db/contribution.store';
import { assertReason, type Contribution } from '../domain/contribution';
import { wrongState } from '../domain/errors';
import { stateAfter, type ContributionState } from '../domain/states';
import { hasLapsed } from '../domain/waiting';
import { DISCARD_UPLOAD } from '../jobs';
import { Access, type Own } from './access';
import { nothingToDo, Verdicts } from './verdicts';

/** What people decide about contributions that were checked, or end before. */
@Injectable()
export class DecisionService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly contributions: ContributionStore,
    private readonly access: Access,
    private readonly verdicts: Verdicts,
  ) {}

  /**
   * Says that what a check warned of is as it should be.
   *
   * @throws CONTRIBUTION.MISSING, CONTRIBUTION.WRONG_STATE, DATASET.WITHDRAWN, SCHEMA.AMENDED, ORGANISATION.NOT_YOURS,
   *   POLICY.FORBIDDEN
   */
  async confirm(by: Actor, id: ContributionId): Promise<Contribution> {
    const own = await this.access.own(by, id);
    assertOffered(own.dataset);
    const move = own.dataset.approvalNeeded === 'steward' ? 'submit' : 'accept';
    return this.decide(by, own, 'awaitingConfirmation', (tx, contribution) => {
      tx.record({ type: 'contribution.confirmed', contributionId: id });
      return { ...contribution, state: stateAfter(id, contribution.state, move) };
    });
  }

  /**
   * Lets a contribution become part of the next version, in the name of the dataset's publisher.
   *
   * @throws CONTRIBUTION.MISSING, CONTRIBUTION.WRONG_STATE, DATASET.WITHDRAWN, SCHEMA.AMENDED, ORGANISATION.NOT_YOURS,
   *   TOKEN.SCOPE_NEEDED
   */
  async approve(by: Actor, id: ContributionId): Promise<Contribution> {
    const own = await this.access.published(by, id);
    assertScope(identityOf(by), 'manage');
    assertOffered(own.dataset);
    return this.decide(by, own, 'awaitingApproval', (tx, contribution) => {
      tx.record({ type: 'contribution.approved', contributionId: id });
      return { ...contribution, state: stateAfter(id, contribution.state, 'accept') };
    });
  }

  /**
   * Keeps a contribution out of the dataset, in the name of its publisher; its rows are destroyed.
   *
   * @param reason what its contributor is told
   * @throws CONTRIBUTION.MISSING, CONTRIBUTION.WRONG_STATE, CONTRIBUTION.REASON_INVALID, ORGANISATION.NOT_YOURS,
   *   TOKEN.SCOPE_NEEDED
   */
  async decline(by: Actor, id: ContributionId, reason: string): Promise<Contribution> {
    const own = await this.access.published(by, id);
    assertScope(identityOf(by), 'manage');
    assertReason(reason);
    return this.decide(by, own, 'awaitingApproval', (tx, contribution) => declined(tx, contribution, reason));
  }

  /** Ends what has waited for its time: it is taken back for a contributor who did not come, and declined for a publisher. */
  async lapse(by: Principal, id: ContributionId): Promise<void> {
    const { dataset } = await this.access.known(id);
    await this.work.run(by, async (tx) => {
      const contribution = await this.contributions.lock(tx, id);
      if (!hasLapsed(contribution, await tx.now())) return nothingToDo(tx);
      if (contribution.state === 'awaitingApproval') {
        await this.verdicts.settle(tx, { contribution: declined(tx, contribution, UNDECIDED), dataset });
      } else {
        await this.end(tx, id, NOBODY_CAME);
      }
      tx.fulfil();
    });
  }

  /**
   * Takes back what has not been accepted: everything that was sent is destroyed.
   *
   * @throws CONTRIBUTION.MISSING, CONTRIBUTION.WRONG_STATE, ORGANISATION.NOT_YOURS, POLICY.FORBIDDEN
   */
  async cancel(by: Actor, id: ContributionId): Promise<Contribution> {
    await this.access.own(by, id);
    return this.work.run(by, (tx) => this.end(tx, id, null));
  }

  /** Ends a contribution within the transaction of who may do so. */
  async end(tx: Transaction, id: ContributionId, reason: string | null): Promise<Contribution> {
    const before = await this.contributions.lock(tx, id);
    const ended = { ...before, reason, state: stateAfter(id, before.state, 'cancel') };
    await this.contributions.save(tx, ended);
    tx.record({ type: 'contribution.cancelled', contributionId: id });
    tx.enqueue(DISCARD_UPLOAD, { contributionId: id });
    return ended;
  }

  private decide(
    by: Actor,
    { contribution: { id }, dataset }: Own,
    expected: ContributionState,
    decide: (tx: Transaction, contribution: Contribution) => Contribution,
  ): Promise<Contribution> {
    return this.work.run(by, async (tx) => {
      const before = await this.contributions.lock(tx, id);
      if (before.state !== expected) throw wrongState(id, before.state, 'decide');
      const contribution = decide(tx, before);
      await this.verdicts.settle(tx, { contribution, dataset });
      return contribution;
    });
  }
}

const NOBODY_CAME = 'Nobody came for 30 days. Nessuno è venuto per 30 giorni.';
const UNDECIDED =
  'Nobody decided for 60 days whether to take it; send it again. Nessuno ha deciso per 60 giorni se accoglierlo; invialo di nuovo.';

function declined(tx: Transaction, contribution: Contribution, reason: string): Contribution {
  const { id, state } = contribution;
  tx.record({ type: 'contribution.declined', contributionId: id });
  tx.enqueue(DISCARD_UPLOAD, { contributionId: id });
  return { ...contribution, reason, state: stateAfter(id, state, 'reject') };
}
