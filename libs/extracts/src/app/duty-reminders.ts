import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Principal } from '#platform';
import { DutyStore } from '../db/duty.store';
import type { ObligationId } from '../domain/duty/obligation';
import { ENDS_GRANT, OVERDUE, stepDue } from '../domain/duty/steps';
import { DutyNews } from './duty-news';
import { GrantBook } from './grant-book';

/** What the worker does about due dates. It may be repeated without harm. */
@Injectable()
export class DutyReminders {
  constructor(
    private readonly work: UnitOfWork,
    private readonly store: DutyStore,
    private readonly news: DutyNews,
    private readonly grants: GrantBook,
  ) {}

  /**
   * Takes the step that is due of one obligation, once: reminds its holders, tells that it is overdue, or ends the grant
   * when it has been overdue for 30 days; and promises the next.
   */
  remind(by: Principal, id: ObligationId): Promise<void> {
    return this.work.run(by, async (tx) => {
      tx.fulfil();
      const [obligation, now] = [await this.store.lockWithGrant(tx, id), await tx.now()];
      const isToFulfil = obligation.state === 'open' || obligation.state === 'rejected';
      const step = isToFulfil ? stepDue(obligation, now) : null;
      tx.unchanged(undefined);
      if (step === null) return;
      const reminded = { ...obligation, lastStep: step };
      await this.store.save(tx, reminded);
      tx.record({ type: step < OVERDUE ? 'obligation.reminded' : 'obligation.overdue', obligationId: id, days: step });
      const { grantId } = obligation;
      if (step === ENDS_GRANT && grantId) await this.grants.endBecause(tx, [grantId], 'dutyOverdue');
      else await this.news.tellStep(tx, reminded, step);
      this.news.promise(tx, reminded, now);
    });
  }
}
