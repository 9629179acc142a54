import { Injectable } from '@nestjs/common';
import { CommonsError, type ExtractId } from '#kernel';
import { UnitOfWork, type Principal, type Transaction } from '#platform';
import { ExtractStore } from '../db/extract.store';
import { assertTermsHold } from '../domain/assess-extract';
import { notMade } from '../domain/errors';
import { refuse, releasedFacts, type Extract } from '../domain/extract';
import type { Permit } from '../domain/permit';
import { FOLLOW_GRANT } from '../jobs';
import { DecisionBook } from './decision-book';
import { ReleaseMaker, type Assessed, type MadeRelease } from './release-maker';

/** What the worker does with a granted request. It may be repeated without harm. */
@Injectable()
export class RunService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly extracts: ExtractStore,
    private readonly maker: ReleaseMaker,
    private readonly decisions: DecisionBook,
  ) {}

  /**
   * Assesses a granted extract once more, then aggregates, protects and releases it.
   *
   * @throws EXTRACT.TERMS_CHANGED, EXTRACT.CONSENT_WITHDRAWN, EXTRACT.ROWS_WITHDRAWN as conflicts, if stricter terms came
   *   into force, or a contributor objected or took rows back meanwhile: the next run keeps to it
   */
  async run(by: Principal, id: ExtractId): Promise<void> {
    const extract = await this.extracts.find(id);
    if (extract.state !== 'granted') return this.work.run(by, nothingToDo);
    const before = await this.maker.assess(extract);
    if (before.assessment.outcome === 'refused') {
      return this.conclude(by, before, refuse(extract, before.assessment.refusal));
    }
    const { permit } = before.assessment;
    const made = await this.maker.make(before, extract, permit.terms);
    const after = await this.maker.assess(extract);
    if (after.assessment.outcome === 'refused') {
      return this.conclude(by, after, refuse(extract, after.assessment.refusal));
    }
    if (made instanceof CommonsError) return this.conclude(by, after, { ...refuse(extract, made), state: 'failed' });
    assertTermsHold(permit.terms, after.assessment.permit.terms, 'conflict');
    await this.maker.assertConsented(after, extract, made);
    const released: Extract = { ...extract, state: 'released', permit: after.assessment.permit };
    await this.conclude(by, after, released, { ...made, permit });
  }

  /** Ends an extract that was tried in vain for long, so that nobody waits for it for ever. */
  async giveUp(by: Principal, id: ExtractId): Promise<void> {
    const extract = await this.extracts.find(id);
    if (extract.state !== 'granted') return this.work.run(by, nothingToDo);
    const decided = await this.maker.assess(extract);
    return this.conclude(by, decided, { ...refuse(extract, notMade()), state: 'failed' });
  }

  /** Whoever finishes first concludes; a repeated run finds it done. */
  private conclude(
    by: Principal,
    decided: Assessed,
    concluded: Extract,
    made?: MadeRelease & { readonly permit: Permit },
  ): Promise<void> {
    return this.work.run(by, async (tx) => {
      const { id } = concluded;
      const current = await this.extracts.lock(tx, id);
      if (current.state !== 'granted') return nothingToDo(tx);
      if (made) await this.maker.assertStanding(tx, concluded, made);
      const release = made ? { ...made, number: 1, releasedAt: await tx.now() } : null;
      await this.extracts.save(tx, { ...concluded, release });
      await this.decisions.keep(tx, decided);
      if (concluded.state === 'refused' && concluded.grantId) tx.enqueue(FOLLOW_GRANT, { grantId: concluded.grantId });
      tx.record({
        type: `extract.${concluded.state}`,
        extractId: id,
        ...(concluded.refusal && { code: concluded.refusal.code }),
        ...(release && releasedFacts(release)),
      });
      tx.fulfil();
    });
  }
}

/** The promise is kept, by an earlier run. */
function nothingToDo(tx: Transaction): Promise<void> {
  tx.fulfil();
  tx.unchanged(undefined);
  return Promise.resolve();
}
