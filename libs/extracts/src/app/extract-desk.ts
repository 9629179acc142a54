import { Injectable } from '@nestjs/common';
import type { Dataset } from '#catalogue';
import { newId, type ExtractId } from '#kernel';
import { UnitOfWork } from '#platform';
import { ExtractStore } from '../db/extract.store';
import type { Refused } from '../domain/assess-extract';
import { extractRefused } from '../domain/errors';
import { refuse, releasedFacts, type Extract, type ExtractAction, type Release } from '../domain/extract';
import type { UseRequest } from '../domain/permit';
import { RUN_EXTRACT } from '../jobs';
import type { Assessment } from './assessor';
import { OutputCheckers } from './check/output-checkers';
import { DecisionBook } from './decision-book';
import type { Entitled } from './entitlement';
import { ReleaseGate } from './release-gate';
import { Perturbing } from './table/perturbing';

type Granted = Assessment & { readonly outcome: 'granted' };

/** What somebody asks for, and what they are entitled to. */
export type ExtractWish = {
  readonly dataset: Dataset;
  readonly request: UseRequest & { readonly action: ExtractAction };
  readonly entitled: Entitled;
};

/** A table that was made already, for whoever asks for the same; `chosenAt`: when its rows were found to be usable. */
export type ReadyTable = { readonly release: Release; readonly chosenAt: Date };

/** Writes down what was asked for, and what was decided: the one ledger of every table that leaves the commons. */
@Injectable()
export class ExtractDesk {
  constructor(
    private readonly work: UnitOfWork,
    private readonly extracts: ExtractStore,
    private readonly decisionBook: DecisionBook,
    private readonly gate: ReleaseGate,
    private readonly perturbing: Perturbing,
    private readonly checkers: OutputCheckers,
  ) {}

  /**
   * Promises the table to whoever was granted it.
   *
   * @throws EXTRACT.UNBOUNDED_MEASURE, EXTRACT.BUDGET_SPENT where its numbers could not be changed as the terms ask;
   *   EXTRACT.TOO_FEW_CHECKERS where too few people could look at it before it leaves
   */
  async grant(wish: ExtractWish, assessment: Granted): Promise<Extract> {
    const { actor } = wish.entitled;
    const { id, schema } = wish.dataset;
    const { terms } = assessment.permit;
    await this.perturbing.assertAskable(schema, id, { ...wish.request, terms });
    await this.checkers.assertEnough(draftOf(wish), terms, await this.work.now());
    return this.work.run(actor, async (tx) => {
      const { permit } = assessment;
      const extract: Extract = { ...draftOf(wish), requestedAt: await tx.now(), permit };
      await this.extracts.insert(tx, extract);
      await this.decisionBook.keep(tx, { ...decidedOf(wish), assessment, extractId: extract.id });
      tx.record({ type: 'extract.granted', ...factsOf(extract), policyVersionId: permit.policyVersionId });
      tx.enqueue(RUN_EXTRACT, { extractId: extract.id });
      return extract;
    });
  }

  /** Hands over a table that was made before, as a release of its own. @throws EXTRACT.ROWS_WITHDRAWN, RELEASE.FILES_GONE as conflicts */
  handOver(wish: ExtractWish, assessment: Granted, { release: made, chosenAt }: ReadyTable): Promise<Extract> {
    const { actor } = wish.entitled;
    return this.work.run(actor, async (tx) => {
      const { permit } = assessment;
      const requestedAt = await tx.now();
      const release: Release = { ...made, number: 1, permit, releasedAt: requestedAt };
      const extract: Extract = { ...draftOf(wish), requestedAt, permit, state: 'released', release };
      await this.gate.passAgain(tx, { ...extract, chosenAt }, release);
      await this.extracts.insert(tx, extract);
      await this.extracts.save(tx, extract);
      await this.decisionBook.keep(tx, { ...decidedOf(wish), assessment, extractId: extract.id });
      tx.record({ type: 'extract.released', ...factsOf(extract), ...releasedFacts(release) });
      return extract;
    });
  }

  /** What was promised to whoever asks, and is not made yet; null: nothing. */
  pending({ dataset, request, entitled: { actor } }: ExtractWish): Promise<Extract | null> {
    return this.extracts.pending(actor.identity.personId, { datasetId: dataset.id, ...request });
  }

  /** Remembers a refusal like a grant, and throws it. */
  async refuse(wish: ExtractWish, assessment: Refused): Promise<never> {
    const { refusal } = assessment;
    await this.work.run(wish.entitled.actor, async (tx) => {
      const extract = refuse({ ...draftOf(wish), requestedAt: await tx.now() }, refusal);
      await this.extracts.insert(tx, extract);
      await this.decisionBook.keep(tx, { ...decidedOf(wish), assessment, extractId: extract.id });
      tx.record({ type: 'extract.refused', ...factsOf(extract), code: refusal.code });
    });
    throw extractRefused(refusal);
  }
}

const decidedOf = ({ dataset, request: { action }, entitled: { actor } }: ExtractWish) =>
  ({ occasion: 'request', action, actor, dataset }) as const;

const factsOf = ({ id: extractId, datasetId, action, purpose, dimensions, measures }: Extract) => ({
  ...{ extractId, datasetId, action, purpose, dimensions, measures },
});

function draftOf({ dataset, request, entitled: { actor, grantId } }: ExtractWish): Omit<Extract, 'requestedAt'> {
  return {
    id: newId<ExtractId>(),
    datasetId: dataset.id,
    federationId: dataset.federationId,
    requestedBy: actor.identity.personId,
    ...request,
    ...{ state: 'granted', refusal: null, permit: null, grantId, release: null },
  };
}
