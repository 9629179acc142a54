import { Injectable } from '@nestjs/common';
import { DatasetService } from '#catalogue';
import { CommonsError, type ErrorKind } from '#kernel';
import { UnitOfWork, type Transaction } from '#platform';
import { consentWithdrawn, noVersion } from '../domain/errors';
import { requestOf, type Extract } from '../domain/extract';
import type { Terms } from '../domain/permit';
import type { Decided } from './decision-book';
import { Entitlement, type RowsFor } from './entitlement';
import { ReleaseFiles } from './release-files';
import { StaleReleases } from './stale-releases';
import { TableMaker, type MadeTable } from './table/table-maker';

/** What the policies of one moment say of an extract, for whoever asked for it, and whose rows they leave to be drawn. */
export type Assessed = Decided & RowsFor;

/** A table in the file store, and when its rows were chosen. */
export type MadeRelease = MadeTable & { readonly chosenAt: Date };

const TEMPORARY: readonly ErrorKind[] = ['conflict', 'unavailable'];

/** Makes the table of an extract for its first release, or for one that takes the place of a recalled one. */
@Injectable()
export class ReleaseMaker {
  constructor(
    private readonly work: UnitOfWork,
    private readonly datasets: DatasetService,
    private readonly entitlement: Entitlement,
    private readonly tables: TableMaker,
    private readonly stale: StaleReleases,
    private readonly files: ReleaseFiles,
  ) {}

  /** The policies of this moment, for the person as the members' book has them at this moment. */
  async assess(extract: Extract): Promise<Assessed> {
    const dataset = await this.datasets.find(extract.datasetId);
    const request = requestOf(extract);
    const entitled = await this.entitlement.ofPerson(extract.requestedBy, dataset, request);
    return { ...entitled, occasion: 'run', action: request.action, dataset, extractId: extract.id };
  }

  /** The slow part, outside of any transaction. What a retry cannot cure comes back as the error that it is. */
  async make({ dataset, ...by }: Assessed, extract: Extract, terms: Terms): Promise<MadeRelease | CommonsError> {
    try {
      const chosenAt = await this.work.now();
      const usable = await this.entitlement.usableRows(by, dataset, requestOf(extract));
      if (!usable || usable.parts.length === 0) throw noVersion(dataset.id);
      return { ...(await this.tables.make(dataset.schema, usable, { ...extract, terms })), chosenAt };
    } catch (error) {
      if (error instanceof CommonsError && !TEMPORARY.includes(error.kind)) return error;
      throw error;
    }
  }

  /** By the policies and objections of a moment after it was made. @throws EXTRACT.CONSENT_WITHDRAWN as a conflict */
  async assertConsented(after: Assessed, extract: Extract, made: MadeRelease): Promise<void> {
    const request = requestOf(extract);
    const objectors = await this.entitlement.objectorsAmong(after, after.dataset, made.contributors, request);
    if (objectors.length > 0) throw consentWithdrawn('conflict');
  }

  /**
   * In the transaction that releases it: none of its rows are taken back before that commits, and its files are there.
   *
   * @throws EXTRACT.ROWS_WITHDRAWN, RELEASE.FILES_GONE as conflicts
   */
  async assertStanding(tx: Transaction, { datasetId, purpose }: Extract, made: MadeRelease): Promise<void> {
    await this.stale.assertStanding(tx, datasetId, { parts: made.parts, purpose, at: made.chosenAt });
    await this.files.hold(tx, made);
  }
}
