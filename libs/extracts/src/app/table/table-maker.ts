import { Injectable } from '@nestjs/common';
import { join } from 'node:path';
import type { DatasetVersion } from '#catalogue';
import { FileStore, Workbench } from '#platform';
import { scaleOf, Warehouse, type OutputColumn, type OutputTable, type TableSchema } from '#warehouse';
import type { Release, ReleasedFile } from '../../domain/extract';
import { countByStatus, outputOf } from '../../domain/protected-table';
import { largestOf } from '../../domain/rounded-table';
import { Perturbing } from './perturbing';
import { Protecting } from './protecting';
import type { TableOrder } from './table-counter';

/** A release without what only its extract knows: when, by whose permission, and which of its releases it is. */
export type MadeTable = Omit<Release, 'releasedAt' | 'permit' | 'number'>;

export type ProtectedTable = Pick<MadeTable, 'cells'> & { readonly table: OutputTable };

/** Counts one immutable version, protects the table, changes its numbers where the terms ask for it, and stores it as files. */
@Injectable()
export class TableMaker {
  constructor(
    private readonly protecting: Protecting,
    private readonly perturbing: Perturbing,
    private readonly files: FileStore,
    private readonly warehouse: Warehouse,
    private readonly workbench: Workbench,
  ) {}

  /**
   * Whatever the terms say is done here, and what this table would tell beside earlier ones is hidden too.
   *
   * @throws EXTRACT.HELD_BACK where the difference with a recalled table could not be hidden; EXTRACT.TOO_MANY_CELLS,
   *   KEY.MISSING, FILE.MISSING, FILE.DAMAGED
   */
  async make(schema: TableSchema, version: DatasetVersion, order: TableOrder): Promise<MadeTable> {
    const { table, cells } = await this.protect(schema, version, order);
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
  async protect(schema: TableSchema, version: DatasetVersion, order: TableOrder): Promise<ProtectedTable> {
    const { aggregate, classifications, shown } = await this.protecting.decide({ schema, version }, order);
    const output = outputOf(aggregate, classifications, shown, measureColumns(schema, order.measures));
    return { table: await this.perturbing.apply(output, order), cells: countByStatus(shown) };
  }

  /** What a table would tell beside earlier ones: known before anything is counted. @throws EXTRACT.HELD_BACK */
  assertPossible(version: DatasetVersion, order: Pick<TableOrder, 'dimensions' | 'terms'>): Promise<void> {
    return this.protecting.assertPossible(version, order);
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
