import { Injectable } from '@nestjs/common';
import { CommonsError, type ExtractId } from '#kernel';
import { UnitOfWork, type Principal, type Transaction } from '#platform';
import { ExtractStore } from '../db/extract.store';
import { assertTermsHold } from '../domain/assess-extract';
import { underCheck } from '../domain/check/output-check';
import { notMade } from '../domain/errors';
import { refuse, releasedFacts, type Extract } from '../domain/extract';
import type { Permit } from '../domain/permit';
import { FOLLOW_GRANT } from '../jobs';
import { DecisionBook } from './decision-book';
import { CheckedMaker } from './check/checked-maker';
import type { Assessed, MadeRelease } from './release-maker';

/** What the worker does with a granted request. It may be repeated without harm. */
@Injectable()
export class RunService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly extracts: ExtractStore,
    private readonly maker: CheckedMaker,
    private readonly decisions: DecisionBook,
  ) {}

  /**
   * Assesses a granted extract once more, then aggregates, protects and releases it; or has people look at it first, where
   * the terms ask for that.
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
      const current = await this.extracts.lock(tx, concluded.id);
      if (current.state !== 'granted') return nothingToDo(tx);
      await this.decisions.keep(tx, decided);
      tx.fulfil();
      if (made) return this.release(tx, concluded, made);
      const { id: extractId, grantId, state, refusal } = concluded;
      await this.extracts.save(tx, concluded);
      if (state === 'refused' && grantId) tx.enqueue(FOLLOW_GRANT, { grantId });
      tx.record({ type: `extract.${state}`, extractId, ...(refusal && { code: refusal.code }) });
    });
  }

  /** Or has people look at it first. */
  private async release(tx: Transaction, extract: Extract, made: MadeRelease & { readonly permit: Permit }) {
    const toLeave = { ...made, number: 1, terms: made.permit.terms };
    const leaves = await this.maker.leave(tx, extract, toLeave);
    const release = leaves ? { ...toLeave, releasedAt: await tx.now() } : null;
    const { state } = leaves ? extract : underCheck(extract);
    await this.extracts.save(tx, { ...extract, state, release });
    tx.record({ type: `extract.${state}`, extractId: extract.id, ...(release && releasedFacts(release)) });
  }
}

/** The promise is kept, by an earlier run. */
function nothingToDo(tx: Transaction): Promise<void> {
  tx.fulfil();
  tx.unchanged(undefined);
  return Promise.resolve();
}
