import { Injectable } from '@nestjs/common';
import { DatasetService, VersionService, type Dataset } from '#catalogue';
import { verifyCertificate } from '#disclosure';
import { missing, type ExtractId } from '#kernel';
import type { Actor } from '#policy';
import { measuredColumns } from '../../domain/asked-quantile';
import type { Release } from '../../domain/extract';
import { termsBeside } from '../table/quantiles';
import type { ReportedExtract } from '../../domain/report/release-report';
import { answersFor } from '../answers-for';
import { DatasetLine } from '../dataset-line';
import { ExtractService } from '../extract.service';
import { Protecting } from '../table/protecting';
import { CertificateVault } from './certificate-vault';

/** Checks the proofs of releases once more. Nobody is shown them. */
@Injectable()
export class CertificateService {
  constructor(
    private readonly extracts: ExtractService,
    private readonly datasets: DatasetService,
    private readonly versions: VersionService,
    private readonly line: DatasetLine,
    private readonly protecting: Protecting,
    private readonly vault: CertificateVault,
  ) {}

  /**
   * Counts the rows of a release again, beside what had left before it, and checks its certificate in exact arithmetic.
   *
   * It takes the dataset and the federation's book as they are now: where a column was declared otherwise since, or
   * organisations came under one control, the proof of then may not hold now.
   *
   * @returns how many proofs were checked
   * @throws CERTIFICATE.MISSING where there is none, or the caller does not answer for the dataset; FILE.MISSING where it was
   *   destroyed; DISCLOSURE.INVALID_CERTIFICATE
   */
  async verify(by: Actor, id: ExtractId): Promise<number> {
    const extract = await this.extracts.read(by, id);
    const { release } = extract;
    const dataset = await this.datasets.read(by, extract.datasetId);
    const report = release?.report;
    if (!release || !report?.certificate || !answersFor(by, dataset)) throw missing('certificate', id);
    const { rule, proofs } = await this.vault.open(report.certificate);
    const tables = await this.tablesOf(
      dataset,
      { ...extract, release, dimensions: report.dimensions },
      report.earlierTables,
    );
    proofs.forEach(({ cells, certificate }, at) => {
      const table = tables[at];
      if (!table) throw new Error('A table was protected for each of its proofs.');
      verifyCertificate(table, cells, certificate, rule);
    });
    return proofs.length;
  }

  private async tablesOf({ schema, id }: Dataset, { dimensions, measures, release }: ReportedExtract, height: number) {
    const version = await this.versions.at(id, release.datasetVersion);
    const rows = { schema, version: { ...version, parts: version.parts.filter(isAmong(release)) } };
    const line = await this.line.of(id, height);
    const terms = termsBeside(measures, release.permit.terms);
    return this.protecting.decidedTables(rows, { dimensions, measures: measuredColumns(measures), terms }, line);
  }
}

const isAmong =
  ({ parts }: Release) =>
  ({ contributionId }: Release['parts'][number]) =>
    parts.some((part) => part.contributionId === contributionId);
