import { Injectable } from '@nestjs/common';
import { assertScope } from '#identity';
import { missing, type DatasetId } from '#kernel';
import { Database, UnitOfWork } from '#platform';
import { authorise, hiddenColumns, type Actor } from '#policy';
import { parseTableSchema, type TableSchema } from '#warehouse';
import { DatasetStore } from '../db/dataset.store';
import { SchemaStore } from '../db/schema.store';
import { assertOffered, assertPublishableSchema, type Dataset } from '../domain/dataset';
import { schemaChanges, type SchemaChange } from '../domain/schema/schema-changes';
import { amend, visibleVersion, type SchemaMigration, type SchemaVersion } from '../domain/schema/schema-version';
import { withHidden } from '../domain/visible-schema';
import { CodeListService } from './code-list.service';
import { assertStewardOf } from './steward';
import { VersionService } from './version.service';

export type SchemaAmendment = {
  readonly datasetId: DatasetId;
  readonly schema: unknown;
  readonly note: string;
  readonly breaking: boolean;
  readonly migration: SchemaMigration | null;
};

/** The schemas of datasets as they changed: what contributions were and are held to. */
@Injectable()
export class SchemaService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly datasets: DatasetStore,
    private readonly schemas: SchemaStore,
    private readonly versions: VersionService,
    private readonly codeLists: CodeListService,
    private readonly db: Database,
  ) {}

  /**
   * Amends the schema of a dataset, in the name of its publisher. Columns that policies hide from the caller stay as they
   * are. Where there are rows, the next version of the dataset follows at once, without those that cannot be read any more.
   *
   * @throws DATASET.MISSING, DATASET.WITHDRAWN, ORGANISATION.NOT_YOURS, TOKEN.SCOPE_NEEDED, SCHEMA.INVALID,
   *   SCHEMA.CODE_LIST, SCHEMA.DIMENSION_WITHOUT_CATEGORIES and those of `amend`
   */
  async amend(by: Actor, { datasetId, ...amendment }: SchemaAmendment): Promise<SchemaVersion> {
    const found = await this.datasets.find(this.db, datasetId);
    authorise(by, 'discover', 'Dataset', found);
    assertStewardOf(by, found.publisherId, found.federationId);
    if (by.identity) assertScope(by.identity, 'manage');
    const written = parseTableSchema(await this.codeLists.expand(amendment.schema));
    return this.work.run(by, async (tx) => {
      const dataset = await this.datasets.lock(tx, datasetId);
      assertOffered(dataset);
      const before = await this.schemas.latest(tx, datasetId);
      const schema = parseTableSchema(withHidden(written, before.schema, hiddenColumns(by, dataset)));
      assertPublishableSchema(schema);
      const amended = amend(before, { ...amendment, schema });
      const version = { ...amended, createdAt: await tx.now(), createdBy: by.id };
      await this.schemas.insert(tx, version);
      const after: Dataset = { ...dataset, schema, schemaNumber: version.number };
      await this.datasets.saveSchema(tx, after, version.createdAt);
      await this.versions.restate(tx, after, version.readableSince);
      const { number, hash, breaking } = version;
      tx.record({
        type: 'dataset.schema-amended',
        datasetId,
        publisherId: dataset.publisherId,
        number,
        hash,
        breaking,
      });
      return this.visible(by, dataset, version);
    });
  }

  /**
   * The versions of a schema, from the latest, without the columns that policies hide from the caller.
   *
   * @param after the number behind which it begins; null: with the latest
   * @throws DATASET.MISSING, POLICY.FORBIDDEN
   */
  async history(by: Actor, id: DatasetId, after: number | null, limit: number): Promise<SchemaVersion[]> {
    const dataset = await this.readable(by, id);
    const versions = await this.schemas.page(this.db, id, after, limit);
    return versions.map((version) => this.visible(by, dataset, version));
  }

  /**
   * What changed between two versions of a schema, as far as the caller may know of its columns.
   *
   * @throws DATASET.MISSING, POLICY.FORBIDDEN, SCHEMA.MISSING
   */
  async difference(by: Actor, id: DatasetId, from: number, to: number): Promise<SchemaChange[]> {
    const dataset = await this.readable(by, id);
    const versions = [from, to].map(async (number) => {
      const version = await this.schemas.find(this.db, id, number);
      if (!version) throw missing('schema', String(number));
      return this.visible(by, dataset, version).schema;
    });
    const [before, after] = (await Promise.all(versions)) as [SchemaVersion['schema'], SchemaVersion['schema']];
    return schemaChanges(before, after);
  }

  /** One version with all its columns, for the slices that read rows. The caller has been authorised. @throws SCHEMA.MISSING */
  async at(id: DatasetId, number: number): Promise<TableSchema> {
    const version = await this.schemas.find(this.db, id, number);
    if (!version) throw missing('schema', String(number));
    return version.schema;
  }

  private async readable(by: Actor, id: DatasetId): Promise<Dataset> {
    const dataset = await this.datasets.find(this.db, id);
    authorise(by, 'readMetadata', 'Dataset', dataset);
    return dataset;
  }

  private visible(by: Actor, dataset: Dataset, version: SchemaVersion): SchemaVersion {
    return visibleVersion(version, hiddenColumns(by, dataset));
  }
}
