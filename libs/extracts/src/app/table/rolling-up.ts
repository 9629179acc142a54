import { Injectable } from '@nestjs/common';
import { unsafeIn } from '#disclosure';
import { ruleOf } from '../../domain/difference';
import { rolledUp, type RolledUp } from '../../domain/rolled-up';
import { chainsOf } from '../../domain/shape';
import { TableCounter, type CountedRows, type CountedTable, type TableOrder } from './table-counter';

/** With the table by which it was chosen; null: nothing had to be counted. */
export type CountedLevels = RolledUp & { readonly counted: CountedTable | null };

/** Gives up levels of a table that would be mostly holes. */
@Injectable()
export class RollingUp {
  constructor(private readonly counter: TableCounter) {}

  /**
   * By which columns a table is made: those that were asked for, unless most of its cells would be unsafe by themselves,
   * and a coarser level has fewer such cells. The same rows under the same terms always begin at the same level.
   *
   * @throws EXTRACT.TOO_MANY_CELLS, KEY.MISSING, FILE.MISSING, FILE.DAMAGED
   */
  async levelsOf(rows: CountedRows, order: TableOrder): Promise<CountedLevels> {
    const { dimensions, coarser, terms } = order;
    const all = [...new Set([...dimensions, ...(coarser ?? [])])];
    const canRollUp = coarser && terms.generalise && chainsOf(rows.schema, all).some((chain) => chain.length > 1);
    if (!canRollUp) return { dimensions, levels: null, counted: null };
    const counted = await this.counter.count(rows, { ...order, dimensions: all });
    const { exact, classifications } = counted;
    return { ...rolledUp(dimensions, classifications, unsafeIn(exact, ruleOf(terms))), counted };
  }
}
