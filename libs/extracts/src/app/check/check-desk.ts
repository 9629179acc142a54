import { Injectable } from '@nestjs/common';
import type { CommonsError } from '#kernel';
import { FileStore, type Transaction } from '#platform';
import { ExtractStore } from '../../db/extract.store';
import { OutputCheckStore } from '../../db/output-check.store';
import { RecallStore } from '../../db/recall.store';
import { notChecked, withheld } from '../../domain/check/errors';
import { CHECK_DAYS, toMakeAgain, type CheckOutcome, type OutputCheck } from '../../domain/check/output-check';
import { refuse, type Extract } from '../../domain/extract';
import { stateWithout } from '../../domain/recall';
import { RECOMPUTE_RELEASE, RUN_EXTRACT } from '../../jobs';
import { CheckNews } from './check-news';

/** Ends checks, in the transaction in which it is known how; whoever does holds the lock of the extract. */
@Injectable()
export class CheckDesk {
  constructor(
    private readonly checks: OutputCheckStore,
    private readonly extracts: ExtractStore,
    private readonly recalls: RecallStore,
    private readonly files: FileStore,
    private readonly news: CheckNews,
  ) {}

  /**
   * Ends a check, and what follows from it: what may leave is made once more, because policies, objections and rows are
   * asked again before it does, and leaves if it is still the very same; what may not is told so.
   */
  async settle(tx: Transaction, extract: Extract, check: OutputCheck, outcome: CheckOutcome): Promise<void> {
    await this.end(tx, check, outcome);
    const answers = await this.checks.answers(check, tx);
    const reviewers = answers.map(({ reviewerId }) => reviewerId);
    await this.news.tellSettled(tx, extract, { ...check, outcome }, reviewers);
    if (outcome === 'withheld') return this.deny(tx, extract, check, withheld());
    if (outcome === 'unanswered') return this.deny(tx, extract, check, notChecked(CHECK_DAYS));
    return this.makeAgain(tx, extract, check);
  }

  /** Ends it, and destroys what does not leave. */
  async end(tx: Transaction, check: OutputCheck, outcome: CheckOutcome): Promise<void> {
    const { extractId, round } = check;
    await this.checks.settle(tx, check, outcome, await tx.now());
    tx.record({ type: 'output-check.settled', extractId, round, outcome });
    if (outcome === 'released') return;
    await this.recalls.lockFiles(tx);
    for (const sha256 of await this.checks.ownFiles(tx, check)) await this.files.delete(sha256);
  }

  private async makeAgain(tx: Transaction, extract: Extract, { number }: OutputCheck): Promise<void> {
    const { id: extractId } = extract;
    if (number === 1) await this.extracts.save(tx, toMakeAgain(extract));
    tx.enqueue(number === 1 ? RUN_EXTRACT : RECOMPUTE_RELEASE, { extractId });
  }

  private async deny(tx: Transaction, extract: Extract, check: OutputCheck, why: CommonsError): Promise<void> {
    if (check.number > 1) return this.endRecall(tx, check, why);
    const state = why.code === withheld().code ? 'refused' : 'failed';
    await this.extracts.save(tx, { ...refuse(extract, why), state });
    tx.record({ type: `extract.${state}`, extractId: extract.id, code: why.code });
  }

  /** What was released before stays as it was: recalled, and not made again. */
  private async endRecall(tx: Transaction, { extractId, number }: OutputCheck, { code }: CommonsError): Promise<void> {
    const recalled = { extractId, number: number - 1 };
    const state = stateWithout(code);
    await this.recalls.save(tx, recalled, state);
    tx.record({ type: state === 'held' ? 'release.held-back' : 'release.ended', ...recalled, code });
  }
}
