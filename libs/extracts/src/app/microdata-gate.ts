import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import { MicrodataStore } from '../db/microdata.store';
import type { Extract } from '../domain/extract';
import { recordsLeftBefore } from '../domain/microdata-errors';
import { columnsIn, composeBadly } from '../domain/microdata-facts';
import { DatasetLine } from './dataset-line';
import { BesideExact } from './ledger/beside-exact';
import { ReleaseFiles } from './release-files';
import type { MadeRelease } from './release-maker';
import { ShownTables } from './shown-tables';

/** The last thing that rows pass before they leave one by one. @see ReleaseGate, which locks in the same order */
@Injectable()
export class MicrodataGate {
  constructor(
    private readonly microdata: MicrodataStore,
    private readonly shown: ShownTables,
    private readonly exact: BesideExact,
    private readonly files: ReleaseFiles,
    private readonly line: DatasetLine,
  ) {}

  /**
   * In the transaction that releases them: none of them are taken back before that commits; of two that are made at once,
   * one leaves; no table of other rows left meanwhile; and their files are there.
   *
   * @throws EXTRACT.ROWS_WITHDRAWN, EXTRACT.RECORDS_LEFT_BEFORE, EXTRACT.ANOTHER_LEFT, EXTRACT.EXACT_BESIDE_NOISY,
   *   RELEASE.FILES_GONE as conflicts
   */
  async pass(tx: Transaction, extract: Extract, made: MadeRelease): Promise<void> {
    const { datasetId, purpose, dimensions, measures, permit } = extract;
    const { parts, chosenAt: at } = made;
    await this.shown.assertFresh(tx, datasetId, { purpose, at, parts });
    await this.exact.holdExact(tx, datasetId, parts);
    await this.microdata.hold(tx, datasetId);
    const left = await this.microdata.left(datasetId, tx);
    const contributor = await this.line.contributors(datasetId, tx);
    const asked = permit && { dimensions, measures, parts, terms: permit.terms };
    const before = asked && left.find((one) => composeBadly(one, asked, contributor));
    if (before) throw recordsLeftBefore('conflict', columnsIn(before));
    if (asked && made.microdata)
      await this.shown.rememberRecords(
        tx,
        datasetId,
        { ...made, ...asked, microdata: made.microdata },
        { purpose, at },
      );
    await this.files.hold(tx, made);
  }
}
