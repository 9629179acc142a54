import { Injectable } from '@nestjs/common';
import { CitationService, type CitationLanguage } from '#catalogue';
import { missing, type ExtractId } from '#kernel';
import type { Actor } from '#policy';
import { releaseReportOf, type ReleaseReport, type ReportedExtract } from '../../domain/report/release-report';
import { ReleaseReaders } from './release-readers';
import { termsInWords } from './terms-in-words';

export type ReportLanguage = CitationLanguage;

/** How releases were made and protected, for whoever may read the extract and its dataset. */
@Injectable()
export class ReleaseReportService {
  constructor(
    private readonly readers: ReleaseReaders,
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
    const { extract, dataset, isInside } = await this.readers.read(by, id);
    const { release } = extract;
    const cited = { id: dataset.id, version: release.datasetVersion, release: namedIn(extract) };
    const citation = await this.citations.ofRelease(by, cited, language);
    const around = { title: dataset.title, rules: termsInWords(release.permit.terms, language), citation, isInside };
    const report = releaseReportOf(extract, around);
    if (!report) throw missing('release report', id);
    return report;
  }
}

const namedIn = ({ id, release: { number, releasedAt, csv } }: ReportedExtract) => ({
  ...{ name: `${id}/${number}`, releasedAt, sha256: csv.sha256 },
});
