import { Injectable } from '@nestjs/common';
import { WithdrawnRowsService, type Dataset, type DatasetVersion } from '#catalogue';
import { FileStore } from '#platform';
import { Warehouse, type OutputTable } from '#warehouse';
import { ExtractStore } from '../db/extract.store';
import { noVersion } from '../domain/errors';
import type { Release } from '../domain/extract';
import { lastChange } from '../domain/recall';
import { RowsToDraw, type TableAsk } from './rows-to-draw';
import type { TableOrder } from './table/table-counter';

/** Some rows of a protected table. */
export type KeptTable = OutputTable & { readonly datasetVersion: number };

/** Protected tables that lie in the file store: what was made once is not made again for whoever may have the same. */
@Injectable()
export class MadeTables {
  constructor(
    private readonly extracts: ExtractStore,
    private readonly withdrawn: WithdrawnRowsService,
    private readonly files: FileStore,
    private readonly warehouse: Warehouse,
    private readonly rows: RowsToDraw,
  ) {}

  /**
   * The rows that a table is to be made of, and a release of these very rows under the very terms, if there is one.
   *
   * @throws DATASET.EMPTY, EXTRACT.HELD_BACK, EXTRACT.TOO_MUCH_SHOWN
   */
  async ready(dataset: Dataset, ask: TableAsk): Promise<{ version: DatasetVersion; release: Release | null }> {
    const chosen = await this.rows.newest(dataset, [ask]);
    const [version] = chosen?.usable ?? [];
    if (!chosen || !version || version.parts.length === 0) throw noVersion(dataset.id);
    const release = await this.find(version, { ...ask.request, terms: ask.terms });
    return { version, release: release && { ...release, newestVersion: chosen.newest } };
  }

  /**
   * A release of the very rows that may be used now, under the very terms. After rows were taken back from the dataset,
   * tables of before are not handed on: made now, they would hide more. One that levels were given up of is another table.
   */
  private async find(version: DatasetVersion, { dimensions, measures, terms }: TableOrder): Promise<Release | null> {
    const { datasetId, number } = version;
    const made = await this.extracts.made({ datasetId, version: number, dimensions, measures, terms });
    if (made.length === 0) return null;
    const changedAt = lastChange(await this.withdrawn.of(datasetId));
    const usable = made.find(
      ({ release }) =>
        release &&
        !release.report?.levels &&
        isMadeOf(release, version) &&
        (!changedAt || release.releasedAt > changedAt),
    );
    return usable?.release ?? null;
  }

  /** @param kept by column, the codes of the rows to read. @throws FILE.MISSING, FILE.DAMAGED */
  async read(release: Release, kept: ReadonlyMap<string, readonly string[]>): Promise<KeptTable> {
    const file = await this.files.localPath(release.parquet.sha256);
    try {
      const table = await this.warehouse.readTable(file.path, kept);
      return { ...table, datasetVersion: release.datasetVersion };
    } finally {
      await file.release();
    }
  }
}

function isMadeOf(release: Release, { parts }: DatasetVersion): boolean {
  const used = new Set(release.parts.map(({ contributionId }) => contributionId));
  return used.size === parts.length && parts.every(({ contributionId }) => used.has(contributionId));
}
