import { Injectable } from '@nestjs/common';
import { DatasetService, SchemaService, VersionService, WithdrawnRowsService, type DatasetVersion } from '#catalogue';
import { contributorOf, type OrganisationGroup } from '#identity';
import { documentHash, type ContributionId, type DatasetId } from '#kernel';
import type { Queryable } from '#platform';
import type { TableSchema } from '#warehouse';
import { ShownTableStore } from '../db/shown-table.store';
import type { UsedPart } from '../domain/earlier-table';
import { everSchema } from '../domain/ever-schema';
import type { LeftTable, Line } from '../domain/left-table';
import { lastChange } from '../domain/recall';
import type { ShownPattern } from '../domain/shown-pattern';
import { RecordedGroups } from './recorded-groups';

type Part = DatasetVersion['parts'][number];

/** All that left the commons of a dataset, whichever of its versions it was made of. */
@Injectable()
export class DatasetLine {
  constructor(
    private readonly store: ShownTableStore,
    private readonly withdrawn: WithdrawnRowsService,
    private readonly versions: VersionService,
    private readonly datasets: DatasetService,
    private readonly schemas: SchemaService,
    private readonly recorded: RecordedGroups,
  ) {}

  /** As a table has to be looked at beside it. @param upTo the height that it had then; left out: now */
  async of(id: DatasetId, upTo: number | null = null): Promise<Line> {
    const height = upTo ?? (await this.store.height(id));
    const tables = await this.store.ofDataset(id, upTo);
    const withdrawn = await this.withdrawn.of(id);
    const rows = await this.rowsOf(id, tables);
    const takers = new Set(withdrawn.purposes.map(({ organisationId }) => organisationId));
    const counts = ({ contributionId, organisationId }: UsedPart) =>
      rows.has(contributionId) && !takers.has(organisationId);
    const recorded = await this.recorded.of(id);
    const [contributor, groups] = [contributorOf(recorded), textOf(recorded)];
    const { schema, lacks } = await this.columnsOf(id, rows);
    return { ...{ height, schema, tables, counts, lacks, contributor, groups }, changedAt: lastChange(withdrawn) };
  }

  /** As whose rows those of an organisation count, as the federation's book says now. */
  async contributors(id: DatasetId, on?: Queryable): Promise<Line['contributor']> {
    return contributorOf(await this.recorded.of(id, on));
  }

  /** Stands for the groups of organisations in the federation's book now. @see Line.groups */
  async groupsOf(id: DatasetId, on?: Queryable): Promise<string> {
    return textOf(await this.recorded.of(id, on));
  }

  /** Rows of the dataset that are there to be counted, of whichever version. */
  async rows(id: DatasetId, parts: readonly UsedPart[], tables: readonly LeftTable[]): Promise<Part[]> {
    const rows = await this.rowsOf(id, tables);
    return parts.flatMap(({ contributionId }) => rows.get(contributionId) ?? []);
  }

  /** null: it is not known which cells it showed. */
  async patternOf(id: DatasetId, { hash, pattern }: LeftTable): Promise<ShownPattern | null> {
    return pattern ?? this.store.pattern(id, hash);
  }

  /** What a table depends on besides its own question: it changes with every table that leaves, with rows taken back, and with the book. */
  async state(id: DatasetId): Promise<string> {
    const changedAt = lastChange(await this.withdrawn.of(id));
    return [await this.store.height(id), changedAt?.toISOString() ?? '', await this.groupsOf(id)].join();
  }

  /** Of all schemas that the dataset ever had; rows have the columns of the one that they were checked against. */
  private async columnsOf(
    id: DatasetId,
    rows: ReadonlyMap<ContributionId, Part>,
  ): Promise<Pick<Line, 'schema' | 'lacks'>> {
    const { schema: now, schemaNumber } = await this.datasets.find(id);
    const schemas: TableSchema[] = [];
    for (let number = 1; number < schemaNumber; number += 1) schemas.push(await this.schemas.at(id, number));
    const has = (schema: TableSchema | undefined, column: string) => schema?.fields.some(({ name }) => name === column);
    const checked = (part: Part | undefined) => part && schemas[(part.schemaNumber ?? 1) - 1];
    return {
      schema: everSchema(now, schemas),
      lacks: ({ contributionId }, column) => !has(now, column) && !has(checked(rows.get(contributionId)), column),
    };
  }

  /** Of the latest version, and of those that tables were made of which have rows that are not in it. */
  private async rowsOf(id: DatasetId, tables: readonly LeftTable[]): Promise<Map<ContributionId, Part>> {
    const latest = await this.versions.latest(id);
    const rows = new Map((latest?.parts ?? []).map((part) => [part.contributionId, part]));
    const older = tables.filter(({ parts }) => parts.some(({ contributionId }) => !rows.has(contributionId)));
    for (const number of new Set(older.flatMap(({ datasetVersion }) => datasetVersion ?? []))) {
      const { parts } = await this.versions.at(id, number);
      for (const part of parts) rows.set(part.contributionId, part);
    }
    return rows;
  }
}

/** Members of a group never change: it ends, and another one is recorded. */
const textOf = (groups: readonly OrganisationGroup[]): string => documentHash(groups.map(({ id }) => id));
