import type { ReleaseReport } from '#extracts';
import { noReportPage, reportPage } from './report-page';

const ATTACK = '"><script>alert(1)</script>';
const file = { sha256: 'b'.repeat(64), bytes: 10 };
const report: ReleaseReport = {
  ...{ version: 1, extractId: 'e', number: 2, releasedAt: '2026-11-22T10:00:00.000Z', purpose: 'AcademicResearch' },
  dataset: { id: 'd', title: ATTACK, version: 3, newestVersion: 4 },
  ...{ dimensions: [ATTACK], measures: [ATTACK], contributors: 3, rules: [ATTACK], byDefault: ['pPercent'] },
  permit: { policyVersionId: 'p' as never, policyHash: 'a'.repeat(64), resolution: null },
  terms: { minPeople: 10, minContributors: 3, pPercent: 10 },
  cells: { shown: 16, suppressed: 4, shownPercent: 80 },
  ...{ shownPeoplePercent: 71, levels: { columns: [ATTACK], dimensions: ['district'], compared: 6 }, noise: null },
  intervals: { cells: 4, smallest: 9, median: 12, largest: null },
  checked: { earlierTables: 2, insiders: true, certificate: 'c'.repeat(64) },
  inside: {
    ...{
      primary: 1,
      secondary: 3,
      causes: { people: 1, zero: 0 },
      repaired: { intervals: 1, insiders: 0 },
      exposed: 0,
    },
    unsafe: null,
    unbalanced: null,
  },
  files: { csv: file, parquet: file },
  citation: { identifier: 'https://granaio.example/datasets/d', text: ATTACK, bibtex: '@misc{}', cslJson: '[]' },
};

describe('the report of a release as a page', () => {
  it('says everything in the reader’s language', () => {
    const [italian, english] = [reportPage(report, 'it'), reportPage(report, 'en')];
    expect(italian).toContain('<html lang="it">');
    for (const said of ['la più stretta 9, la mediana 12, la più larga senza limite', 'decisa accanto a 2 già uscite'])
      expect(italian).toContain(said);
    for (const said of [
      '16 shown and 4 suppressed (80% are shown)',
      'too few people',
      '4 is newer',
      'academic research',
    ])
      expect(english).toContain(said);
    expect(english).not.toContain('an absence tells');
  });

  it('escapes whatever anybody wrote, and runs nothing', () => {
    for (const language of ['it', 'en'] as const) expect(reportPage(report, language)).not.toContain('<script');
  });

  it('is the same page wherever there is no report to see', () => {
    expect(noReportPage('it')).toContain('Nessun rapporto');
    expect(noReportPage('en')).toContain('No report');
  });
});
