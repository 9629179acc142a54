import { Injectable } from '@nestjs/common';
import type { GridCell, OutputTable } from '#warehouse';
import { quantilesIn, type AskedQuantile } from '../../domain/asked-quantile';
import { cellCodes } from '../../domain/protected-table';
import { quantileOf, withQuantiles } from './quantiles';
import type { ToPerturb } from './perturbing';
import { TableCounter, type CountedRows, type TableOrder } from './table-counter';

/** Tells the quantiles of cells that are shown, from rows counted on the public grid of their measure. */
@Injectable()
export class GridQuantiles {
  constructor(private readonly counter: TableCounter) {}

  /**
   * Only of cells that are shown; empty where fewer than `minPeople` persons lie on one side. Rounding leaves them alone:
   * they are steps of a grid already.
   *
   * @param table one row a cell that is decided, in their order
   * @throws KEY.MISSING, FILE.MISSING, FILE.DAMAGED
   */
  async beside(table: OutputTable, decided: ToPerturb, rows: CountedRows, order: TableOrder): Promise<OutputTable> {
    const quantiles = quantilesIn(order.measures);
    if (quantiles.length === 0) return table;
    const counted = await this.counted(quantiles, decided, rows);
    const columns = quantiles.map((asked) => ({
      column: columnOf(asked, decided),
      values: decided.shown.map(({ codes, status }) => {
        if (status !== 'published') return null;
        const intervals = counted.get(asked.measure)?.get(JSON.stringify(codes)) ?? [];
        return quantileOf(rows.schema, asked, intervals, order.terms);
      }),
    }));
    return withQuantiles(table, order.measures, columns);
  }

  /** By measure and the codes of the cell. */
  private async counted(
    quantiles: readonly AskedQuantile[],
    { aggregate: { dimensions }, classifications }: ToPerturb,
    rows: CountedRows,
  ): Promise<ReadonlyMap<string, ReadonlyMap<string, GridCell['intervals']>>> {
    const counted = new Map<string, ReadonlyMap<string, GridCell['intervals']>>();
    for (const measure of new Set(quantiles.map((asked) => asked.measure))) {
      const cells = await this.counter.countOnGrid(rows, dimensions, measure);
      const placed = cells.flatMap(({ codes: texts, intervals }) => {
        const codes = cellCodes(dimensions, texts, classifications);
        return codes ? [[JSON.stringify(codes), intervals] as const] : [];
      });
      counted.set(measure, new Map(placed));
    }
    return counted;
  }
}

/** Like the sum of its measure. */
const columnOf = ({ name, measure }: AskedQuantile, { columns }: ToPerturb) => ({
  ...(columns.find((column) => column.name === measure) ?? { type: 'integer' as const }),
  name,
});
