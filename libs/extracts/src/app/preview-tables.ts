import { Injectable } from '@nestjs/common';
import type { Dataset, DatasetVersion } from '#catalogue';
import { documentHash, type DatasetId } from '#kernel';
import type { Transaction } from '#platform';
import type { Terms } from '../domain/permit';
import { ShownTables, type Showing, type ShownFor } from './shown-tables';
import { TableMaker, type ProtectedTable } from './table/table-maker';

const MOST_KEPT = 200;

export type PreviewOrder = { readonly dimensions: readonly string[]; readonly terms: Terms };

/** Small tables for previews: made once for all who are given the same terms, and kept for a while. */
@Injectable()
export class PreviewTables {
  private readonly made = new Map<string, Promise<ProtectedTable>>();

  constructor(
    private readonly tables: TableMaker,
    private readonly shown: ShownTables,
  ) {}

  /** After rows were taken back from the dataset it is made anew: it may have to hide more then. @throws as `TableMaker` */
  async of({ id, schema }: Dataset, version: DatasetVersion, order: PreviewOrder): Promise<ProtectedTable> {
    const parts = version.parts.map(({ contributionId }) => contributionId);
    const changedAt = (await this.shown.changedAt(id))?.toISOString() ?? null;
    const key = documentHash({ version: version.id, parts, changedAt, ...order });
    const known = this.made.get(key);
    if (known) return known;
    const making = this.tables.protect(schema, version, { ...order, measures: [] });
    this.made.set(key, making);
    making.catch(() => this.made.delete(key));
    const [oldest] = this.made.keys();
    if (this.made.size > MOST_KEPT && oldest !== undefined) this.made.delete(oldest);
    return making;
  }

  /** @see ShownTables.remember */
  remember(tx: Transaction, id: DatasetId, table: Showing, shownFor: ShownFor): Promise<void> {
    return this.shown.remember(tx, id, [table], shownFor);
  }
}
