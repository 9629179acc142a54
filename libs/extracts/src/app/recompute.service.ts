import { Injectable } from '@nestjs/common';
import { CommonsError, type ExtractId } from '#kernel';
import { UnitOfWork, type Principal, type Transaction } from '#platform';
import { ExtractStore } from '../db/extract.store';
import { RecallStore } from '../db/recall.store';
import { assertTermsHold } from '../domain/assess-extract';
import { notMade } from '../domain/errors';
import { releasedFacts, type Extract, type Release } from '../domain/extract';
import { isSettled, stateWithout, type Recall, type RecallState } from '../domain/recall';
import { strictestOf, underTerms } from '../domain/terms';
import { CheckedMaker } from './check/checked-maker';
import { DecisionBook } from './decision-book';
import { RecallNews } from './recall-news';
import type { Assessed, MadeRelease } from './release-maker';

/** An extract whose release was recalled. */
type Recalled = { readonly extract: Extract & { readonly release: Release }; readonly recall: Recall };

/** Makes releases again without the rows that were taken back from them. It may be repeated without harm. */
@Injectable()
export class RecomputeService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly extracts: ExtractStore,
    private readonly recalls: RecallStore,
    private readonly maker: CheckedMaker,
    private readonly decisions: DecisionBook,
    private readonly news: RecallNews,
  ) {}

  /**
   * Makes the next release of an extract, under the terms of the recalled one and those of today, whichever are stricter;
   * has people look at it first, where these ask for that;
   * or holds it back, where the difference of the two would tell what was taken back. What is held back is looked at again
   * with every change of the dataset's rows.
   *
   * @throws EXTRACT.TERMS_CHANGED, EXTRACT.CONSENT_WITHDRAWN, EXTRACT.ROWS_WITHDRAWN as conflicts: the next run keeps to it
   */
  async recompute(by: Principal, id: ExtractId): Promise<void> {
    const found = await this.find(id);
    if (!found) return this.work.run(by, nothingToDo);
    const { extract } = found;
    const before = await this.maker.assess(extract);
    if (before.assessment.outcome === 'refused') return this.conclude(by, found, before, before.assessment.refusal);
    const { permit } = before.assessment;
    const terms = strictestOf([extract.release.permit.terms, permit.terms]);
    const made = await this.maker.make(before, extract, terms);
    const after = await this.maker.assess(extract);
    if (after.assessment.outcome === 'refused') return this.conclude(by, found, after, after.assessment.refusal);
    if (made instanceof CommonsError) return this.conclude(by, found, after, made);
    assertTermsHold(terms, after.assessment.permit.terms, 'conflict');
    await this.maker.assertConsented(after, extract, made);
    await this.replace(by, found, after, { ...made, permit: underTerms(permit, terms) });
  }

  /** Holds back what was tried in vain for long: it is looked at again with the next change of the dataset's rows. */
  async giveUp(by: Principal, id: ExtractId): Promise<void> {
    const found = await this.find(id);
    if (!found) return this.work.run(by, nothingToDo);
    return this.conclude(by, found, await this.maker.assess(found.extract), notMade());
  }

  private async find(id: ExtractId): Promise<Recalled | null> {
    const extract = await this.extracts.find(id);
    const { release } = extract;
    const recall = release && (await this.recalls.find({ extractId: id, number: release.number }));
    return release && recall && !isSettled(recall) ? { extract: { ...extract, release }, recall } : null;
  }

  /** The number of the release that it takes the place of is compared under the lock: of two runs one is taken. */
  private replace(
    by: Principal,
    { extract, recall }: Recalled,
    decided: Assessed,
    made: MadeRelease & Pick<Release, 'permit'>,
  ): Promise<void> {
    return this.work.run(by, async (tx) => {
      if (!(await this.isOpen(tx, recall))) return nothingToDo(tx);
      const toLeave = { ...made, number: recall.number + 1, terms: made.permit.terms };
      if (!(await this.maker.leave(tx, extract, toLeave))) return nothingToDo(tx);
      const release: Release = { ...toLeave, releasedAt: await tx.now() };
      await this.extracts.save(tx, { ...extract, permit: made.permit, release });
      await this.recalls.save(tx, recall, 'replaced');
      await this.decisions.keep(tx, decided);
      await this.news.tellRemade(tx, extract, release.number);
      tx.record({ type: 'release.recomputed', extractId: extract.id, ...releasedFacts(release) });
      tx.fulfil();
    });
  }

  private conclude(
    by: Principal,
    { extract, recall }: Recalled,
    decided: Assessed,
    { code }: { readonly code: string },
  ): Promise<void> {
    return this.work.run(by, async (tx) => {
      const state: RecallState = stateWithout(code);
      if (!(await this.isOpen(tx, recall)) || recall.state === state) return nothingToDo(tx);
      await this.recalls.save(tx, recall, state);
      await this.decisions.keep(tx, decided);
      if (state === 'held') await this.news.tellHeldBack(tx, extract, recall.number);
      const type = state === 'held' ? 'release.held-back' : 'release.ended';
      tx.record({ type, extractId: extract.id, number: recall.number, code });
      tx.fulfil();
    });
  }

  private async isOpen(tx: Transaction, { extractId, number }: Recall): Promise<boolean> {
    const { release } = await this.extracts.lock(tx, extractId);
    const current = await this.recalls.find({ extractId, number }, tx);
    return release?.number === number && current !== null && !isSettled(current);
  }
}

/** The promise is kept, by an earlier run, or as it was. */
function nothingToDo(tx: Transaction): Promise<void> {
  tx.fulfil();
  tx.unchanged(undefined);
  return Promise.resolve();
}
