import { Injectable } from '@nestjs/common';
import type { DatasetVersion } from '#catalogue';
import { protectTable, type ProtectedCell } from '#disclosure';
import type { Difference } from '../../domain/difference';
import type { Terms } from '../../domain/permit';
import { shownCells } from '../../domain/protected-table';
import { BesideEarlier } from './beside-earlier';
import { TableCounter, type CountedRows, type CountedTable, type TableOrder } from './table-counter';

/** A table of which every cell that has a row is decided. */
export type DecidedTable = CountedTable & { readonly shown: readonly ProtectedCell[] };

/** Decides which cells of a table may be shown. */
@Injectable()
export class Protecting {
  constructor(
    private readonly counter: TableCounter,
    private readonly earlier: BesideEarlier,
  ) {}

  /** @throws EXTRACT.HELD_BACK, EXTRACT.TOO_MANY_CELLS, KEY.MISSING, FILE.MISSING, FILE.DAMAGED */
  async decide(rows: CountedRows, order: TableOrder): Promise<DecidedTable> {
    const { terms } = order;
    const differences = await this.earlier.toHide(rows.version, order);
    const counted = await this.counter.count(rows, order);
    const safe = await this.earlier.hiding(counted, rows, { terms, differences });
    const { cells } = await protectTable(safe, ruleOf(terms, differences));
    return { ...counted, shown: shownCells(cells, counted.classifications) };
  }

  /** Whether a table may be made at all beside the earlier ones: known before anything is counted. @throws EXTRACT.HELD_BACK */
  async assertPossible(version: DatasetVersion, order: Pick<TableOrder, 'dimensions' | 'terms'>): Promise<void> {
    await this.earlier.toHide(version, order);
  }
}

/** Cells that tell a difference have nobody contributing to them: a rule that asks for nobody would show them. */
const ruleOf = (terms: Terms, differences: readonly Difference[]): Terms =>
  differences.length === 0 ? terms : { ...terms, minContributors: Math.max(1, terms.minContributors) };
