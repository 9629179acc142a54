import { Injectable } from '@nestjs/common';
import { DatasetService, type Dataset } from '#catalogue';
import { CommonsError, type ErrorKind } from '#kernel';
import { UnitOfWork, type Transaction } from '#platform';
import { consentWithdrawn, noVersion } from '../domain/errors';
import { requestOf, type Extract, type Release } from '../domain/extract';
import type { Terms } from '../domain/permit';
import { coarserThan } from '../domain/shape';
import { termsHold } from '../domain/terms-hold';
import { termsBeside } from './table/quantiles';
import type { Decided } from './decision-book';
import { Entitlement, type RowsFor } from './entitlement';
import { ReleaseGate } from './release-gate';
import { RowsToDraw } from './rows-to-draw';
import { TableMaker, type MadeTable } from './table/table-maker';

/** What the policies of one moment say of an extract, for whoever asked for it, and whose rows they leave to be drawn. */
export type Assessed = Decided & RowsFor;

/** A table in the file store, and when its rows were chosen. */
export type MadeRelease = MadeTable & Pick<Release, 'newestVersion'> & { readonly chosenAt: Date };

const TEMPORARY: readonly ErrorKind[] = ['conflict', 'unavailable'];

/** Makes the table of an extract for its first release, or for one that takes the place of a recalled one. */
@Injectable()
export class ReleaseMaker {
  constructor(
    private readonly work: UnitOfWork,
    private readonly datasets: DatasetService,
    private readonly entitlement: Entitlement,
    private readonly tables: TableMaker,
    private readonly rows: RowsToDraw,
    private readonly gate: ReleaseGate,
  ) {}

  /** The policies of this moment, for the person as the members' book has them at this moment. */
  async assess(extract: Extract): Promise<Assessed> {
    const dataset = await this.datasets.find(extract.datasetId);
    const request = requestOf(extract);
    const entitled = await this.entitlement.ofPerson(extract.requestedBy, dataset, request);
    return { ...entitled, occasion: 'run', action: request.action, dataset, extractId: extract.id };
  }

  /** The slow part, outside of any transaction. What a retry cannot cure comes back as the error that it is. */
  make({ dataset, ...by }: Assessed, extract: Extract, terms: Terms): Promise<MadeRelease | CommonsError> {
    return orWhyNot(async () => {
      const chosenAt = await this.work.now();
      const ask = { by, request: requestOf(extract), terms: termsBeside(extract.measures, terms) };
      const chosen = await this.rows.newest(dataset, [ask]);
      const [usable] = chosen?.usable ?? [];
      if (!chosen || !usable || usable.parts.length === 0) throw noVersion(dataset.id);
      const order = { ...extract, extractId: extract.id, terms, coarser: await this.coarser(extract, dataset, terms) };
      const made = await this.tables.make(dataset.schema, usable, order);
      return { ...made, newestVersion: chosen.newest, chosenAt };
    });
  }

  /** The coarser columns that the table may be made by under the same terms. Who looks numbers up names its levels. */
  private async coarser(extract: Extract, dataset: Dataset, terms: Terms): Promise<string[] | undefined> {
    if (extract.action !== 'requestExtract' || !terms.generalise) return undefined;
    const request = requestOf(extract);
    const allowed: string[] = [];
    for (const column of coarserThan(dataset.schema, extract.dimensions)) {
      const wider = { ...request, dimensions: [...extract.dimensions, column] };
      const { assessment } = await this.entitlement.ofPerson(extract.requestedBy, dataset, wider);
      if (assessment.outcome === 'granted' && termsHold(terms, assessment.permit.terms)) allowed.push(column);
    }
    return allowed;
  }

  /** By the policies and objections of a moment after it was made. @throws EXTRACT.CONSENT_WITHDRAWN as a conflict */
  async assertConsented(after: Assessed, extract: Extract, made: MadeRelease): Promise<void> {
    const request = requestOf(extract);
    const objectors = await this.entitlement.objectorsAmong(after, after.dataset, made.contributors, request);
    if (objectors.length > 0) throw consentWithdrawn('conflict');
  }

  /**
   * In the transaction that releases it.
   *
   * @throws EXTRACT.ROWS_WITHDRAWN, EXTRACT.ANOTHER_LEFT, EXTRACT.EXACT_BESIDE_NOISY, RELEASE.FILES_GONE as conflicts
   * @see ReleaseGate.pass
   */
  async assertStanding(tx: Transaction, extract: Extract, made: MadeRelease): Promise<void> {
    const { datasetId, purpose } = extract;
    await this.gate.pass(tx, { datasetId, purpose, chosenAt: made.chosenAt }, made);
  }
}

/** A defect of ours, which says nothing to whoever asked. */
const isDefect = ({ code }: CommonsError) => code.startsWith('DISCLOSURE.INVALID');

/** What is made, or what keeps it from being made; what a retry, or we, may cure is thrown on. */
export async function orWhyNot<T>(make: () => Promise<T>): Promise<T | CommonsError> {
  try {
    return await make();
  } catch (error) {
    if (error instanceof CommonsError && !TEMPORARY.includes(error.kind) && !isDefect(error)) return error;
    throw error;
  }
}
