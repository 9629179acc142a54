import { Injectable } from '@nestjs/common';
import { DatasetService, type Dataset } from '#catalogue';
import { assertScope } from '#identity';
import { newId, type DatasetId, type ExtractId } from '#kernel';
import { UnitOfWork } from '#platform';
import { authorise, type Actor } from '#policy';
import { ExtractStore } from '../db/extract.store';
import type { AccessDecision } from '../domain/access-decision';
import type { Refused } from '../domain/assess-extract';
import { extractRefused, noVersion } from '../domain/errors';
import type { Extract } from '../domain/extract';
import type { ExtractRequest } from '../domain/permit';
import type { Recall } from '../domain/recall';
import { assertColumns } from '../domain/shape';
import { RUN_EXTRACT } from '../jobs';
import { DecisionBook } from './decision-book';
import { Entitlement } from './entitlement';
import { signedIn, type Signed } from './signed';
import { StaleReleases } from './stale-releases';

const ACTION = 'requestExtract';

@Injectable()
export class ExtractService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly extracts: ExtractStore,
    private readonly datasets: DatasetService,
    private readonly entitlement: Entitlement,
    private readonly decisionBook: DecisionBook,
    private readonly stale: StaleReleases,
  ) {}

  /**
   * Requests aggregates of a dataset; the policies in force decide at once. A refusal is remembered like a grant.
   *
   * @throws EXTRACT.NO_POLICY, EXTRACT.OUTSIDE_POLICY (with the nearest alternative), EXTRACT.NEEDS_APPLICATION,
   *   EXTRACT.BLOCKED, EXTRACT.DUTY_OVERDUE, EXTRACT.NOISE_NEEDED, DATASET.MISSING, DATASET.EMPTY,
   *   EXTRACT.UNKNOWN_COLUMN, EXTRACT.REPEATED_COLUMN, EXTRACT.DIMENSION_COUNT, EXTRACT.CROSSED_HIERARCHIES,
   *   EXTRACT.TOO_MANY_CELLS
   */
  async request(by: Actor, datasetId: DatasetId, asked: ExtractRequest): Promise<Extract> {
    const { purpose, dimensions, measures } = asked;
    const request = { purpose, dimensions, measures };
    const dataset = await this.datasets.read(by, datasetId);
    const signed = signedIn(by);
    assertScope(signed.identity, 'extract');
    assertColumns(dataset.schema, dimensions, measures, this.entitlement.visibleSchema(by, dataset));
    const { assessment, grantId } = await this.entitlement.of(signed, dataset, { action: ACTION, ...request });
    if (assessment.outcome === 'refused') return this.refuse(signed, dataset, request, assessment);
    if (dataset.version === 0) throw noVersion(datasetId);

    return this.work.run(by, async (tx) => {
      const { permit } = assessment;
      const extract = { ...draftOf(signed, dataset, request), requestedAt: await tx.now(), permit, grantId };
      await this.extracts.insert(tx, extract);
      await this.decisionBook.keep(tx, {
        ...{ occasion: 'request', action: ACTION, actor: signed, dataset, assessment },
        extractId: extract.id,
      });
      const { policyVersionId } = permit;
      tx.record({ type: 'extract.granted', extractId: extract.id, datasetId, ...request, policyVersionId });
      tx.enqueue(RUN_EXTRACT, { extractId: extract.id });
      return extract;
    });
  }

  /** @throws EXTRACT.MISSING */
  async read(by: Actor, id: ExtractId): Promise<Extract> {
    const extract = await this.extracts.find(id);
    authorise(by, 'read', 'Extract', extract);
    return extract;
  }

  /** Every decision about an extract, oldest first. @throws EXTRACT.MISSING */
  async decisions(by: Actor, id: ExtractId): Promise<AccessDecision[]> {
    const extract = await this.read(by, id);
    return this.decisionBook.ofExtract(extract.id);
  }

  /** What became of the release of an extract that the caller has read; null: nothing was taken back from it. */
  recallOf(extract: Extract): Promise<Recall | null> {
    return this.stale.recallOf(extract);
  }

  /** The extracts that the caller may see, newest first; of one dataset if given. */
  page(by: Actor, dataset: DatasetId | null, after: string | null, limit: number): Promise<Extract[]> {
    return this.extracts.page(by.ability, dataset, after, limit);
  }

  private async refuse(actor: Signed, dataset: Dataset, request: ExtractRequest, assessment: Refused): Promise<never> {
    const { refusal } = assessment;
    await this.work.run(actor, async (tx) => {
      const { code, message } = refusal;
      const draft = draftOf(actor, dataset, request);
      const extract: Extract = { ...draft, requestedAt: await tx.now(), state: 'refused', refusal: { code, message } };
      await this.extracts.insert(tx, extract);
      await this.decisionBook.keep(tx, {
        ...{ occasion: 'request', action: ACTION, actor, dataset, assessment },
        extractId: extract.id,
      });
      tx.record({ type: 'extract.refused', extractId: extract.id, datasetId: dataset.id, ...request, code });
    });
    throw extractRefused(refusal);
  }
}

function draftOf({ identity }: Signed, dataset: Dataset, request: ExtractRequest): Omit<Extract, 'requestedAt'> {
  return {
    id: newId<ExtractId>(),
    datasetId: dataset.id,
    federationId: dataset.federationId,
    requestedBy: identity.personId,
    ...request,
    ...{ state: 'granted', refusal: null, permit: null, grantId: null, release: null },
  };
}
