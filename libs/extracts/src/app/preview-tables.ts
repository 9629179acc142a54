import { Injectable } from '@nestjs/common';
import type { Dataset, DatasetVersion } from '#catalogue';
import { documentHash, type DatasetId } from '#kernel';
import type { Transaction } from '#platform';
import { noVersion } from '../domain/errors';
import { DatasetLine } from './dataset-line';
import { RowsToDraw, type TableAsk } from './rows-to-draw';
import { ShownTables, type ShownFor } from './shown-tables';
import { TableMaker, type ProtectedTable } from './table/table-maker';

const MOST_KEPT = 200;

/** A small table, and the rows that it is of. */
export type SmallTable = { readonly made: ProtectedTable; readonly version: DatasetVersion };

/** Small tables for previews: made once for all who are given the same terms, and kept for a while. */
@Injectable()
export class PreviewTables {
  private readonly made = new Map<string, Promise<ProtectedTable>>();

  constructor(
    private readonly tables: TableMaker,
    private readonly shown: ShownTables,
    private readonly rows: RowsToDraw,
    private readonly line: DatasetLine,
  ) {}

  /**
   * After rows were taken back from the dataset, or another table of it left, it is made anew: it may have to hide more then.
   *
   * @throws DATASET.EMPTY, and as `RowsToDraw` and `TableMaker`
   */
  async of(dataset: Dataset, ask: TableAsk): Promise<SmallTable> {
    const chosen = await this.rows.newest(dataset, [ask]);
    const [version] = chosen?.usable ?? [];
    if (!version || version.parts.length === 0) throw noVersion(dataset.id);
    return { made: await this.table(dataset, version, ask), version };
  }

  private async table({ id, schema }: Dataset, version: DatasetVersion, { request, terms }: TableAsk) {
    const order = { dimensions: request.dimensions, measures: [], terms };
    const parts = version.parts.map(({ contributionId }) => contributionId);
    const key = documentHash({ version: version.id, parts, beside: await this.line.state(id), ...order });
    const known = this.made.get(key);
    if (known) return known;
    const making = this.tables.protect(schema, version, order);
    this.made.set(key, making);
    making.catch(() => this.made.delete(key));
    const [oldest] = this.made.keys();
    if (this.made.size > MOST_KEPT && oldest !== undefined) this.made.delete(oldest);
    return making;
  }

  /** @see ShownTables.remember */
  remember(tx: Transaction, id: DatasetId, { drawn }: ProtectedTable, shownFor: ShownFor): Promise<void> {
    return this.shown.remember(tx, id, [drawn], shownFor);
  }
}
