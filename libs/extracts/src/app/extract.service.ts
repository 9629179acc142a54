import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { DatasetService, type Dataset } from '#catalogue';
import { newId, type DatasetId, type ExtractId } from '#kernel';
import { FileStore, UnitOfWork } from '#platform';
import { authorise, extractGrounds, personOf, type Actor } from '#policy';
import { ExtractStore } from '../db/extract.store';
import { assertTermsHold, assessExtract } from '../domain/assess-extract';
import { extractRefused, noVersion, notReleased } from '../domain/errors';
import type { Extract } from '../domain/extract';
import type { ExtractRequest, Refusal } from '../domain/permit';
import { assertColumns } from '../domain/shape';
import { RUN_EXTRACT } from '../jobs';

export type ReleaseFormat = 'csv' | 'parquet';

@Injectable()
export class ExtractService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly extracts: ExtractStore,
    private readonly datasets: DatasetService,
    private readonly files: FileStore,
  ) {}

  /**
   * Requests aggregates of a dataset; the policies in force decide at once. A refusal is remembered like a grant.
   *
   * @throws EXTRACT.NO_POLICY, EXTRACT.OUTSIDE_POLICY (with the nearest alternative), DATASET.MISSING, DATASET.EMPTY,
   *   EXTRACT.UNKNOWN_COLUMN, EXTRACT.REPEATED_COLUMN, EXTRACT.DIMENSION_COUNT, EXTRACT.CROSSED_HIERARCHIES,
   *   EXTRACT.TOO_MANY_CELLS
   */
  async request(by: Actor, datasetId: DatasetId, asked: ExtractRequest): Promise<Extract> {
    const { purpose, dimensions, measures } = asked;
    const request = { purpose, dimensions, measures };
    const dataset = await this.datasets.read(by, datasetId);
    assertColumns(dataset.schema, request.dimensions, request.measures);
    const assessment = assessExtract(extractGrounds(by, dataset), request);
    if (assessment.outcome === 'refused') return this.refuse(by, dataset, request, assessment.refusal);
    if (dataset.version === 0) throw noVersion(datasetId);

    return this.work.run(by, async (tx) => {
      const { permit } = assessment;
      const extract = { ...this.draft(by, dataset, request), requestedAt: await tx.now(), permit };
      await this.extracts.insert(tx, extract);
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

  /** The extracts that the caller may see, newest first; of one dataset if given. */
  page(by: Actor, dataset: DatasetId | null, after: string | null, limit: number): Promise<Extract[]> {
    return this.extracts.page(by.ability, dataset, after, limit);
  }

  /**
   * Opens a released file, if the policies in force still allow what it holds.
   *
   * @returns the bytes, verified against their hash while they are read
   * @throws EXTRACT.MISSING, EXTRACT.NOT_RELEASED, EXTRACT.NO_POLICY, EXTRACT.OUTSIDE_POLICY, EXTRACT.TERMS_CHANGED
   */
  async download(by: Actor, id: ExtractId, format: ReleaseFormat): Promise<{ content: Readable; sha256: string }> {
    const extract = await this.read(by, id);
    if (!extract.release) throw notReleased(id);
    const dataset = await this.datasets.read(by, extract.datasetId);
    const assessment = assessExtract(extractGrounds(by, dataset), extract);
    if (assessment.outcome === 'refused') throw extractRefused(assessment.refusal);
    assertTermsHold(extract.release.permit.terms, assessment.permit.terms, 'refused');
    const { sha256 } = extract.release[format];
    const content = await this.files.open(sha256);
    try {
      await this.recordDownload(by, id, { format, sha256 });
    } catch (error) {
      content.destroy();
      throw error;
    }
    return { content, sha256 };
  }

  /** Before the first byte leaves, so that no file goes out unlogged. */
  private recordDownload(by: Actor, extractId: ExtractId, file: { format: ReleaseFormat; sha256: string }) {
    return this.work.run(by, (tx) => {
      tx.record({ type: 'release.downloaded', extractId, ...file });
      return Promise.resolve();
    });
  }

  private async refuse(by: Actor, dataset: Dataset, request: ExtractRequest, refusal: Refusal): Promise<never> {
    await this.work.run(by, async (tx) => {
      const { code, message } = refusal;
      const draft = this.draft(by, dataset, request);
      const extract: Extract = { ...draft, requestedAt: await tx.now(), state: 'refused', refusal: { code, message } };
      await this.extracts.insert(tx, extract);
      tx.record({ type: 'extract.refused', extractId: extract.id, datasetId: dataset.id, ...request, code });
    });
    throw extractRefused(refusal);
  }

  private draft(by: Actor, dataset: Dataset, request: ExtractRequest): Omit<Extract, 'requestedAt'> {
    return {
      id: newId<ExtractId>(),
      datasetId: dataset.id,
      federationId: dataset.federationId,
      requestedBy: personOf(by),
      ...request,
      ...{ state: 'granted', refusal: null, permit: null, release: null },
    };
  }
}
