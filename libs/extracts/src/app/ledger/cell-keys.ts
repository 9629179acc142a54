import { Injectable } from '@nestjs/common';
import type { DatasetVersion } from '#catalogue';
import { exact, perturbationTable, type PerturbationTable } from '#disclosure';
import { CommonsError, type DatasetId } from '#kernel';
import { KeyRing, UnitOfWork } from '#platform';
import { CellKeyStore } from '../../db/ledger/cell-key.store';
import { cellKeyCountsOnly, cellKeyTablesSpent } from '../../domain/ledger/errors';
import { hashOf } from '../../domain/ledger/noisy-question';
import type { CellKeyTerms } from '../../domain/permit';

const LEDGER = { id: 'system:extracts.cell-keys' };

/** A table whose counts are to be moved by cell keys. */
export type KeyedOrder = {
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
  readonly cellKey: CellKeyTerms;
};

/**
 * The cell key method: the same rows move a count by the same, in whatever table. That is not differential privacy: noise
 * that differs from table to table averages out, and so different tables of a dataset are counted, and capped.
 */
@Injectable()
export class CellKeys {
  constructor(
    private readonly work: UnitOfWork,
    private readonly store: CellKeyStore,
    private readonly ring: KeyRing,
  ) {}

  /** What may be known before it is known whose rows are used. @throws EXTRACT.CELL_KEY_COUNTS_ONLY, DISCLOSURE.INVALID_RULE */
  movesFor({ measures, cellKey: { maxNoise, variance } }: KeyedOrder): PerturbationTable {
    if (measures.length > 0) throw cellKeyCountsOnly(measures);
    return perturbationTable({ maxNoise, variance: exact(variance) });
  }

  /** @throws EXTRACT.CELL_KEY_COUNTS_ONLY, EXTRACT.CELL_KEY_TABLES_SPENT, DISCLOSURE.INVALID_RULE */
  async assertPossible(version: DatasetVersion, order: KeyedOrder): Promise<void> {
    this.movesFor(order);
    const { count, isKnown } = await this.store.tables(version.datasetId, questionOf(version, order));
    if (!isKnown && count >= order.cellKey.tables) throw cellKeyTablesSpent(order.cellKey.tables);
  }

  /** Counts the table, in a step of its own, before anybody sees it. @throws as `assertPossible` */
  async count(version: DatasetVersion, order: KeyedOrder): Promise<void> {
    const { datasetId } = version;
    const hash = questionOf(version, order);
    await this.work.run(LEDGER, async (tx) => {
      await this.store.lock(tx, datasetId);
      const { count, isKnown } = await this.store.tables(datasetId, hash, tx);
      if (isKnown) {
        tx.unchanged(undefined);
        return;
      }
      if (count >= order.cellKey.tables) throw cellKeyTablesSpent(order.cellKey.tables);
      await this.store.insert(tx, datasetId, hash, await tx.now());
      tx.record({ type: 'cell-key-table.counted', datasetId, tables: count + 1 });
    });
  }

  /**
   * The secret by which the rows of a dataset are keyed, over all its versions: with it, anybody who has the rows computes
   * what was added to a count. It is with the other keys, made when it is first needed; lost, noise becomes other noise.
   *
   * @returns 64 hexadecimal digits
   */
  async secretOf(datasetId: DatasetId): Promise<string> {
    const key = (await this.ring.find(datasetId)) ?? (await this.made(datasetId));
    return key.toString('hex');
  }

  /** Of two who make it at once one finds the other's. */
  private async made(datasetId: DatasetId): Promise<Buffer> {
    try {
      return await this.ring.create(datasetId);
    } catch (error) {
      const other = error instanceof CommonsError && error.code === 'KEY.ALREADY_THERE';
      const found = other ? await this.ring.find(datasetId) : null;
      if (!found) throw error;
      return found;
    }
  }
}

/** The rows, the columns, and how far numbers move: moved otherwise, the same table is a further draw. */
const questionOf = ({ parts }: DatasetVersion, { dimensions, cellKey: { maxNoise, variance } }: KeyedOrder): string =>
  hashOf({
    ...{ parts: parts.map(({ contributionId }) => contributionId).toSorted(), dimensions: dimensions.toSorted() },
    ...{ maxNoise, variance: exact(variance).toFraction() },
  });
