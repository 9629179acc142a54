import { Injectable } from '@nestjs/common';
import { VersionService, type Dataset } from '#catalogue';
import { contributorOf } from '#identity';
import type { OutputTable } from '#warehouse';
import { measuredColumns } from '../../domain/asked-statistic';
import { rowsWithdrawn } from '../../domain/errors';
import type { Line } from '../../domain/left-table';
import { lineAsOf, type CertificateBasis } from '../../domain/report/certified-table';
import type { ReportFacts } from '../../domain/report/report-facts';
import type { ReportedExtract } from '../../domain/report/release-report';
import { DatasetLine } from '../dataset-line';
import { MadeTables } from '../made-tables';
import { Protecting, type DecidedAgain } from '../table/protecting';
import { termsBeside } from '../table/quantiles';

/** A release that left with a proof. */
export type Certified = {
  readonly dataset: Dataset;
  readonly extract: ReportedExtract;
  readonly report: ReportFacts;
  readonly basis: CertificateBasis | undefined;
};

/** Counts the tables of releases once more, as they were when they left. */
@Injectable()
export class CertifiedTables {
  constructor(
    private readonly versions: VersionService,
    private readonly line: DatasetLine,
    private readonly protecting: Protecting,
    private readonly made: MadeTables,
  ) {}

  /**
   * From the rows, beside what had left before, by the schema and the groups of organisations that were recorded with it; by
   * those of today where none were.
   *
   * @throws EXTRACT.ROWS_WITHDRAWN, KEY.MISSING, FILE.MISSING, VERSION.MISSING where its rows are no more; EXTRACT.HELD_BACK,
   *   EXTRACT.TOO_MUCH_SHOWN
   */
  async count({ dataset, extract, report, basis }: Certified): Promise<DecidedAgain> {
    const { release, measures } = extract;
    const version = await this.versions.at(dataset.id, release.datasetVersion);
    const used = new Set(release.parts.map(({ contributionId }) => contributionId));
    const parts = version.parts.filter(({ contributionId }) => used.has(contributionId));
    if (parts.length < used.size) throw rowsWithdrawn();
    const rows = { groups: basis?.groups, version: { ...version, parts } };
    const terms = termsBeside(measures, release.permit.terms);
    const order = { dimensions: report.dimensions, measures: measuredColumns(measures), terms };
    return this.protecting.again(rows, order, await this.lineOf({ dataset, extract, report, basis }));
  }

  /** As it left. @throws FILE.MISSING, FILE.DAMAGED */
  released({ release }: ReportedExtract): Promise<OutputTable> {
    return this.made.read(release, new Map());
  }

  private async lineOf({ dataset, extract, report, basis }: Certified): Promise<Line> {
    const line = await this.line.of(dataset.id, report.earlierTables);
    if (!basis) return line;
    return lineAsOf(basis, { ...line, contributor: contributorOf(basis.groups) }, extract.release.releasedAt);
  }
}
