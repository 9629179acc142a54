import { Injectable } from '@nestjs/common';
import { join } from 'node:path';
import type { DatasetVersion } from '#catalogue';
import { asksForConcentration, protectTable } from '#disclosure';
import { FileStore, Workbench } from '#platform';
import { scaleOf, Warehouse, type Aggregate, type OutputColumn, type OutputTable, type TableSchema } from '#warehouse';
import type { Terms } from '../domain/permit';
import type { Release, ReleasedFile } from '../domain/extract';
import { classify } from '../domain/classification';
import { countByStatus, outputOf, shownCells, tableOf } from '../domain/protected-table';
import { roundedTo } from '../domain/rounded-table';

export type TableOrder = {
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
  readonly terms: Terms;
};

/** Aggregates one immutable version, protects the table, and stores it as files. */
@Injectable()
export class TableMaker {
  constructor(
    private readonly files: FileStore,
    private readonly warehouse: Warehouse,
    private readonly workbench: Workbench,
  ) {}

  /**
   * Whatever the terms say is done here: thresholds, dominance and p% hide, rounding bases round what is left.
   *
   * @throws EXTRACT.TOO_MANY_CELLS, FILE.MISSING, FILE.DAMAGED
   */
  async make(
    schema: TableSchema,
    version: DatasetVersion,
    { dimensions, measures, terms }: TableOrder,
  ): Promise<Omit<Release, 'releasedAt' | 'permit'>> {
    const withLargest = asksForConcentration(terms);
    const aggregate = await this.aggregate(schema, version, { dimensions, measures, withLargest });
    const classifications = classify(schema, aggregate);
    const { cells } = await protectTable(tableOf(aggregate, classifications), terms);
    const shown = shownCells(cells, classifications);
    const exact = outputOf(aggregate, classifications, shown, measureColumns(schema, measures));
    const table = roundedTo(terms.roundingBases ?? [], exact);
    return {
      datasetVersion: version.number,
      contributors: version.parts.map(({ organisationId }) => organisationId),
      csv: await this.store(table, 'csv'),
      parquet: await this.store(table, 'parquet'),
      cells: countByStatus(shown),
    };
  }

  private async aggregate(
    schema: TableSchema,
    { parts }: DatasetVersion,
    { dimensions, measures, withLargest }: Omit<TableOrder, 'terms'> & { withLargest: boolean },
  ): Promise<Aggregate> {
    const opened = await Promise.all(parts.map(({ fileSha256 }) => this.files.localPath(fileSha256)));
    try {
      const sources = parts.map(({ organisationId }, at) => ({
        contributor: organisationId,
        path: opened[at]?.path ?? '',
      }));
      return await this.warehouse.aggregate({
        ...{ sources, schema, dimensions: [...dimensions], measures: [...measures], withLargest },
      });
    } finally {
      await Promise.all(opened.map((file) => file.release()));
    }
  }

  private store(table: OutputTable, format: 'csv' | 'parquet'): Promise<ReleasedFile> {
    return this.workbench.use(async (folder) => {
      const path = join(folder, `table.${format}`);
      await this.warehouse.writeTable(table, path, format);
      return this.files.putLocal(path);
    });
  }
}

/** Sums come in whole units of their field, so its scale is the column's. */
const measureColumns = ({ fields }: TableSchema, measures: readonly string[]): OutputColumn[] =>
  measures.map((name) => {
    const field = fields.find((one) => one.name === name);
    return field?.type === 'decimal' ? { name, type: 'decimal', scale: scaleOf(field) } : { name, type: 'integer' };
  });
