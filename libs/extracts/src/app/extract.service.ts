import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { DatasetService, type Dataset } from '#catalogue';
import { assertScope } from '#identity';
import { newId, type CommonsError, type DatasetId, type ExtractId } from '#kernel';
import { FileStore, UnitOfWork } from '#platform';
import { authorise, type Actor } from '#policy';
import { ExtractStore } from '../db/extract.store';
import type { AccessDecision } from '../domain/access-decision';
import type { Refused } from '../domain/assess-extract';
import { consentWithdrawn, extractRefused, noVersion, notReleased, termsChanged } from '../domain/errors';
import { requestOf, type Extract, type Release } from '../domain/extract';
import type { ExtractRequest, Terms } from '../domain/permit';
import { assertColumns } from '../domain/shape';
import { termsHold } from '../domain/terms';
import { FOLLOW_GRANT, RUN_EXTRACT } from '../jobs';
import { DecisionBook, type Decided } from './decision-book';
import { Entitlement, type RowsFor } from './entitlement';
import { signedIn, type Signed } from './signed';

export type ReleaseFormat = 'csv' | 'parquet';
const ACTION = 'requestExtract';

@Injectable()
export class ExtractService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly extracts: ExtractStore,
    private readonly datasets: DatasetService,
    private readonly files: FileStore,
    private readonly entitlement: Entitlement,
    private readonly decisionBook: DecisionBook,
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

  /** The extracts that the caller may see, newest first; of one dataset if given. */
  page(by: Actor, dataset: DatasetId | null, after: string | null, limit: number): Promise<Extract[]> {
    return this.extracts.page(by.ability, dataset, after, limit);
  }

  /**
   * Opens a released file, if the policies in force still allow what it holds.
   *
   * @returns the bytes, verified against their hash while they are read
   * @throws EXTRACT.MISSING, EXTRACT.NOT_RELEASED, EXTRACT.NO_POLICY, EXTRACT.OUTSIDE_POLICY,
   *   EXTRACT.NEEDS_APPLICATION, EXTRACT.BLOCKED, EXTRACT.DUTY_OVERDUE, EXTRACT.CONSENT_WITHDRAWN, EXTRACT.TERMS_CHANGED
   */
  async download(by: Actor, id: ExtractId, format: ReleaseFormat): Promise<{ content: Readable; sha256: string }> {
    const extract = await this.read(by, id);
    if (!extract.release) throw notReleased(id);
    const dataset = await this.datasets.read(by, extract.datasetId);
    const actor = signedIn(by);
    const entitled = await this.entitlement.of(actor, dataset, requestOf(extract));
    const { assessment } = entitled;
    const decided: Decided = { ...{ occasion: 'download', action: ACTION, actor, dataset, assessment }, extractId: id };
    if (assessment.outcome === 'refused')
      return this.refuseDownload(decided, extract, extractRefused(assessment.refusal));
    const denial = await this.denialOf({ ...entitled, dataset }, extract, extract.release, assessment.permit.terms);
    if (denial) return this.refuseDownload(decided, extract, denial);
    const { sha256 } = extract.release[format];
    const content = await this.files.open(sha256);
    try {
      await this.recordDownload(by, decided, { extractId: id, format, sha256 });
    } catch (error) {
      content.destroy();
      throw error;
    }
    return { content, sha256 };
  }

  /** Before the first byte leaves, so that no file goes out unlogged. */
  private recordDownload(
    by: Actor,
    decided: Decided,
    file: { extractId: ExtractId; format: ReleaseFormat; sha256: string },
  ) {
    return this.work.run(by, async (tx) => {
      await this.decisionBook.keep(tx, decided);
      tx.record({ type: 'release.downloaded', ...file });
    });
  }

  /** What was released while less was asked, or holds rows of who objects now, stays where it is. */
  private async denialOf(
    { dataset, ...by }: RowsFor & Pick<Decided, 'dataset'>,
    extract: Extract,
    { contributors, permit }: Release,
    asked: Terms,
  ): Promise<CommonsError | null> {
    const objectors = await this.entitlement.objectorsAmong(by, dataset, contributors, requestOf(extract));
    if (objectors.length > 0) return consentWithdrawn('refused');
    return termsHold(permit.terms, asked) ? null : termsChanged('refused', permit.terms, asked);
  }

  /** A grant that allows it no more is looked at again, so that it ends where its holders see it. */
  private async refuseDownload(decided: Decided, extract: Extract, denial: CommonsError): Promise<never> {
    const [{ code }, { grantId }] = [denial, extract];
    await this.work.run(decided.actor, async (tx) => {
      await this.decisionBook.keep(tx, { ...decided, denial: code });
      if (grantId) tx.enqueue(FOLLOW_GRANT, { grantId });
      if (code === consentWithdrawn('refused').code) await this.decisionBook.tellStopped(tx, extract, decided);
      tx.record({ type: 'release.refused', extractId: decided.extractId, code });
    });
    throw denial;
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
