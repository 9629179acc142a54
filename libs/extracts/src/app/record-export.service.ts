import { Injectable } from '@nestjs/common';
import { DatasetService, type Dataset } from '#catalogue';
import { assertScope } from '#identity';
import { isId, type CommonsError, type DatasetId } from '#kernel';
import { UnitOfWork, type OutgoingFile } from '#platform';
import type { Actor } from '#policy';
import type { RowsFile } from '#warehouse';
import { extractRefused, noRecords } from '../domain/errors';
import { DecisionBook } from './decision-book';
import { Entitlement } from './entitlement';
import { RecordEntitlement, type EntitledRecords, type OwnRows } from './record-entitlement';
import { RecordFile } from './record-file';
import { signedIn } from './signed';

/** Rows as they were accepted, of one version of a dataset. */
type Source = { readonly file: RowsFile; readonly datasetVersion: number };

/** What is being handed out, of which dataset. */
type Handing = { readonly dataset: Dataset; readonly rows: OwnRows };

/**
 * Hands contributors their own rows back, one by one. Nobody else's rows leave here, whatever is permitted.
 *
 * Terms of disclosure are not applied: thresholds, rounding and the like keep what an organisation contributed from those
 * who did not, and a number that was changed would not be the row that it handed in.
 */
@Injectable()
export class RecordExportService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly datasets: DatasetService,
    private readonly entitlement: Entitlement,
    private readonly records: RecordEntitlement,
    private readonly recordFile: RecordFile,
    private readonly decisionBook: DecisionBook,
  ) {}

  /**
   * Opens the rows of an organisation in the latest version as CSV: the columns that the policies permit its people to
   * take out for this purpose, in the order of the schema. They are asked before the file is made and after; a refusal is
   * kept like a grant.
   *
   * @returns bytes to be read to their end, or destroyed
   * @throws DATASET.MISSING, TOKEN.SCOPE_NEEDED, POLICY.SIGN_IN_FIRST; RECORDS.NOT_YOURS, also where there is no such
   *   organisation; RECORDS.NONE, EXTRACT.NO_POLICY, EXTRACT.OUTSIDE_POLICY, EXTRACT.NOISE_NEEDED,
   *   EXTRACT.NEEDS_APPLICATION, EXTRACT.BLOCKED, EXTRACT.DUTY_OVERDUE
   */
  async open(by: Actor, datasetId: DatasetId, rows: OwnRows): Promise<OutgoingFile> {
    const dataset = await this.datasets.read(by, datasetId);
    const actor = signedIn(by);
    assertScope(actor.identity, 'extract');
    const handing = { dataset, rows };
    const entitled = await this.records.of(actor, dataset, rows);
    const source = await this.sourceOf(handing, entitled);
    const file = await this.recordFile.make(source.file, fieldsOf(dataset, entitled));
    try {
      const still = await this.records.again(entitled, dataset, rows);
      await this.sourceOf(handing, still);
      await this.recordExport(handing, still, { ...source, sha256: file.sha256 });
    } catch (error) {
      file.content.destroy();
      throw error;
    }
    return file;
  }

  /** The organisation's rows as far as its own consent goes, where the policies ask for that; its veto binds others. */
  private async sourceOf(handing: Handing, entitled: EntitledRecords): Promise<Source> {
    const { dataset, rows } = handing;
    const { assessment } = entitled;
    if (assessment.outcome === 'refused') return this.refuse(handing, entitled, extractRefused(assessment.refusal));
    const usable = await this.entitlement.usableRows(entitled, dataset, entitled.request);
    const part = usable?.parts.find(({ organisationId }) => organisationId === rows.organisationId);
    if (!usable || !part) return this.refuse(handing, entitled, noRecords(dataset.id));
    const { fileSha256: sha256, contributionId } = part;
    return { file: { sha256, contributionId }, datasetVersion: usable.number };
  }

  /** Before the first byte leaves, so that no row goes out unlogged. */
  private recordExport(
    { dataset, rows }: Handing,
    { actor, assessment, grantId, request }: EntitledRecords,
    { datasetVersion, sha256 }: Source & { readonly sha256: string },
  ): Promise<void> {
    const { action, dimensions, measures } = request;
    return this.work.run(actor, async (tx) => {
      await this.decisionBook.keep(tx, { occasion: 'download', action, actor, dataset, assessment });
      tx.record({
        ...{ type: 'records.exported', datasetId: dataset.id, datasetVersion, ...rows },
        ...{ dimensions, measures, grantId, sha256 },
      });
    });
  }

  private async refuse(
    { dataset, rows: { organisationId, purpose } }: Handing,
    { actor, assessment, request: { action } }: EntitledRecords,
    denial: CommonsError,
  ): Promise<never> {
    const { code } = denial;
    await this.work.run(actor, async (tx) => {
      await this.decisionBook.keep(tx, { occasion: 'download', action, actor, dataset, assessment, denial: code });
      tx.record({
        ...{ type: 'records.refused', datasetId: dataset.id, purpose, code },
        organisationId: isId(organisationId) ? organisationId : null,
      });
    });
    throw denial;
  }
}

const fieldsOf = ({ schema }: Dataset, { request: { dimensions, measures } }: EntitledRecords) =>
  schema.fields.filter(({ name }) => dimensions.includes(name) || measures.includes(name));
