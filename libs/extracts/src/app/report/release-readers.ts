import { Injectable } from '@nestjs/common';
import { DatasetService, type Dataset } from '#catalogue';
import { assertScope } from '#identity';
import type { ExtractId } from '#kernel';
import { authorise, identityOf, type Actor } from '#policy';
import { ExtractStore } from '../../db/extract.store';
import { notReleased } from '../../domain/errors';
import type { ReportedExtract } from '../../domain/report/release-report';
import { answersFor } from '../answers-for';

/** A release as somebody reads it. */
export type ReadRelease = {
  readonly extract: ReportedExtract;
  readonly dataset: Dataset;
  /** Whether they are told what narrows down its hidden cells. */
  readonly isInside: boolean;
};

/** Who may know how releases were made. */
@Injectable()
export class ReleaseReaders {
  constructor(
    private readonly extracts: ExtractStore,
    private readonly datasets: DatasetService,
  ) {}

  /**
   * The latest release of an extract, for whoever may read the extract, and for those who answer for its dataset. These are
   * inside, unless they asked for it themselves, whatever offices they hold.
   *
   * @throws EXTRACT.MISSING, EXTRACT.NOT_RELEASED, DATASET.MISSING, POLICY.FORBIDDEN, TOKEN.SCOPE_NEEDED
   */
  async read(by: Actor, id: ExtractId): Promise<ReadRelease> {
    const extract = await this.extracts.find(id);
    const { datasetId, release, requestedBy } = extract;
    const isInside = answersFor(by, await this.datasets.find(datasetId)) && by.identity?.personId !== requestedBy;
    if (isInside) assertScope(identityOf(by), 'read');
    else authorise(by, 'read', 'Extract', extract);
    if (!release) throw notReleased(id);
    const dataset = await this.datasets.read(by, datasetId);
    return { extract: { ...extract, release }, dataset, isInside };
  }
}
