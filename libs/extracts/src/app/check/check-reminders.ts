import { Injectable } from '@nestjs/common';
import { UnitOfWork, type Principal, type Transaction } from '#platform';
import { ExtractStore } from '../../db/extract.store';
import { OutputCheckStore, type CheckKey } from '../../db/output-check.store';
import type { OutputCheck } from '../../domain/check/output-check';
import type { Extract } from '../../domain/extract';
import { FOLLOW_CHECK } from '../../jobs';
import { CheckDesk } from './check-desk';
import { CheckNews } from './check-news';
import { OutputCheckers } from './output-checkers';

/** What the worker does about checks that wait. It may be repeated without harm. */
@Injectable()
export class CheckReminders {
  constructor(
    private readonly work: UnitOfWork,
    private readonly extracts: ExtractStore,
    private readonly checks: OutputCheckStore,
    private readonly checkers: OutputCheckers,
    private readonly desk: CheckDesk,
    private readonly news: CheckNews,
  ) {}

  /** Reminds those who may look at it and have said nothing; or ends it, when its time is over. */
  follow(by: Principal, { extractId, round }: CheckKey): Promise<void> {
    return this.work.run(by, async (tx) => {
      tx.fulfil();
      tx.unchanged(undefined);
      const extract = await this.extracts.lock(tx, extractId);
      const check = await this.checks.latest(extractId, tx);
      if (check?.round !== round || check.outcome !== null) return;
      if ((await tx.now()) >= check.closesAt) return this.desk.settle(tx, extract, check, 'unanswered');
      await this.remind(tx, extract, check);
      tx.enqueue(FOLLOW_CHECK, { extractId, round }, check.closesAt);
    });
  }

  private async remind(tx: Transaction, extract: Extract, check: OutputCheck): Promise<void> {
    const answered = (await this.checks.answers(check, tx)).map(({ reviewerId }) => reviewerId);
    const all = await this.checkers.of(extract, await tx.now(), tx);
    const others = all.filter((id) => !answered.includes(id));
    await this.news.remind(tx, extract, check, others);
    const { extractId, round } = check;
    tx.record({ type: 'output-check.reminded', extractId, round });
  }
}
