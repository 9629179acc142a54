import { Injectable } from '@nestjs/common';
import { protectTable, type ProtectedCell, type Protection, type Table } from '#disclosure';
import type { OutputTable } from '#warehouse';
import { classify } from '../../domain/classification';
import { ruleOf } from '../../domain/difference';
import type { Line } from '../../domain/left-table';
import { narrowedTo, statusesIn } from '../../domain/joint-table';
import { cellsOf, patternOf, type ShownPattern } from '../../domain/shown-pattern';
import { outputOf } from '../../domain/protected-table';
import { basisOf, type CertificateBasis } from '../../domain/report/certified-table';
import { BesideEarlier, type BesideLine } from './beside-earlier';
import { TableCounter, type CountedRows, type CountedTable, type TableOrder } from './table-counter';

/** A table of which every cell that has a row is decided. */
export type DecidedTable = Pick<CountedTable, 'aggregate' | 'classifications'> & {
  /** In the order in which they are shown. */
  readonly shown: readonly ProtectedCell[];
  readonly pattern: ShownPattern;
  /** How many tables of the dataset it was decided beside. */
  readonly seen: number;
  /** Which groups of organisations counted as one, or as putting together what they know. */
  readonly groups: string;
  /** What was proven; several where earlier tables showed more of one measure than of another, and none where the same table left before. */
  readonly protections: readonly Protection[];
  /** By what it was counted and decided: what was proven is proven of that. */
  readonly basis: CertificateBasis;
};

/** The tables that were protected, and the released one as proofs of them let it be. */
export type DecidedAgain = {
  readonly tables: readonly Table[];
  readonly releasedBy: (cells: readonly ProtectedCell[]) => OutputTable;
};

/** Decides which cells of a table may be shown. */
@Injectable()
export class Protecting {
  constructor(
    private readonly counter: TableCounter,
    private readonly earlier: BesideEarlier,
  ) {}

  /**
   * Decides a table beside all that left the same dataset before; the same question about the same rows has the same answer.
   *
   * @param line what left before; left out: by now
   * @param from what was counted of the rows before; where it has all the columns, nothing is counted again
   * @throws EXTRACT.HELD_BACK, EXTRACT.TOO_MUCH_SHOWN, EXTRACT.TOO_MANY_CELLS, KEY.MISSING, FILE.MISSING, FILE.DAMAGED
   */
  async decide(
    { version }: CountedRows,
    order: TableOrder,
    line: Line | undefined,
    from: CountedTable | null,
  ): Promise<DecidedTable> {
    const beside = await this.earlier.of(version, order, line);
    const rows = { schema: beside.line.schema, version };
    const joint = await this.counter.count(rows, jointOf(order, beside), from);
    const aggregate = narrowedTo(joint.aggregate, order);
    const classifications = classify(rows.schema, aggregate);
    const repeated = await this.earlier.repeated({ rows, order, beside });
    const protections = repeated ? [] : await this.protect(joint, { rows, order, beside });
    const decided = repeated
      ? { cells: cellsOf(repeated), classifications: repeated.axes }
      : { cells: protections.flatMap(({ cells }) => cells), classifications: joint.classifications };
    const shown = statusesIn(decided, classifications);
    const pattern = repeated ?? patternOf(shown, classifications);
    const { height: seen, groups } = beside.line;
    const basis = basisOf({ schema: rows.schema, groups: joint.groups }, beside.line);
    return { aggregate, classifications, shown, pattern, seen, groups, protections, basis };
  }

  /** Whether a table may be made at all beside the earlier ones: known before anything is counted. @throws as `decide` */
  async assertPossible(rows: CountedRows, order: TableOrder): Promise<void> {
    await this.earlier.of(rows.version, order);
  }

  /** What was protected, for whoever checks the proofs of it again. @param line what had left when it was made. @throws as `decide` */
  async again({ version, groups }: Omit<CountedRows, 'schema'>, order: TableOrder, line: Line): Promise<DecidedAgain> {
    const rows = { schema: line.schema, version, groups };
    const beside = await this.earlier.of(version, order, line);
    const joint = await this.counter.count(rows, jointOf(order, beside));
    const aggregate = narrowedTo(joint.aggregate, order);
    const classifications = classify(rows.schema, aggregate);
    const sums = aggregate.measures.map((name) => ({ name, type: 'integer' as const }));
    return {
      tables: await this.earlier.tables(joint, { rows, order, beside }),
      releasedBy: (cells) => {
        const shown = statusesIn({ cells, classifications: joint.classifications }, classifications);
        return outputOf(aggregate, classifications, shown, sums);
      },
    };
  }

  private async protect(
    joint: CountedTable,
    decided: { readonly rows: CountedRows; readonly order: TableOrder; readonly beside: BesideLine },
  ): Promise<Protection[]> {
    const protections: Protection[] = [];
    for (const table of await this.earlier.tables(joint, decided))
      protections.push(await protectTable(table, ruleOf(decided.order.terms)));
    return protections;
  }
}

/** The table that decides, with all that bears on the one that is asked for. */
const jointOf = (order: TableOrder, { columns, measures }: BesideLine): TableOrder => ({
  ...{ ...order, dimensions: columns, measures },
});
