import { Injectable } from '@nestjs/common';
import type { DatasetVersion } from '#catalogue';
import { scaleOf, type OutputColumn, type TableSchema } from '#warehouse';
import { measuredColumns } from '../../domain/asked-statistic';
import { findingsOf, type CellFinding } from '../../domain/check/findings';
import { usedParts } from '../../domain/earlier-table';
import type { Release } from '../../domain/extract';
import type { DrawnTable, Line } from '../../domain/left-table';
import type { RolledUp } from '../../domain/rolled-up';
import { countByStatus } from '../../domain/protected-table';
import { assertStatistics, termsBeside } from './quantiles';
import { TableReporter } from '../report/table-reporter';
import { StoredTables } from '../stored-tables';
import { Perturbing, type Perturbed } from './perturbing';
import { Protecting, type DecidedTable } from './protecting';
import { RollingUp } from './rolling-up';
import type { CountedRows, TableOrder } from './table-counter';

/** A release without what only its extract knows: when, by whose permission, and which of its releases it is. */
export type MadeTable = Omit<Release, 'releasedAt' | 'permit' | 'number' | 'newestVersion'> & {
  /** What is remembered of it when it leaves; absent: it has no cells. */
  readonly drawn?: DrawnTable | undefined;
  /** What people should look at in particular before it leaves; absent: nobody has to look. */
  readonly findings?: readonly CellFinding[] | undefined;
};

export type ProtectedTable = Pick<MadeTable, 'cells'> & Perturbed & { readonly drawn: DrawnTable };

type DrawnHow = { readonly made: ProtectedTable; readonly decided: DecidedTable } & Pick<RolledUp, 'levels'>;

/** Counts one immutable version, gives up levels where it would be mostly holes, protects the table, changes its numbers where the terms ask for it, and stores it as files. */
@Injectable()
export class TableMaker {
  constructor(
    private readonly rolling: RollingUp,
    private readonly protecting: Protecting,
    private readonly perturbing: Perturbing,
    private readonly stored: StoredTables,
    private readonly reporter: TableReporter,
  ) {}

  /**
   * Whatever the terms say is done here, and what this table would tell beside earlier ones is hidden too.
   *
   * @throws EXTRACT.HELD_BACK where the difference with a recalled table could not be hidden; EXTRACT.UNBOUNDED_MEASURE,
   *   EXTRACT.EXACT_BESIDE_NOISY, EXTRACT.BUDGET_SPENT, EXTRACT.TOO_MANY_CELLS, KEY.MISSING, FILE.MISSING, FILE.DAMAGED
   */
  async make(schema: TableSchema, version: DatasetVersion, order: TableOrder): Promise<MadeTable> {
    const { made, decided, levels } = await this.draw({ schema, version }, order);
    const { table, cells, noise, drawn, unbalanced } = made;
    return {
      datasetVersion: version.number,
      contributors: version.parts.map(({ organisationId }) => organisationId),
      parts: drawn.parts,
      ...(await this.stored.store(table)),
      cells,
      largest: drawn.largest,
      ...{ noise, drawn },
      report: await this.reporter.report({ ...decided, unbalanced, levels: levels ?? undefined }, order.terms),
      findings: order.terms.outputCheck && (await findingsOf(decided, table, order.terms)),
    };
  }

  /**
   * The table as it may leave the commons, and how many of its cells are hidden; nothing is stored.
   *
   * @param line what left the dataset before; left out: by now
   * @throws as `make`
   */
  async protect(schema: TableSchema, version: DatasetVersion, order: TableOrder, line?: Line): Promise<ProtectedTable> {
    return (await this.draw({ schema, version }, order, line)).made;
  }

  private async draw(rows: CountedRows, asked: TableOrder, line?: Line): Promise<DrawnHow> {
    const { schema, version } = rows;
    assertStatistics(schema, asked, asked.terms);
    const order = { ...asked, measures: measuredColumns(asked.measures) };
    await this.perturbing.assertPossible(rows, asked);
    const counted = await this.perturbing.counted(version.datasetId, order);
    const beside = { ...counted, terms: termsBeside(asked.measures, counted.terms) };
    const { dimensions, levels, counted: from } = await this.rolling.levelsOf(rows, beside);
    const decided = await this.protecting.decide(rows, { ...beside, dimensions }, line, from);
    const { pattern, seen, groups } = decided;
    const columns = measureColumns(schema, order.measures);
    const read = { schema: decided.basis.schema, version };
    const perturbed = await this.perturbing.apply({ ...decided, columns }, read, { ...asked, dimensions });
    const { measures, terms } = order;
    const of = { parts: usedParts(version), datasetVersion: version.number, largest: perturbed.largest };
    const drawn = { dimensions, measures, terms, ...of, pattern, seen, groups };
    return { made: { ...perturbed, cells: countByStatus(decided.shown), drawn }, decided, levels };
  }

  /**
   * What a table would tell beside earlier ones, and whether its numbers may be changed as the terms ask: known before
   * anything is counted.
   *
   * @throws EXTRACT.HELD_BACK, EXTRACT.UNBOUNDED_MEASURE, EXTRACT.EXACT_BESIDE_NOISY, EXTRACT.BUDGET_SPENT
   */
  async assertPossible(rows: CountedRows, order: TableOrder): Promise<void> {
    await this.protecting.assertPossible(rows, order);
    await this.perturbing.assertPossible(rows, order);
  }
}

/** Sums come in whole units of their field, so its scale is the column's. */
const measureColumns = ({ fields }: TableSchema, measures: readonly string[]): OutputColumn[] =>
  measures.map((name) => {
    const field = fields.find((one) => one.name === name);
    return field?.type === 'decimal' ? { name, type: 'decimal', scale: scaleOf(field) } : { name, type: 'integer' };
  });
