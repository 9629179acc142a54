import { Injectable } from '@nestjs/common';
import type { GridCell, OutputColumn } from '#warehouse';
import { quantilesIn } from '../../domain/asked-statistic';
import type { ValuesOnGrid } from '../../domain/ledger/noisy-quantile';
import { cellCodes } from '../../domain/protected-table';
import type { StatisticColumn } from '../../domain/statistic-columns';
import { gridsOf, quantileOf } from './quantiles';
import type { DecidedTable } from './protecting';
import { TableCounter, type CountedRows, type TableOrder } from './table-counter';

/** A table of which it is decided what is shown, and the columns of its sums. */
export type DecidedCells = Pick<DecidedTable, 'aggregate' | 'classifications' | 'shown'> & {
  readonly columns: readonly OutputColumn[];
};

/** Tells quantiles, from rows counted on the public grid of their measure. */
@Injectable()
export class GridQuantiles {
  constructor(private readonly counter: TableCounter) {}

  /**
   * Only of cells that are shown; empty where fewer than `minPeople` persons lie on one side. Rounding leaves them alone:
   * they are steps of a grid already.
   *
   * @throws QUANTILE.NO_GRID, KEY.MISSING, FILE.MISSING, FILE.DAMAGED
   */
  async columns(decided: DecidedCells, rows: CountedRows, order: TableOrder): Promise<StatisticColumn[]> {
    const onGrid = await this.onGrid(decided, rows, order);
    return quantilesIn(order.measures).map((asked) => {
      const like = decided.columns.find(({ name }) => name === asked.measure) ?? { type: 'integer' as const };
      const { grid, cells } = onGrid.get(asked.measure) ?? { grid: null, cells: [] };
      const values = decided.shown.map(({ status }, at) =>
        status === 'published' && grid ? quantileOf(grid, asked, cells[at] ?? [], order.terms) : null,
      );
      return { column: { ...like, name: asked.name }, values };
    });
  }

  /** Values by measure, of every cell that is decided, shown or not. @throws as `columns` */
  async onGrid(
    { aggregate: { dimensions }, classifications, shown }: DecidedCells,
    rows: CountedRows,
    { measures, terms }: TableOrder,
  ): Promise<ReadonlyMap<string, ValuesOnGrid>> {
    const counted = new Map<string, ValuesOnGrid>();
    for (const [measure, grid] of gridsOf(rows.schema, measures)) {
      const found = await this.counter.countOnGrid(rows, { dimensions, measure, terms });
      const placed = new Map<string, GridCell['intervals']>(
        found.flatMap(({ codes: texts, intervals }) => {
          const codes = cellCodes(dimensions, texts, classifications);
          return codes ? [[JSON.stringify(codes), intervals] as const] : [];
        }),
      );
      counted.set(measure, { grid, cells: shown.map(({ codes }) => placed.get(JSON.stringify(codes)) ?? []) });
    }
    return counted;
  }
}
