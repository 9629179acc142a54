import { Injectable } from '@nestjs/common';
import { commonBase, TOTAL } from '#disclosure';
import type { DatasetId } from '#kernel';
import type { Aggregate, OutputColumn, OutputTable, TableSchema } from '#warehouse';
import type { NoiseFacts } from '../../domain/ledger/noise-facts';
import { noisyTable, shownDraws } from '../../domain/ledger/noisy-table';
import { labelledAsMoved, movedByKeys, roundedTogether } from '../../domain/perturbed-aggregate';
import type { CellKeyTerms, NoiseTerms } from '../../domain/permit';
import { outputOf } from '../../domain/protected-table';
import { largestOf, roundedTo } from '../../domain/rounded-table';
import { meanColumns, noisyQuantileColumns, withStatistics } from '../../domain/statistic-columns';
import { BesideExact } from '../ledger/beside-exact';
import { CellKeys, type KeyedOrder } from '../ledger/cell-keys';
import { NoisyAnswers, type NoisyOrder } from '../ledger/noisy-answers';
import { GridQuantiles, type DecidedCells } from './grid-quantiles';
import type { CountedRows, TableOrder } from './table-counter';

export type Perturbed = {
  readonly table: OutputTable;
  readonly noise: NoiseFacts | null;
  /** Totals that are not the sums of their parts as rounded together, hidden ones too; null: they were not rounded so. */
  readonly unbalanced: number | null;
  /** The largest number that it tells, of sums that were not asked for too: see largestOf. */
  readonly largest: bigint | null;
};

/** Fills in the numbers that are shown, changed where the terms ask for that, with the means and quantiles that are asked for. */
@Injectable()
export class Perturbing {
  constructor(
    private readonly noisy: NoisyAnswers,
    private readonly beside: BesideExact,
    private readonly cellKeys: CellKeys,
    private readonly quantiles: GridQuantiles,
  ) {}

  /**
   * Whether the numbers may leave as the terms ask: from the schema and from what left before, never from the rows.
   *
   * @throws EXTRACT.UNBOUNDED_MEASURE, EXTRACT.UNBOUNDED_PERSON, EXTRACT.EXACT_BESIDE_NOISY, EXTRACT.BUDGET_SPENT,
   *   EXTRACT.CELL_KEY_COUNTS_ONLY, EXTRACT.CELL_KEY_TABLES_SPENT
   */
  async assertPossible({ schema, version }: CountedRows, order: TableOrder): Promise<void> {
    const { noise, cellKey } = order.terms;
    if (noise) return this.noisy.assertPossible(schema, version, withNoise(order, noise));
    await this.beside.assertExact(version.datasetId, version.parts);
    if (cellKey) await this.cellKeys.assertPossible(version, withKeys(order, cellKey));
  }

  /**
   * The same where it is not known yet whose rows may be used.
   *
   * @throws EXTRACT.UNBOUNDED_MEASURE, EXTRACT.UNBOUNDED_PERSON, EXTRACT.BUDGET_SPENT, EXTRACT.CELL_KEY_COUNTS_ONLY
   */
  async assertAskable(schema: TableSchema, datasetId: DatasetId, order: TableOrder): Promise<void> {
    const { noise, cellKey } = order.terms;
    if (noise) await this.noisy.assertAskable(schema, datasetId, withNoise(order, noise));
    else if (cellKey) this.cellKeys.movesFor(withKeys(order, cellKey));
  }

  /** The order as it is counted: with the secret that rows are keyed by, where the terms ask for keys. */
  async counted(datasetId: DatasetId, order: TableOrder): Promise<TableOrder> {
    if (order.terms.noise) return withoutRollUp(order);
    return order.terms.cellKey ? { ...order, recordSecret: await this.cellKeys.secretOf(datasetId) } : order;
  }

  /**
   * @param order as it was asked for, means and quantiles among its measures
   * @throws as `assertPossible`; EXTRACT.ROWS_WITHDRAWN as a conflict
   */
  apply(decided: DecidedCells, rows: CountedRows, order: TableOrder): Promise<Perturbed> {
    const { noise } = order.terms;
    return noise ? this.withNoise(decided, rows, { ...order, noise }) : this.withoutNoise(decided, rows, order);
  }

  private async withNoise(
    decided: DecidedCells,
    rows: CountedRows,
    order: TableOrder & { readonly noise: NoiseTerms },
  ): Promise<Perturbed> {
    const { answer, facts } = await this.noisy.of({ ...rows, order }, async () => ({
      table: allOf(decided),
      onGrid: await this.quantiles.onGrid(decided, rows, order),
    }));
    const left = await this.beside.leavesOut(rows.schema, rows.version, order.dimensions);
    const isHidden = (codes: readonly string[]) => left === 'total' && codes.every((code) => code === TOTAL);
    const draws = shownDraws(shownOf(decided), answer, isHidden);
    const { roundingBases = [] } = order.terms;
    const table = roundedTo(roundingBases, noisyTable(shownOf(decided), answer, { noise: facts.columns, draws }));
    const base = roundingBases.length > 0 ? commonBase(roundingBases) : 0n;
    const statistics = [
      ...noisyQuantileColumns(facts, draws, decided.columns),
      ...meanColumns(table, order.measures, { noise: facts, base }),
    ];
    return {
      table: withStatistics(table, order.measures, statistics),
      noise: facts,
      unbalanced: null,
      largest: largestOf(table),
    };
  }

  private async withoutNoise(decided: DecidedCells, rows: CountedRows, order: TableOrder): Promise<Perturbed> {
    const { measures, terms } = order;
    const changed = await this.changed(decided, rows, order);
    const table = roundedTo(terms.roundingBases ?? [], changed.table);
    const statistics = [...(await this.quantiles.columns(decided, rows, order)), ...meanColumns(table, measures)];
    const { unbalanced } = changed;
    return { table: withStatistics(table, measures, statistics), noise: null, unbalanced, largest: largestOf(table) };
  }

  private async changed(
    decided: DecidedCells,
    { version }: CountedRows,
    order: TableOrder,
  ): Promise<Pick<Perturbed, 'table' | 'unbalanced'>> {
    const { aggregate, classifications, columns } = decided;
    const { cellKey, rounding, roundingBases = [] } = order.terms;
    if (cellKey) {
      const moves = this.cellKeys.movesFor(withKeys(order, cellKey));
      await this.cellKeys.count(version, withKeys(order, cellKey));
      const moved = shownOf(decided, movedByKeys(aggregate, moves));
      return { table: labelledAsMoved(moved, cellKey.maxNoise), unbalanced: null };
    }
    if (rounding !== 'controlled' || roundingBases.length === 0) return { table: shownOf(decided), unbalanced: null };
    const bases = basesOf(roundingBases, columns);
    const { aggregate: rounded, unbalanced } = await roundedTogether(aggregate, classifications, bases);
    return { table: shownOf(decided, rounded), unbalanced };
  }
}

const shownOf = (
  { classifications, shown, columns, aggregate }: DecidedCells,
  changed: Aggregate = aggregate,
): OutputTable => outputOf(changed, classifications, shown, columns);

/** Every declared cell with its true numbers, hidden or not. */
const allOf = (decided: DecidedCells): OutputTable =>
  shownOf({ ...decided, shown: decided.shown.map((cell) => ({ ...cell, status: 'published' })) });

/** How much noise a table has follows from what was asked for; levels are rolled up by what is in the rows. */
const withoutRollUp = (order: TableOrder): TableOrder => ({ ...order, terms: { ...order.terms, generalise: false } });

/** Of people, and of each sum in its smallest digit. */
const basesOf = (bases: readonly number[], columns: readonly OutputColumn[]): bigint[] => {
  const base = commonBase(bases);
  return [base, ...columns.map(({ type, scale = 0 }) => (type === 'decimal' ? base * 10n ** BigInt(scale) : base))];
};

const withNoise = ({ dimensions, measures, extractId }: TableOrder, noise: NoiseTerms): NoisyOrder => ({
  ...{ dimensions, measures, extractId, noise },
});
const withKeys = ({ dimensions, measures }: TableOrder, cellKey: CellKeyTerms): KeyedOrder => ({
  ...{ dimensions, measures, cellKey },
});
