import { Injectable } from '@nestjs/common';
import type { DatasetVersion } from '#catalogue';
import type { Table } from '#disclosure';
import type { Classification } from '../../domain/classification';
import { differencesToHide, hidingDifference, isHeldBack, type Difference } from '../../domain/difference';
import { heldBack } from '../../domain/errors';
import { StaleReleases } from '../stale-releases';
import { TableCounter, type CountedRows, type CountedTable, type TableOrder } from './table-counter';

/** What a table would tell beside those that left the commons before it. */
@Injectable()
export class BesideEarlier {
  constructor(
    private readonly stale: StaleReleases,
    private readonly counter: TableCounter,
  ) {}

  /** Known before anything is counted, from whose rows changed alone. @throws EXTRACT.HELD_BACK */
  async toHide(
    { datasetId, parts }: DatasetVersion,
    { dimensions, terms }: Pick<TableOrder, 'dimensions' | 'terms'>,
  ): Promise<Difference[]> {
    const later = { dimensions, terms, parts };
    const differences = differencesToHide(later, await this.stale.recalledTables(datasetId));
    if (isHeldBack(later, differences)) throw heldBack();
    return differences;
  }

  /** Makes unsafe what the differences would tell, one difference after the other. */
  async hiding(
    { exact, classifications }: CountedTable,
    rows: CountedRows,
    { terms, differences }: Pick<TableOrder, 'terms'> & { readonly differences: readonly Difference[] },
  ): Promise<Table> {
    let table = exact;
    for (const difference of differences) {
      const behind = await this.behind(difference, rows, classifications);
      table = hidingDifference(table, isCommonTo(difference, classifications), behind, terms);
    }
    return table;
  }

  /** The table of what came in between; null: nothing did. */
  private async behind(
    { added }: Difference,
    { schema, version }: CountedRows,
    classifications: readonly Classification[],
  ): Promise<Table | null> {
    const ids = new Set(added.map(({ contributionId }) => contributionId));
    const parts = version.parts.filter(({ contributionId }) => ids.has(contributionId));
    if (parts.length === 0) return null;
    return this.counter.countAs({ schema, version: { ...version, parts } }, classifications);
  }
}

function isCommonTo({ common }: Difference, classifications: readonly Classification[]) {
  const columns = new Map(classifications.map((one) => [one.dimension.name, one.columns]));
  return (name: string) => (columns.get(name) ?? []).some((column) => common.includes(column));
}
