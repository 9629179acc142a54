import { Injectable } from '@nestjs/common';
import { DatasetService, type Dataset } from '#catalogue';
import { assertScope } from '#identity';
import { missing, type ExtractId } from '#kernel';
import { UnitOfWork } from '#platform';
import { identityOf, type Actor } from '#policy';
import { ExtractStore } from '../../db/extract.store';
import { ruleOf } from '../../domain/difference';
import { notReleased } from '../../domain/errors';
import type { CertifiedTable } from '../../domain/report/certified-table';
import {
  broken,
  held,
  unchecked,
  verdictOn,
  type CertificateVerdict,
  type Found,
} from '../../domain/report/certificate-verdict';
import type { ReportedExtract } from '../../domain/report/release-report';
import { shownUnproven } from '../../domain/report/shown-by-proofs';
import { CertificateVault } from './certificate-vault';
import { CertifiedTables, type Certified } from './certified-tables';
import { ReleaseReaders } from './release-readers';
import { verifyApart } from './verify-apart';

/** Told what is being done: rows are counted (0), or so many of so many proofs are checked. */
export type OnChecking = (done: number, of: number) => void;

/** Checks the proofs of releases once more. Nobody is shown them. */
@Injectable()
export class CertificateService {
  constructor(
    private readonly readers: ReleaseReaders,
    private readonly extracts: ExtractStore,
    private readonly datasets: DatasetService,
    private readonly vault: CertificateVault,
    private readonly tables: CertifiedTables,
    private readonly work: UnitOfWork,
  ) {}

  /**
   * The same as `check`, for stewards of the publisher and auditors who did not ask for the release; that they did, and what
   * came of it, is recorded.
   *
   * @throws CERTIFICATE.MISSING to whoever else may read the extract; EXTRACT.MISSING, EXTRACT.NOT_RELEASED, DATASET.MISSING,
   *   POLICY.FORBIDDEN, TOKEN.SCOPE_NEEDED; CERTIFICATE.NOT_CHECKED as temporary
   */
  async verify(by: Actor, id: ExtractId): Promise<CertificateVerdict> {
    const { extract, dataset, isInside } = await this.readers.read(by, id);
    if (!isInside) throw missing('certificate', id);
    assertScope(identityOf(by), 'manage');
    const verdict = await this.verdictOf(dataset, extract, () => undefined);
    await this.work.run(by, (tx) => {
      const { extractId, number, outcome, why } = verdict;
      tx.record({ type: 'certificate.verified', extractId, number, outcome, ...(why && { why }) });
      return Promise.resolve();
    });
    return verdict;
  }

  /**
   * Counts the rows of a release again, beside what had left before it, and checks its proofs in exact arithmetic; also that
   * the file shows nothing that they hide. It trusts neither the solver nor the schema, book and policies of today: these are
   * as they were recorded with the release.
   *
   * For whoever keeps the installation: nobody is authorised here.
   *
   * @param number which of its releases; left out: the latest. Of those that it took the place of, the proofs are destroyed
   * @throws EXTRACT.MISSING, EXTRACT.NOT_RELEASED; CERTIFICATE.NOT_CHECKED as temporary
   */
  async check(id: ExtractId, number?: number, onChecking: OnChecking = () => undefined): Promise<CertificateVerdict> {
    const extract = await this.extracts.find(id);
    const { release } = extract;
    if (!release || (number ?? release.number) > release.number) throw notReleased(id);
    if (number !== undefined && number < release.number) return { extractId: id, number, ...unchecked('destroyed') };
    return this.verdictOf(await this.datasets.find(extract.datasetId), { ...extract, release }, onChecking);
  }

  private async verdictOf(dataset: Dataset, extract: ReportedExtract, onChecking: OnChecking) {
    const { id: extractId, release } = extract;
    return { extractId, number: release.number, ...(await this.find(dataset, extract, onChecking)) };
  }

  private async find(dataset: Dataset, extract: ReportedExtract, onChecking: OnChecking): Promise<Found> {
    const { report } = extract.release;
    const sealed = report?.certificate;
    if (!sealed) return unchecked('none');
    let [proven, isRecorded] = [0, true];
    const tell: OnChecking = (done, of) => {
      proven = done;
      onChecking(done, of);
    };
    try {
      const certified = await this.vault.open(sealed);
      if (!certified) return unchecked('destroyed');
      isRecorded = certified.basis !== undefined;
      return await this.compare({ dataset, extract, report, basis: certified.basis }, certified, tell);
    } catch (error) {
      const found = verdictOn(error, proven, isRecorded);
      if (!found) throw error;
      return found;
    }
  }

  /** @throws DISCLOSURE.INVALID_CERTIFICATE, DISCLOSURE.INVALID_TABLE; as `CertifiedTables` */
  private async compare(of: Certified, { proofs }: CertifiedTable, tell: OnChecking): Promise<Found> {
    tell(0, proofs.length);
    const { tables, releasedBy } = await this.tables.count(of);
    if (tables.length !== proofs.length) return broken(0, null);
    const rule = ruleOf(of.extract.release.permit.terms);
    for (const [at, { cells, certificate }] of proofs.entries()) {
      const [table] = tables.slice(at);
      if (table) await verifyApart({ table, cells, certificate, rule });
      tell(at + 1, proofs.length);
    }
    const proven = releasedBy(proofs.flatMap(({ cells }) => cells));
    const codes = shownUnproven(await this.tables.released(of.extract), proven, of.report.dimensions.length);
    return codes ? broken(proofs.length, codes) : held(proofs.length);
  }
}
