import { Injectable } from '@nestjs/common';
import type { DatasetVersion } from '#catalogue';
import { asksForConcentration, type Table } from '#disclosure';
import { contributorOf, type OrganisationGroup } from '#identity';
import type { ExtractId, OrganisationId } from '#kernel';
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
import { narrowedTo } from '../../domain/joint-table';
import type { Terms } from '../../domain/permit';
import { tableOf } from '../../domain/protected-table';
import { RecordedGroups } from '../recorded-groups';

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

/** Organisations that count as one, or put together what they know. */
export type CountedGroups = readonly Pick<OrganisationGroup, 'kind' | 'organisationIds'>[];

/** One immutable version of a dataset, with the parts that may be used, and what its rows are read as. */
export type CountedRows = {
  readonly schema: TableSchema;
  readonly version: DatasetVersion;
  /** Left out: as the federation's book says now. */
  readonly groups?: CountedGroups | undefined;
};

/** What was counted, and the same as disclosure control sees it. */
export type CountedTable = {
  readonly aggregate: Aggregate;
  readonly classifications: readonly Classification[];
  readonly exact: Table;
  readonly groups: CountedGroups;
};

/** Counts the rows of a version in all that the terms have to know of each cell. */
@Injectable()
export class TableCounter {
  constructor(
    private readonly warehouse: Warehouse,
    private readonly recorded: RecordedGroups,
  ) {}

  /**
   * Organisations that the federation's book says to be under one control are one contributor, as it says at this moment.
   *
   * @param from what was counted of the very rows before: where that has all the columns, nothing is counted again
   * @throws EXTRACT.TOO_MANY_CELLS, KEY.MISSING, FILE.MISSING, FILE.DAMAGED, AGGREGATE.OVERFLOW
   */
  async count(rows: CountedRows, order: TableOrder, from: CountedTable | null = null): Promise<CountedTable> {
    const { schema } = rows;
    const { dimensions, measures, terms, recordSecret } = order;
    const details = detailsOf(schema, terms);
    if (from && hasAll(from.aggregate, order))
      return tabled(rows, { aggregate: narrowedTo(from.aggregate, order), groups: from.groups }, details);
    const groups = await this.groupsFor(rows);
    const counted = { ...details, boundsPersons: terms.noise !== undefined };
    const aggregate = await this.aggregate(rows, contributorOf(groups), {
      ...{ dimensions, measures, recordSecret },
      ...counted,
    });
    return tabled(rows, { aggregate, groups }, details);
  }

  /** The table of these rows alone, with the codes of another one. @throws as `count` */
  async countAs(rows: CountedRows, classifications: readonly Classification[]): Promise<Table> {
    const dimensions = classifications.flatMap(({ columns }) => columns);
    const of = contributorOf(await this.groupsFor(rows));
    return tableOf(await this.aggregate(rows, of, { dimensions, measures: [] }), classifications);
  }

  /** Values of one measure, interval by interval of the grid that the schema declares for it. @throws as `count` */
  async countOnGrid(
    rows: CountedRows,
    { dimensions, measure, terms }: Pick<TableOrder, 'dimensions' | 'terms'> & { readonly measure: string },
  ): Promise<GridCell[]> {
    const of = contributorOf(await this.groupsFor(rows));
    const asked = { schema: rows.schema, dimensions, measure, boundsPersons: terms.noise !== undefined };
    return this.warehouse.countOnGrid({ sources: sourcesOf(rows, of), ...asked });
  }

  private async groupsFor({ version: { datasetId }, groups }: CountedRows): Promise<CountedGroups> {
    if (groups) return groups;
    return this.recorded.of(datasetId);
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

const hasAll = (counted: Aggregate, { dimensions, measures }: TableOrder): boolean =>
  dimensions.every((name) => counted.dimensions.includes(name)) &&
  measures.every((name) => counted.measures.includes(name));

/** As disclosure control sees it. */
function tabled(
  { schema, version }: CountedRows,
  { aggregate, groups }: Pick<CountedTable, 'aggregate' | 'groups'>,
  { withShares }: Required<AggregateDetails>,
): CountedTable {
  const of = contributorOf(groups);
  const classifications = classify(schema, aggregate);
  const contributors = version.parts.map(({ organisationId }) => of(organisationId));
  const holders = withShares ? { holders: holdersOf(contributors, groups, of) } : {};
  const exact = tableOf(aggregate, classifications, { ...holders, impossible: schema.impossible });
  return { aggregate, classifications, exact, groups };
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
