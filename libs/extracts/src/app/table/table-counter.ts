import { Injectable } from '@nestjs/common';
import { DatasetService, type DatasetVersion } from '#catalogue';
import { asksForConcentration, type Table } from '#disclosure';
import { contributorOf, OrganisationGroups, type OrganisationGroup } from '#identity';
import type { ExtractId, OrganisationId } from '#kernel';
import { Database } from '#platform';
import {
  Warehouse,
  type Aggregate,
  type AggregateDetails,
  type AggregateQuery,
  type GridCell,
  type Source,
  type TableSchema,
} from '#warehouse';
import { classify, type Classification } from '../../domain/classification';
import { holdersOf } from '../../domain/holders';
import type { Terms } from '../../domain/permit';
import { tableOf } from '../../domain/protected-table';

/** What a table is made by, and under which terms it leaves the commons. */
export type TableOrder = {
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
  readonly terms: Terms;
  /** Coarser columns that may take the place of those asked for, where a table would be mostly holes; left out: no level is given up. */
  readonly coarser?: readonly string[] | undefined;
  /** Which extract it is made for; left out: it is looked at. */
  readonly extractId?: ExtractId | undefined;
  /** What rows are keyed by, where cells are to have keys. */
  readonly recordSecret?: string | undefined;
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
  constructor(
    private readonly warehouse: Warehouse,
    private readonly datasets: DatasetService,
    private readonly groups: OrganisationGroups,
    private readonly database: Database,
  ) {}

  /**
   * Organisations that the federation's book says to be under one control are one contributor, as it says at this moment.
   *
   * @throws EXTRACT.TOO_MANY_CELLS, KEY.MISSING, FILE.MISSING, FILE.DAMAGED, AGGREGATE.OVERFLOW
   */
  async count(rows: CountedRows, { dimensions, measures, terms, recordSecret }: TableOrder): Promise<CountedTable> {
    const { schema, version } = rows;
    const groups = await this.groupsFor(version);
    const of = contributorOf(groups);
    const details = { ...detailsOf(schema, terms), boundsPersons: terms.noise !== undefined };
    const aggregate = await this.aggregate(rows, of, { dimensions, measures, recordSecret, ...details });
    const classifications = classify(schema, aggregate);
    const contributors = version.parts.map(({ organisationId }) => of(organisationId));
    const holders = details.withShares ? { holders: holdersOf(contributors, groups, of) } : {};
    const exact = tableOf(aggregate, classifications, { ...holders, impossible: schema.impossible });
    return { aggregate, classifications, exact };
  }

  /** The table of these rows alone, with the codes of another one. @throws as `count` */
  async countAs(rows: CountedRows, classifications: readonly Classification[]): Promise<Table> {
    const dimensions = classifications.flatMap(({ columns }) => columns);
    const of = contributorOf(await this.groupsFor(rows.version));
    return tableOf(await this.aggregate(rows, of, { dimensions, measures: [] }), classifications);
  }

  /** Values of one measure, interval by interval of the grid that the schema declares for it. @throws as `count` */
  async countOnGrid(rows: CountedRows, dimensions: readonly string[], measure: string): Promise<GridCell[]> {
    const of = contributorOf(await this.groupsFor(rows.version));
    const { schema } = rows;
    return this.warehouse.countOnGrid({ sources: sourcesOf(rows, of), schema, dimensions, measure });
  }

  private async groupsFor({ datasetId }: DatasetVersion): Promise<OrganisationGroup[]> {
    const { federationId } = await this.datasets.find(datasetId);
    return this.groups.inForce(this.database, federationId);
  }

  private aggregate(
    rows: CountedRows,
    of: (organisation: OrganisationId) => OrganisationId,
    {
      dimensions,
      measures,
      ...details
    }: Pick<TableOrder, 'dimensions' | 'measures' | 'recordSecret'> &
      AggregateDetails &
      Pick<AggregateQuery, 'boundsPersons'>,
  ): Promise<Aggregate> {
    const [sources, { schema }] = [sourcesOf(rows, of), rows];
    return this.warehouse.aggregate({
      ...{ sources, schema, dimensions: [...dimensions], measures: [...measures], ...details },
    });
  }
}

const sourcesOf = (
  { version: { parts } }: CountedRows,
  of: (organisation: OrganisationId) => OrganisationId,
): Source[] =>
  parts.map(({ organisationId, contributionId, fileSha256: sha256 }) => ({
    ...{ contributor: of(organisationId), file: { sha256, contributionId } },
  }));

/** Shares are for the audit of insiders: where one contributor may be seen alone, nobody is kept from working it out. */
const detailsOf = (schema: TableSchema, terms: Terms): Required<AggregateDetails> => ({
  withLargest: asksForConcentration(terms),
  withOutside: (terms.minPeopleOutside ?? 0) > 0,
  withShares: terms.minContributors > 1,
  withPersons: schema.personKey !== undefined,
});
