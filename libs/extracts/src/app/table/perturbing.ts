import { Injectable } from '@nestjs/common';
import { commonBase, TOTAL } from '#disclosure';
import type { DatasetId } from '#kernel';
import type { Aggregate, OutputColumn, OutputTable, TableSchema } from '#warehouse';
import type { NoiseFacts } from '../../domain/ledger/noise-facts';
import { noisyTable } from '../../domain/ledger/noisy-table';
import { labelledAsMoved, movedByKeys, roundedTogether } from '../../domain/perturbed-aggregate';
import type { CellKeyTerms, NoiseTerms } from '../../domain/permit';
import { outputOf } from '../../domain/protected-table';
import { roundedTo } from '../../domain/rounded-table';
import { BesideExact } from '../ledger/beside-exact';
import { CellKeys, type KeyedOrder } from '../ledger/cell-keys';
import { NoisyAnswers, type NoisyOrder } from '../ledger/noisy-answers';
import type { DecidedTable } from './protecting';
import type { CountedRows, TableOrder } from './table-counter';

/** A table of which it is decided what is shown, and the columns of its sums. */
export type ToPerturb = Pick<DecidedTable, 'aggregate' | 'classifications' | 'shown'> & {
  readonly columns: readonly OutputColumn[];
};

export type Perturbed = { readonly table: OutputTable; readonly noise: NoiseFacts | null };

/** Changes the numbers that are shown, where the terms ask for that. */
@Injectable()
export class Perturbing {
  constructor(
    private readonly noisy: NoisyAnswers,
    private readonly beside: BesideExact,
    private readonly cellKeys: CellKeys,
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

  /** @throws as `assertPossible`; EXTRACT.ROWS_WITHDRAWN as a conflict */
  async apply(decided: ToPerturb, rows: CountedRows, order: TableOrder): Promise<Perturbed> {
    const { noise, roundingBases = [] } = order.terms;
    const perturbed = noise
      ? await this.withNoise(decided, rows, withNoise(order, noise))
      : { table: await this.without(decided, rows, order), noise: null };
    return { ...perturbed, table: roundedTo(roundingBases, perturbed.table) };
  }

  private async withNoise(decided: ToPerturb, rows: CountedRows, order: NoisyOrder): Promise<Perturbed> {
    const { answer, facts } = await this.noisy.of({ ...rows, order }, allOf(decided));
    const left = await this.beside.leavesOut(rows.schema, rows.version, order.dimensions);
    const isHidden = (codes: readonly string[]) => left === 'total' && codes.every((code) => code === TOTAL);
    const noisy = noisyTable(shownOf(decided), { answer, noise: facts.columns }, isHidden);
    return { table: noisy, noise: facts };
  }

  private async without(decided: ToPerturb, { version }: CountedRows, order: TableOrder): Promise<OutputTable> {
    const { aggregate, classifications, columns } = decided;
    const { cellKey, rounding, roundingBases = [] } = order.terms;
    if (cellKey) {
      const moves = this.cellKeys.movesFor(withKeys(order, cellKey));
      await this.cellKeys.count(version, withKeys(order, cellKey));
      return labelledAsMoved(shownOf(decided, movedByKeys(aggregate, moves)), cellKey.maxNoise);
    }
    if (rounding !== 'controlled' || roundingBases.length === 0) return shownOf(decided);
    const bases = basesOf(roundingBases, columns);
    return shownOf(decided, await roundedTogether(aggregate, classifications, bases));
  }
}

const shownOf = (
  { classifications, shown, columns, aggregate }: ToPerturb,
  changed: Aggregate = aggregate,
): OutputTable => outputOf(changed, classifications, shown, columns);

/** Every declared cell with its true numbers, hidden or not. */
const allOf = (decided: ToPerturb): OutputTable =>
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
