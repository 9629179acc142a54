import type { TableSchema } from '#warehouse';
import fc from 'fast-check';
import { coverageSentence, percentOf } from '../contributor-coverage';
import { NO_METADATA, type DatasetMetadata } from '../metadata';
import { qualityOf, QUALITY_CRITERIA, type QualityFacts } from './quality';
import { wordsOf } from './words';

const now = new Date('2026-11-22T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const metadata: DatasetMetadata = { ...NO_METADATA, modifiedAt: now };
const bare: QualityFacts = {
  ...{ description: 'Poco.', keywords: [], schema: { fields: [] }, metadata, updatedAt: null, now },
  coverage: { contributors: 0, organisations: 14, members: 0, allMembers: 0 },
  ...{ missing: null, accepted: null },
};
const schema: TableSchema = {
  fields: [
    {
      name: 'zone',
      title: 'Zona',
      description: 'Zona statistica.',
      type: 'string',
      disclosureRole: 'dimension',
      codeList: { list: 'l', version: 1, level: 'zone' },
    },
    { name: 'hours', title: 'Ore', description: 'Ore di cura.', type: 'decimal', disclosureRole: 'measure', unit: 'h' },
  ],
};
const full: QualityFacts = {
  ...{ description: 'x'.repeat(300), keywords: ['a', 'b', 'c'], schema, updatedAt: daysAgo(31), now },
  metadata: {
    ...{
      contactPoint: { name: 'Ada', email: 'ada@example.org' },
      licence: 'https://example.org/by',
      rightsHolderId: null,
    },
    ...{ accrualPeriodicity: 'MONTHLY', themes: ['SOCI'], spatial: [{ label: 'Torino', uri: null, code: null }] },
    ...{ temporal: { start: '2026-01-01', end: null }, languages: ['ITA'], landingPage: null, modifiedAt: now },
  },
  coverage: { contributors: 14, organisations: 14, members: 1, allMembers: 1 },
  ...{ missing: { part: 1n, of: 100n }, accepted: { part: 20n, of: 20n } },
};
const pointsOf = (facts: QualityFacts, criterion: string) => {
  const { points, of } = qualityOf(facts).criteria.find(({ name }) => name === criterion) ?? { points: -1, of: -1 };
  return `${points}/${of}`;
};

describe('qualityOf', () => {
  it('gives every point to what leaves nothing to wish for', () => {
    const { points, of, criteria } = qualityOf(full);
    expect([points, of]).toEqual([37, 37]);
    expect(criteria.map((one) => wordsOf(one, 'it').raiseBy)).toEqual(QUALITY_CRITERIA.map(() => null));
  });

  it('does not count what the reader may not see', () => {
    expect(pointsOf({ ...full, missing: null }, 'missing')).toBe('0/0');
    expect(qualityOf({ ...full, missing: null })).toMatchObject({ points: 33, of: 33 });
    expect(qualityOf(bare)).toMatchObject({ points: 0, of: 21 });
  });

  it.each([
    [31, '4/4'],
    [32, '2/4'],
    [62, '2/4'],
    [63, '0/4'],
  ])('scores an update of %i days ago under a monthly promise with %s', (days, expected) => {
    expect(pointsOf({ ...full, updatedAt: daysAgo(days) }, 'freshness')).toBe(expected);
  });

  it('expects nothing of what is never updated, and something of what says nothing', () => {
    const said = (accrualPeriodicity: 'NEVER' | null) => ({
      ...full,
      metadata: { ...full.metadata, accrualPeriodicity },
    });
    expect(pointsOf(said('NEVER'), 'freshness')).toBe('0/0');
    expect(pointsOf(said(null), 'freshness')).toBe('0/4');
  });

  it('says in both languages why, and what would raise it', () => {
    for (const scored of qualityOf(bare).criteria.filter(({ of }) => of > 0)) {
      for (const language of ['it', 'en'] as const) {
        const { reason, raiseBy } = wordsOf(scored, language);
        expect(reason).toMatch(/\.$/);
        expect(raiseBy).toMatch(/\.$/);
      }
    }
  });

  it('never gives more points than there are, nor fractions of them', () => {
    const fraction = fc
      .tuple(fc.bigInt(0n, 10n ** 12n), fc.bigInt(0n, 10n ** 12n))
      .map(([a, b]) => ({ part: a < b ? a : b, of: a < b ? b : a }));
    fc.assert(
      fc.property(fraction, fc.nat({ max: 500 }), fc.nat({ max: 50 }), (missing, length, contributors) => {
        const coverage = { ...full.coverage, contributors, organisations: 50 };
        const { points, of, criteria } = qualityOf({ ...full, missing, description: 'x'.repeat(length), coverage });
        for (const one of criteria)
          expect(Number.isInteger(one.points) && one.points >= 0 && one.points <= one.of).toBe(true);
        expect(points).toBeLessThanOrEqual(of);
      }),
    );
  });
});

describe('the coverage of a dataset', () => {
  it('is said as people say it', () => {
    const coverage = { contributors: 9, organisations: 14, members: 71, allMembers: 100 };
    expect(coverageSentence(coverage, 'en')).toBe('9 of 14 organisations, 71 % of members');
    expect(coverageSentence(coverage, 'it')).toBe('9 organizzazioni su 14, il 71 % dei soci');
  });

  it.each([
    [1, 200, 1],
    [1, 201, 0],
    [1, 3, 33],
    [2, 3, 67],
    [0, 0, 0],
    [5, 5, 100],
  ])('rounds %i of %i to %i per cent', (part, of, percent) => {
    expect(percentOf(part, of)).toBe(percent);
  });
});
