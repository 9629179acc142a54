import { Injectable } from '@nestjs/common';
import type { DatasetVersion } from '#catalogue';
import { asksForConcentration, type Table } from '#disclosure';
import { Warehouse, type Aggregate, type TableSchema } from '#warehouse';
import { classify, type Classification } from '../../domain/classification';
import type { Terms } from '../../domain/permit';
import { tableOf } from '../../domain/protected-table';

/** What a table is made by, and under which terms it leaves the commons. */
export type TableOrder = {
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
  readonly terms: Terms;
};

/** One immutable version of a dataset, with the parts that may be used, and what its rows are read as. */
export type CountedRows = { readonly schema: TableSchema; readonly version: DatasetVersion };

/** What was counted, and the same as disclosure control sees it. */
export type CountedTable = {
  readonly aggregate: Aggregate;
  readonly classifications: readonly Classification[];
  readonly exact: Table;
};

/** Counts the rows of a version in all that the terms have to know of each cell. */
@Injectable()
export class TableCounter {
  constructor(private readonly warehouse: Warehouse) {}

  /** @throws EXTRACT.TOO_MANY_CELLS, KEY.MISSING, FILE.MISSING, FILE.DAMAGED */
  async count({ schema, version }: CountedRows, { dimensions, measures, terms }: TableOrder): Promise<CountedTable> {
    const withLargest = asksForConcentration(terms);
    const aggregate = await this.aggregate({ schema, version }, { dimensions, measures, withLargest });
    const classifications = classify(schema, aggregate);
    return { aggregate, classifications, exact: tableOf(aggregate, classifications) };
  }

  /** The table of these rows alone, with the codes of another one. @throws as `count` */
  async countAs(rows: CountedRows, classifications: readonly Classification[]): Promise<Table> {
    const dimensions = classifications.flatMap(({ columns }) => columns);
    return tableOf(await this.aggregate(rows, { dimensions, measures: [], withLargest: false }), classifications);
  }

  private aggregate(
    { schema, version: { parts } }: CountedRows,
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
}
