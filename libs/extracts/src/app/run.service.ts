import { Injectable } from '@nestjs/common';
import { DatasetService, type Dataset } from '#catalogue';
import { CommonsError, type ErrorKind, type ExtractId } from '#kernel';
import { UnitOfWork, type Principal, type Transaction } from '#platform';
import { ExtractStore } from '../db/extract.store';
import { assertTermsHold } from '../domain/assess-extract';
import { consentWithdrawn, noVersion } from '../domain/errors';
import { refuse, requestOf, type Extract, type Release } from '../domain/extract';
import type { Terms } from '../domain/permit';
import { FOLLOW_GRANT } from '../jobs';
import { DecisionBook, type Decided } from './decision-book';
import { Entitlement, type RowsFor } from './entitlement';
import { TableMaker } from './table-maker';

const TEMPORARY: readonly ErrorKind[] = ['conflict', 'unavailable'];

/** What the worker does with a granted request. It may be repeated without harm. */
@Injectable()
export class RunService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly extracts: ExtractStore,
    private readonly datasets: DatasetService,
    private readonly entitlement: Entitlement,
    private readonly tables: TableMaker,
    private readonly decisions: DecisionBook,
  ) {}

  /**
   * Assesses a granted extract once more, then aggregates, protects and releases it.
   *
   * @throws EXTRACT.TERMS_CHANGED, EXTRACT.CONSENT_WITHDRAWN as conflicts, if stricter terms came into force or a
   *   contributor objected meanwhile: the next run keeps to it
   */
  async run(by: Principal, id: ExtractId): Promise<void> {
    const extract = await this.extracts.find(id);
    if (extract.state !== 'granted') return this.work.run(by, nothingToDo);
    const dataset = await this.datasets.find(extract.datasetId);
    const before = await this.assess(extract, dataset);
    if (before.assessment.outcome === 'refused') {
      return this.conclude(by, before, refuse(extract, before.assessment.refusal));
    }
    const { permit } = before.assessment;
    const made = await this.make(dataset, before, extract, permit.terms);
    const after = await this.assess(extract, dataset);
    if (after.assessment.outcome === 'refused') {
      return this.conclude(by, after, refuse(extract, after.assessment.refusal));
    }
    if (made instanceof CommonsError) return this.conclude(by, after, { ...refuse(extract, made), state: 'failed' });
    assertTermsHold(permit.terms, after.assessment.permit.terms, 'conflict');
    const request = requestOf(extract);
    const objectors = await this.entitlement.objectorsAmong(after, dataset, made.contributors, request);
    if (objectors.length > 0) throw consentWithdrawn('conflict');
    const released: Extract = { ...extract, state: 'released', permit: after.assessment.permit };
    await this.conclude(by, after, released, { ...made, permit });
  }

  /** The policies of this moment, for the person as the members' book has them at this moment. */
  private async assess(extract: Extract, dataset: Dataset): Promise<Decided & RowsFor> {
    const request = requestOf(extract);
    const entitled = await this.entitlement.ofPerson(extract.requestedBy, dataset, request);
    return { ...entitled, occasion: 'run', action: request.action, dataset, extractId: extract.id };
  }

  /** The slow part, outside of any transaction. What a retry cannot cure comes back as the error that it is. */
  private async make(dataset: Dataset, by: RowsFor, extract: Extract, terms: Terms) {
    try {
      const usable = await this.entitlement.usableRows(by, dataset, requestOf(extract));
      if (!usable || usable.parts.length === 0) throw noVersion(dataset.id);
      return await this.tables.make(dataset.schema, usable, { ...extract, terms });
    } catch (error) {
      if (error instanceof CommonsError && !TEMPORARY.includes(error.kind)) return error;
      throw error;
    }
  }

  /** Whoever finishes first concludes; a repeated run finds it done. */
  private conclude(
    by: Principal,
    decided: Decided,
    concluded: Extract,
    made?: Omit<Release, 'releasedAt'>,
  ): Promise<void> {
    return this.work.run(by, async (tx) => {
      const { id } = concluded;
      const current = await this.extracts.lock(tx, id);
      if (current.state !== 'granted') return nothingToDo(tx);
      const release = made ? { ...made, releasedAt: await tx.now() } : null;
      await this.extracts.save(tx, { ...concluded, release });
      await this.decisions.keep(tx, decided);
      if (concluded.state === 'refused' && concluded.grantId) tx.enqueue(FOLLOW_GRANT, { grantId: concluded.grantId });
      tx.record({
        type: `extract.${concluded.state}`,
        extractId: id,
        ...(concluded.refusal && { code: concluded.refusal.code }),
        ...(release && { ...release, releasedAt: release.releasedAt.toISOString() }),
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
