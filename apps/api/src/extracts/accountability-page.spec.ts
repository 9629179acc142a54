import type { Accountability } from '#extracts';
import { accountabilityPage, noAccountPage } from './accountability-page';

const ATTACK = '"><script>alert(1)</script>';
const account: Accountability = {
  extracts: {
    total: 3,
    outcomes: [
      { term: 'released', count: 2 },
      { term: 'refused', count: 1 },
    ],
    reasons: [{ term: 'EXTRACT.NO_POLICY', count: 1 }],
    purposes: [{ term: 'AcademicResearch', count: 3 }],
  },
  applications: {
    total: 1,
    outcomes: [{ term: 'rejected', count: 1 }],
    reasons: [{ term: 'tooDetailed', count: 1 }],
    purposes: [{ term: 'PublicBenefit', count: 1 }],
    medianHours: 25,
  },
  grants: { live: 4, toCome: 0, ends: [{ term: 'dutyOverdue', count: 1 }] },
  duties: { toFulfil: 0, overdue: 2, accepted: 5 },
};

describe('the account of a dataset as a page', () => {
  it('tells the numbers in the reader’s language, with a bar beside each', () => {
    const text = accountabilityPage({ title: 'Persone seguite', accountability: account }, 'it');
    expect(text).toContain('<html lang="it">');
    for (const words of [
      '25 ore',
      'troppo dettaglio',
      'impegno non adempiuto',
      'EXTRACT.NO_POLICY',
      'ricerca accademica',
    ]) {
      expect(text).toContain(words);
    }
    expect(text).not.toContain('non ancora iniziati');
    expect(text).toContain('<rect width="50" height="12"');
    expect(accountabilityPage({ title: 'People', accountability: account }, 'en')).toContain('the median is 25 hours');
  });

  it('says so where nothing was asked yet', () => {
    const requests = { total: 0, outcomes: [], reasons: [], purposes: [] };
    const nothing: Accountability = {
      ...{ extracts: requests, applications: { ...requests, medianHours: null } },
      ...{ grants: { live: 0, toCome: 0, ends: [] }, duties: { toFulfil: 0, overdue: 0, accepted: 0 } },
    };
    const text = accountabilityPage({ title: 'People', accountability: nothing }, 'en');
    expect(text.match(/Nothing yet\./g)).toHaveLength(4);
    expect(text).not.toContain('<table>');
  });

  it.each(['it', 'en'] as const)('carries no script and no style of its own, in %s', (language) => {
    const text = accountabilityPage({ title: ATTACK, accountability: account }, language);
    expect(text).not.toMatch(/<script|\sstyle=|\son\w+=/);
    expect(noAccountPage(language)).not.toContain('<script');
  });
});
