import { Injectable } from '@nestjs/common';
import type { Dataset, DatasetVersion } from '#catalogue';
import type { ExtractId } from '#kernel';
import { MicrodataStore } from '../db/microdata.store';
import { noVersion } from '../domain/errors';
import { recordsLeftBefore, tooFewContributors } from '../domain/microdata-errors';
import { columnsIn, composeBadly, isTheSame } from '../domain/microdata-facts';
import type { ExtractRequest, Terms } from '../domain/permit';
import { DatasetLine } from './dataset-line';
import { BesideExact } from './ledger/beside-exact';
import { RowsToDraw, type TableAsk } from './rows-to-draw';

/** Which rows leave one by one: with which columns, under which terms. */
export type RecordsOrder = Pick<ExtractRequest, 'dimensions' | 'measures'> & { readonly terms: Terms };

/** What rows one by one would tell beside what left the commons before. It is decided by whose rows they are, never by what is in them. */
@Injectable()
export class MicrodataBeside {
  constructor(
    private readonly microdata: MicrodataStore,
    private readonly exact: BesideExact,
    private readonly line: DatasetLine,
    private readonly rows: RowsToDraw,
  ) {}

  /**
   * The rows of the newest version that may leave beside the tables that left, and the number of the latest.
   *
   * @throws DATASET.EMPTY, EXTRACT.HELD_BACK
   */
  async choose(dataset: Dataset, ask: TableAsk): Promise<{ readonly rows: DatasetVersion; readonly newest: number }> {
    const chosen = await this.rows.newest(dataset, [ask]);
    const [rows] = chosen?.usable ?? [];
    if (!chosen || !rows || rows.parts.length === 0) throw noVersion(dataset.id);
    return { rows, newest: chosen.newest };
  }

  /** Known before a row is read. @throws EXTRACT.RECORDS_LEFT_BEFORE, EXTRACT.TOO_FEW_CONTRIBUTORS, EXTRACT.EXACT_BESIDE_NOISY */
  async assertPossible({ datasetId, parts }: DatasetVersion, order: RecordsOrder): Promise<void> {
    const { minContributors } = order.terms;
    const contributor = await this.line.contributors(datasetId);
    const contributors = new Set(parts.map(({ organisationId }) => contributor(organisationId)));
    if (contributors.size < minContributors) throw tooFewContributors(minContributors);
    await this.exact.assertExact(datasetId, parts);
    const asked = { ...order, parts };
    const before = (await this.microdata.left(datasetId)).find((left) => composeBadly(left, asked, contributor));
    if (before) throw recordsLeftBefore('refused', columnsIn(before));
  }

  /** Those that left before and are the very same. */
  async same({ datasetId, parts }: DatasetVersion, order: RecordsOrder): Promise<ExtractId[]> {
    const left = await this.microdata.left(datasetId);
    return left.filter((one) => isTheSame(one, { ...order, parts })).map(({ extractId }) => extractId);
  }
}
