import { Injectable } from '@nestjs/common';
import { CitationService, DatasetService, type CitationLanguage } from '#catalogue';
import { missing, type ExtractId } from '#kernel';
import type { Actor } from '#policy';
import { notReleased } from '../../domain/errors';
import { releaseReportOf, type ReleaseReport, type ReportedExtract } from '../../domain/report/release-report';
import { answersFor } from '../answers-for';
import { ExtractService } from '../extract.service';
import { termsInWords } from './terms-in-words';

export type ReportLanguage = CitationLanguage;

/** How releases were made and protected, for whoever may read the extract and its dataset. */
@Injectable()
export class ReleaseReportService {
  constructor(
    private readonly extracts: ExtractService,
    private readonly datasets: DatasetService,
    private readonly citations: CitationService,
  ) {}

  /**
   * Which rules hide how many cells is told to stewards of the publisher and auditors alone: it narrows down what the cells
   * hold. Nobody is told it of what they asked for themselves, whatever offices they hold.
   *
   * @throws EXTRACT.MISSING, EXTRACT.NOT_RELEASED, DATASET.MISSING, DATASETVERSION.MISSING; RELEASEREPORT.MISSING where it
   *   was made before there were reports, or is no table
   */
  async read(by: Actor, id: ExtractId, language: ReportLanguage): Promise<ReleaseReport> {
    const extract = await this.extracts.read(by, id);
    const { release } = extract;
    if (!release) throw notReleased(id);
    const dataset = await this.datasets.read(by, extract.datasetId);
    const isInside = answersFor(by, dataset) && by.identity?.personId !== extract.requestedBy;
    const cited = { id: dataset.id, version: release.datasetVersion, release: namedIn({ ...extract, release }) };
    const citation = await this.citations.ofRelease(by, cited, language);
    const around = { title: dataset.title, rules: termsInWords(release.permit.terms, language), citation, isInside };
    const report = releaseReportOf({ ...extract, release }, around);
    if (!report) throw missing('release report', id);
    return report;
  }
}

const namedIn = ({ id, release: { number, releasedAt, csv } }: ReportedExtract) => ({
  ...{ name: `${id}/${number}`, releasedAt, sha256: csv.sha256 },
});
