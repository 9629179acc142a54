import { Injectable } from '@nestjs/common';
import { WithdrawnRowsService, type DatasetVersion } from '#catalogue';
import type { DatasetId } from '#kernel';
import type { Transaction } from '#platform';
import type { Purpose } from '#policy';
import type { OutputTable } from '#warehouse';
import { ShownTableStore } from '../db/shown-table.store';
import type { EarlierTable } from '../domain/difference';
import type { Terms } from '../domain/permit';
import { lastChange, staleSince } from '../domain/recall';
import { largestOf } from '../domain/rounded-table';
import { rowsWithdrawn } from '../domain/errors';

/** A table that is about to be looked at. */
export type Showing = {
  readonly dimensions: readonly string[];
  readonly terms: Terms;
  readonly table: OutputTable;
  /** The version with the parts that were counted. */
  readonly counted: DatasetVersion;
};

/** What for, and when its rows were found to be usable. */
export type ShownFor = { readonly purpose: Purpose; readonly at: Date };

/**
 * Tables that are looked at, and not handed out: whoever saw one can subtract it from a later one as well as a release, so
 * later tables are compared with these too.
 */
@Injectable()
export class ShownTables {
  constructor(
    private readonly store: ShownTableStore,
    private readonly withdrawn: WithdrawnRowsService,
  ) {}

  /** Remembers them before anybody sees them. @throws EXTRACT.ROWS_WITHDRAWN where rows were taken back meanwhile */
  async remember(tx: Transaction, id: DatasetId, tables: readonly Showing[], { purpose, at }: ShownFor): Promise<void> {
    const withdrawn = await this.withdrawn.hold(tx, id);
    for (const { dimensions, terms, table, counted } of tables) {
      const parts = counted.parts.map(({ contributionId, organisationId }) => ({ contributionId, organisationId }));
      if (staleSince({ parts, purpose, at }, withdrawn)) throw rowsWithdrawn();
      await this.store.put(tx, id, { dimensions, terms, parts, purpose, at, largest: largestOf(table) });
    }
  }

  /** When something was last taken back from a dataset; null: never. */
  async changedAt(id: DatasetId): Promise<Date | null> {
    return lastChange(await this.withdrawn.of(id));
  }

  /** Those that rows were taken back from since. */
  async recalled(id: DatasetId): Promise<EarlierTable[]> {
    const withdrawn = await this.withdrawn.of(id);
    return (await this.store.ofDataset(id)).filter((table) => staleSince(table, withdrawn) !== null);
  }
}
