import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import { OutputCheckStore } from '../../db/output-check.store';
import { closingOf, remindingOf, roundAfter, standingOf, type OutputCheck } from '../../domain/check/output-check';
import type { Extract, Release } from '../../domain/extract';
import type { Terms } from '../../domain/permit';
import { FOLLOW_CHECK } from '../../jobs';
import { ReleaseFiles } from '../release-files';
import type { MadeRelease } from '../release-maker';
import { ShownTables } from '../shown-tables';
import { CheckDesk } from './check-desk';
import { CheckNews } from './check-news';
import { OutputCheckers } from './output-checkers';

/** What was made, under which terms, and which of its extract's releases it is to be. */
export type ToLeave = MadeRelease & Pick<Release, 'number'> & { readonly terms: Terms };

/** Where what was made waits for people to look at it. */
@Injectable()
export class CheckGate {
  constructor(
    private readonly checks: OutputCheckStore,
    private readonly checkers: OutputCheckers,
    private readonly shown: ShownTables,
    private readonly files: ReleaseFiles,
    private readonly desk: CheckDesk,
    private readonly news: CheckNews,
  ) {}

  /**
   * Whether it may leave as far as people are asked: nobody is, or as many as it takes have let these very bytes go. Otherwise
   * they are asked now; what was made of other rows, or came out otherwise, was not what they had before them.
   *
   * @throws EXTRACT.ROWS_WITHDRAWN, RELEASE.FILES_GONE as conflicts
   */
  async lets(tx: Transaction, extract: Extract, made: ToLeave): Promise<boolean> {
    const { outputCheck } = made.terms;
    if (!outputCheck) return true;
    const latest = await this.checks.latest(extract.id, tx);
    const standing = standingOf(latest, made, outputCheck.reviewers);
    if (standing !== 'unseen') return standing === 'passed';
    if (latest?.outcome === null) await this.desk.end(tx, latest, 'outdated');
    await this.ask(tx, extract, made, { needed: outputCheck.reviewers, round: roundAfter(latest) });
    return false;
  }

  private async ask(
    tx: Transaction,
    extract: Extract,
    made: ToLeave,
    { needed, round }: { readonly needed: number; readonly round: number },
  ): Promise<void> {
    const { datasetId, purpose, id: extractId } = extract;
    const { parts, chosenAt, number, terms, cells } = made;
    await this.shown.assertFresh(tx, datasetId, { purpose, at: chosenAt, parts });
    await this.files.hold(tx, made);
    await this.files.destroyCertificate(made);
    const openedAt = await tx.now();
    const [csv, parquet] = [made.csv.sha256, made.parquet.sha256];
    const check: OutputCheck = {
      ...{ extractId, round, number, reviewers: needed, terms, csv, parquet, cells, parts, chosenAt },
      ...{ findings: made.findings ?? [], microdata: made.microdata ?? null },
      ...{ openedAt, closesAt: closingOf(openedAt), outcome: null, settledAt: null },
    };
    await this.checks.insert(tx, check);
    await this.news.ask(tx, extract, check, await this.checkers.of(extract, openedAt, tx));
    tx.enqueue(FOLLOW_CHECK, { extractId, round }, remindingOf(openedAt));
    tx.record({ type: 'output-check.opened', extractId, round, reviewers: needed, csv, parquet });
  }
}
