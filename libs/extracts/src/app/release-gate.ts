import { Injectable } from '@nestjs/common';
import type { Transaction } from '#platform';
import type { Extract, Release } from '../domain/extract';
import type { DrawnTable } from '../domain/left-table';
import { ReleaseFiles } from './release-files';
import { ShownTables } from './shown-tables';

/** Which extract something is released of; `chosenAt`: when its rows were found to be usable. */
export type Releasing = Pick<Extract, 'datasetId' | 'purpose'> & { readonly chosenAt: Date };

/** The last thing that a table passes before it is released. */
@Injectable()
export class ReleaseGate {
  constructor(
    private readonly shown: ShownTables,
    private readonly files: ReleaseFiles,
  ) {}

  /**
   * In the transaction that releases it: none of its rows are taken back before that commits, no other table leaves its
   * dataset that it was not made beside, and its files are there.
   *
   * @throws EXTRACT.ROWS_WITHDRAWN, EXTRACT.ANOTHER_LEFT, EXTRACT.EXACT_BESIDE_NOISY, RELEASE.FILES_GONE as conflicts
   */
  async pass(
    tx: Transaction,
    { datasetId, purpose, chosenAt: at }: Releasing,
    made: Pick<Release, 'csv' | 'parquet' | 'parts'> & { readonly drawn?: DrawnTable | undefined },
  ): Promise<void> {
    await this.shown.assertFresh(tx, datasetId, { purpose, at, parts: made.parts });
    if (made.drawn) await this.shown.remember(tx, datasetId, [made.drawn], { purpose, at });
    await this.files.hold(tx, made);
  }

  /** The same for a table that was released before, to somebody else or for something else. @throws as `pass` */
  async passAgain(tx: Transaction, releasing: Releasing & Pick<Extract, 'dimensions' | 'measures'>, release: Release) {
    if (release.microdata) return this.pass(tx, releasing, release);
    const { datasetId, purpose, chosenAt: at, dimensions, measures } = releasing;
    const { parts, permit } = release;
    await this.shown.rememberAgain(
      tx,
      datasetId,
      { dimensions, measures, parts, terms: permit.terms },
      { purpose, at },
    );
    await this.files.hold(tx, release);
  }
}
