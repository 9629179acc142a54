import { Injectable } from '@nestjs/common';
import { missing, newId, type DatasetId, type DatasetVersionId } from '#kernel';
import { Database, type Queryable, type Transaction } from '#platform';
import { authorise, type Actor } from '#policy';
import { DatasetStore } from '../db/dataset.store';
import { SchemaStore } from '../db/schema.store';
import { VersionStore } from '../db/version.store';
import { WithdrawnStore } from '../db/withdrawn.store';
import { withPart, type Dataset, type DatasetVersion, type Part, type VersionSummary } from '../domain/dataset';
import { dueAt } from '../domain/life';
import { schemaAmended } from '../domain/schema/errors';
import { withoutParts, type PartKey, type WithdrawalCause, type WithdrawnPart } from '../domain/withdrawn';
import { ANNOUNCE_DATASET, CLEAR_DATASET, EXPIRE_ROWS, FOLLOW_ROWS } from '../jobs';

/** The versions of datasets: what was in them at each moment. */
@Injectable()
export class VersionService {
  constructor(
    private readonly db: Database,
    private readonly datasets: DatasetStore,
    private readonly versions: VersionStore,
    private readonly withdrawn: WithdrawnStore,
    private readonly schemas: SchemaStore,
  ) {}

  /** The latest version with its files, for the slices that read them. The caller has been authorised there. */
  latest(id: DatasetId, on: Queryable = this.db): Promise<DatasetVersion | null> {
    return this.versions.latest(on, id);
  }

  /** One version with its files. The caller has been authorised. @throws VERSION.MISSING */
  async at(id: DatasetId, number: number): Promise<DatasetVersion> {
    const version = await this.versions.find(this.db, id, number);
    if (!version) throw missing('version', String(number));
    return version;
  }

  /**
   * The versions of a dataset, newest first, for who may read what it is.
   *
   * @throws DATASET.MISSING, POLICY.FORBIDDEN
   */
  async history(by: Actor, id: DatasetId, before: number | null, limit: number): Promise<VersionSummary[]> {
    authorise(by, 'readMetadata', 'Dataset', await this.datasets.find(this.db, id));
    return this.versions.history(this.db, id, before, limit);
  }

  /**
   * Makes the next version, with an accepted contribution in it, within the transaction that accepted it.
   *
   * @returns the latest version as it was, where the organisation has sent a later file that was accepted before,
   *   be it withdrawn since
   * @throws SCHEMA.AMENDED where the schema was amended after the rows were checked, and they cannot be read as it is now
   */
  async accept(tx: Transaction, datasetId: DatasetId, part: Part): Promise<DatasetVersion> {
    const dataset = await this.datasets.lock(tx, datasetId);
    const previous = await this.versions.latest(tx, datasetId);
    const parts = withPart(previous?.parts ?? [], await this.readablePart(tx, dataset, part));
    const isOld = parts === previous?.parts || (await this.withdrawn.hasLater(tx, datasetId, part));
    if (previous && isOld) return previous;
    this.promiseEnd(tx, dataset, part);
    return this.make(tx, dataset, parts);
  }

  /**
   * Takes contributions out for good, within the transaction that withdraws them: the next version is without them, and
   * no earlier version has them any more. What an organisation sent before does not come back in their place.
   *
   * @param parts contributions to this dataset, whether they are in a version or not; again, they change nothing
   * @returns those that were not withdrawn before
   */
  async withdraw(
    tx: Transaction,
    datasetId: DatasetId,
    parts: readonly PartKey[],
    cause: WithdrawalCause,
  ): Promise<readonly WithdrawnPart[]> {
    const dataset = await this.datasets.lock(tx, datasetId);
    const previous = await this.versions.latest(tx, datasetId);
    const withdrawn = await this.withdrawn.insert(tx, datasetId, parts, { cause, at: await tx.now() });
    const left = withoutParts(previous?.parts ?? [], parts);
    if (previous && left !== previous.parts) await this.make(tx, dataset, left);
    else if (withdrawn.length > 0) tx.enqueue(FOLLOW_ROWS, { datasetId });
    return withdrawn;
  }

  /**
   * Makes the next version under an amended schema, within the transaction that amends it: without the rows that cannot be
   * read as it, until they are sent again. While nothing was accepted, there is none to make.
   *
   * @param dataset as amended
   * @param readableSince the first version of the schema whose rows can be read
   */
  async restate(tx: Transaction, dataset: Dataset, readableSince: number): Promise<void> {
    const previous = await this.versions.latest(tx, dataset.id);
    if (!previous) return;
    const isReadable = ({ schemaNumber = 1 }: Part) => schemaNumber >= readableSince;
    await this.make(tx, dataset, previous.parts.filter(isReadable));
  }

  /** Rows that come late go at once; the others, when they are no longer kept. */
  private promiseEnd(tx: Transaction, { id, withdrawnAt, retentionMonths }: Dataset, { receivedAt }: Part): void {
    if (withdrawnAt) tx.enqueue(CLEAR_DATASET, { datasetId: id });
    if (retentionMonths !== null) tx.enqueue(EXPIRE_ROWS, { datasetId: id }, dueAt(receivedAt, retentionMonths));
  }

  private async readablePart(tx: Transaction, { id, schemaNumber }: Dataset, part: Part): Promise<Part> {
    const checkedAgainst = part.schemaNumber ?? schemaNumber;
    const { readableSince } = await this.schemas.latest(tx, id);
    if (checkedAgainst < readableSince) throw schemaAmended(schemaNumber);
    return { ...part, schemaNumber: checkedAgainst };
  }

  private async make(tx: Transaction, dataset: Dataset, parts: readonly Part[]): Promise<DatasetVersion> {
    const version: DatasetVersion = {
      id: newId<DatasetVersionId>(),
      datasetId: dataset.id,
      number: dataset.version + 1,
      schemaNumber: dataset.schemaNumber,
      createdAt: await tx.now(),
      parts,
    };
    await this.versions.insert(tx, version);
    const contributors = version.parts.map(({ organisationId }) => organisationId);
    tx.record({ type: 'dataset.versioned', datasetId: dataset.id, number: version.number, contributors });
    tx.enqueue(FOLLOW_ROWS, { datasetId: dataset.id });
    tx.enqueue(ANNOUNCE_DATASET, { datasetId: dataset.id });
    return version;
  }
}
