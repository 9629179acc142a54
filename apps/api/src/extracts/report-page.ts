import { REPORT_WORDS, reportSections, type ReleaseReport, type ReportPart } from '#extracts';
import type { Language } from '#identity';
import { markup, page, type Html } from '../shared/html';

/** How a release was made and protected, for people without a script. */
export function reportPage(report: ReleaseReport, language: Language): string {
  const { title } = REPORT_WORDS[language];
  return page(
    language,
    `${title}: ${report.dataset.title}`,
    markup`<p>${title}</p>
<h1>${report.dataset.title}</h1>
${reportSections(report, language).map(section)}`,
  );
}

/** The same page for a report that is not there and for one that the reader may not know of. */
export function noReportPage(language: Language): string {
  const { missingTitle, missing } = REPORT_WORDS[language];
  return page(language, missingTitle, markup`<h1>${missingTitle}</h1>\n<p>${missing}</p>`);
}

const section = ({ heading, lines }: ReportPart): Html =>
  markup`<section><h2>${heading}</h2>
<dl>${lines.map(({ what, is }) => markup`<dt>${what}</dt><dd><pre>${is}</pre></dd>`)}</dl></section>
`;
