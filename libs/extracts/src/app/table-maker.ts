import { Injectable } from '@nestjs/common';
import { join } from 'node:path';
import type { DatasetVersion } from '#catalogue';
import { asksForConcentration, protectTable, type Table } from '#disclosure';
import { FileStore, Workbench } from '#platform';
import { scaleOf, Warehouse, type Aggregate, type OutputColumn, type OutputTable, type TableSchema } from '#warehouse';
import type { Terms } from '../domain/permit';
import type { Release, ReleasedFile } from '../domain/extract';
import { classify, type Classification } from '../domain/classification';
import { differencesToHide, hidingDifference, isHeldBack, type Difference } from '../domain/difference';
import { heldBack } from '../domain/errors';
import { countByStatus, outputOf, shownCells, tableOf } from '../domain/protected-table';
import { largestOf, roundedTo } from '../domain/rounded-table';
import { StaleReleases } from './stale-releases';

export type TableOrder = {
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
  readonly terms: Terms;
};

/** A release without what only its extract knows: when, by whose permission, and which of its releases it is. */
export type MadeTable = Omit<Release, 'releasedAt' | 'permit' | 'number'>;

export type ProtectedTable = Pick<MadeTable, 'cells'> & { readonly table: OutputTable };

/** Aggregates one immutable version, protects the table, and stores it as files. */
@Injectable()
export class TableMaker {
  constructor(
    private readonly files: FileStore,
    private readonly warehouse: Warehouse,
    private readonly workbench: Workbench,
    private readonly stale: StaleReleases,
  ) {}

  /**
   * Whatever the terms say is done here: thresholds, dominance and p% hide, rounding bases round what is left. What this
   * table would tell beside one that rows were taken back from since is hidden too.
   *
   * @throws EXTRACT.HELD_BACK where the difference with a recalled table could not be hidden; EXTRACT.TOO_MANY_CELLS,
   *   KEY.MISSING, FILE.MISSING, FILE.DAMAGED
   */
  async make(
    schema: TableSchema,
    version: DatasetVersion,
    { dimensions, measures, terms }: TableOrder,
  ): Promise<MadeTable> {
    const { table, cells } = await this.protect(schema, version, { dimensions, measures, terms });
    return {
      datasetVersion: version.number,
      contributors: version.parts.map(({ organisationId }) => organisationId),
      parts: version.parts.map(({ contributionId, organisationId }) => ({ contributionId, organisationId })),
      csv: await this.store(table, 'csv'),
      parquet: await this.store(table, 'parquet'),
      cells,
      largest: largestOf(table),
    };
  }

  /** The table as it may leave the commons, and how many of its cells are hidden; nothing is stored. @throws as `make` */
  async protect(
    schema: TableSchema,
    version: DatasetVersion,
    { dimensions, measures, terms }: TableOrder,
  ): Promise<ProtectedTable> {
    const differences = await this.toHide(version, { dimensions, terms });
    const withLargest = asksForConcentration(terms);
    const aggregate = await this.aggregate(schema, version, { dimensions, measures, withLargest });
    const classifications = classify(schema, aggregate);
    const exact = tableOf(aggregate, classifications);
    const safe = await this.hiding(exact, { schema, version, terms, classifications }, differences);
    const { cells } = await protectTable(safe, ruleOf(terms, differences));
    const shown = shownCells(cells, classifications);
    const output = outputOf(aggregate, classifications, shown, measureColumns(schema, measures));
    return { table: roundedTo(terms.roundingBases ?? [], output), cells: countByStatus(shown) };
  }

  /** What a table would tell beside recalled ones: known before anything is counted. @throws EXTRACT.HELD_BACK */
  async toHide(
    { datasetId, parts }: DatasetVersion,
    { dimensions, terms }: Pick<TableOrder, 'dimensions' | 'terms'>,
  ): Promise<Difference[]> {
    const later = { dimensions, terms, parts };
    const differences = differencesToHide(later, await this.stale.recalledTables(datasetId));
    if (isHeldBack(later, differences)) throw heldBack();
    return differences;
  }

  /** Makes unsafe what the differences with recalled tables would tell, one difference after the other. */
  private async hiding(exact: Table, of: Hiding, differences: readonly Difference[]): Promise<Table> {
    const { schema, version, terms, classifications } = of;
    const isCommon = ({ common }: Difference) => {
      const columns = new Map(classifications.map((one) => [one.dimension.name, one.columns]));
      return (name: string) => (columns.get(name) ?? []).some((column) => common.includes(column));
    };
    let table = exact;
    for (const difference of differences) {
      const added = new Set(difference.added.map(({ contributionId }) => contributionId));
      const parts = version.parts.filter(({ contributionId }) => added.has(contributionId));
      const dimensions = classifications.flatMap(({ columns }) => columns);
      const alone = { dimensions, measures: [], withLargest: false };
      const behind = parts.length > 0 ? await this.aggregate(schema, { ...version, parts }, alone) : null;
      const codes = behind && tableOf(behind, classifications);
      table = hidingDifference(table, isCommon(difference), codes, terms);
    }
    return table;
  }

  private aggregate(
    schema: TableSchema,
    { parts }: DatasetVersion,
    { dimensions, measures, withLargest }: Pick<TableOrder, 'dimensions' | 'measures'> & { withLargest: boolean },
  ): Promise<Aggregate> {
    const sources = parts.map(({ organisationId, contributionId, fileSha256 }) => ({
      contributor: organisationId,
      file: { sha256: fileSha256, contributionId },
    }));
    return this.warehouse.aggregate({
      ...{ sources, schema, dimensions: [...dimensions], measures: [...measures], withLargest },
    });
  }

  private store(table: OutputTable, format: 'csv' | 'parquet'): Promise<ReleasedFile> {
    return this.workbench.use(async (folder) => {
      const path = join(folder, `table.${format}`);
      await this.warehouse.writeTable(table, path, format);
      return this.files.putLocal(path);
    });
  }
}

type Hiding = {
  readonly schema: TableSchema;
  readonly version: DatasetVersion;
  readonly terms: Terms;
  readonly classifications: readonly Classification[];
};

/** Cells that tell a difference have nobody contributing to them: a rule that asks for nobody would show them. */
const ruleOf = (terms: Terms, differences: readonly Difference[]): Terms =>
  differences.length === 0 ? terms : { ...terms, minContributors: Math.max(1, terms.minContributors) };

/** Sums come in whole units of their field, so its scale is the column's. */
const measureColumns = ({ fields }: TableSchema, measures: readonly string[]): OutputColumn[] =>
  measures.map((name) => {
    const field = fields.find((one) => one.name === name);
    return field?.type === 'decimal' ? { name, type: 'decimal', scale: scaleOf(field) } : { name, type: 'integer' };
  });
