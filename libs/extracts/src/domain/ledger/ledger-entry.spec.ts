import { exact } from '#disclosure';
import { newId, type DatasetId } from '#kernel';
import type { NoiseTerms } from '../permit';
import { dimension } from '../spec-support';
import { assertAffordable, decimalOf, factsOf, spentEpsilon, spentRho, type LedgerEntry } from './ledger-entry';
import type { ChargeId } from './noise-facts';
import { noisyQuestionOf, planOf } from './noisy-question';

const schema = { fields: [dimension('zone', ['A', 'B'])] };
const now = new Date('2026-11-22T12:00:00Z');
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000);
const termsOf = (change: Partial<NoiseTerms> = {}): NoiseTerms => ({
  ...{ epsilon: '1', lifetimeEpsilon: '4', perYearEpsilon: null, distribution: 'gaussian' },
  ...change,
});
const entryOf = (terms: NoiseTerms, chargedAt = now): LedgerEntry => {
  const question = noisyQuestionOf({ parts: [], dimensions: ['zone'], measures: [] }, terms);
  const { lifetimeEpsilon, perYearEpsilon } = terms;
  return {
    ...{ id: newId<ChargeId>(), datasetId: 'd' as DatasetId, question, ...planOf(schema, question) },
    ...{ budget: { lifetimeEpsilon, perYearEpsilon }, extractId: null, chargedAt },
  };
};

/** How many of the same can be charged one after the other. */
function howMany(terms: NoiseTerms, at: (number: number) => Date = () => now): number {
  const entries: LedgerEntry[] = [];
  for (;;) {
    const entry = entryOf(terms, at(entries.length));
    try {
      assertAffordable(entries, entry.charge, terms, now);
    } catch (error) {
      expect(error).toMatchObject({ kind: 'refused', code: 'EXTRACT.BUDGET_SPENT' });
      return entries.length;
    }
    entries.push(entry);
  }
}

describe('the privacy ledger', () => {
  it('adds Gaussian charges up as ρ, of which a lifetime holds more than as many as ε would', () => {
    expect(howMany(termsOf())).toBe(12);
    expect(howMany(termsOf({ epsilon: '4' }))).toBe(1);
  });

  it('adds Laplace charges up as ε, or as ρ where that allows more', () => {
    expect(howMany(termsOf({ distribution: 'laplace' }))).toBe(4);
    expect(howMany(termsOf({ distribution: 'laplace', epsilon: '0.1' }))).toBeGreaterThan(40);
  });

  it('counts a year by its days, and says when some of it comes back', () => {
    const terms = termsOf({ perYearEpsilon: '1' });
    expect(howMany(terms)).toBe(1);
    expect(howMany(terms, () => daysAgo(365))).toBe(12);
    const [entry, recent] = [entryOf(terms, daysAgo(400)), entryOf(terms, daysAgo(100))];
    const again = () => {
      assertAffordable([entry, recent], entry.charge, terms, now);
    };
    expect(again).toThrow(/comes back on 2027-08-14/);
    expect(again).toThrow(
      expect.objectContaining({
        details: {
          budget: '1',
          spent: expect.stringMatching(/^(1|0\.999\d*)$/) as string,
          until: '2027-08-14T12:00:00.000Z',
        },
      }) as Error,
    );
  });

  it('holds each question to the budget of its own terms, whatever earlier ones were allowed', () => {
    const [rich, poor] = [termsOf({ lifetimeEpsilon: '10' }), termsOf({ lifetimeEpsilon: '2' })];
    const entries = Array.from({ length: 8 }, () => entryOf(rich));
    const under = (terms: NoiseTerms) => () => {
      assertAffordable(entries, entryOf(terms).charge, terms, now);
    };
    expect(under(rich)).not.toThrow();
    expect(under(poor)).toThrow(/does not last/);
  });

  it('says what was spent before and after each entry, never too little', () => {
    const entries = [entryOf(termsOf()), entryOf(termsOf()), entryOf(termsOf())] as const;
    const [first, second] = [factsOf(entries[0], entries), factsOf(entries[1], entries)];
    expect(first.ledger.before).toEqual({ rho: '0', epsilon: '0' });
    expect(second.ledger).toMatchObject({ before: first.ledger.after, lifetimeEpsilon: '4', perYearEpsilon: null });
    expect(first).toMatchObject({
      mechanism: 'gaussian',
      epsilon: '1',
      delta: '0.000001',
      pureEpsilon: null,
      cellsPerRow: 2,
    });
    expect(exact(spentRho(entries)).equals(exact(spentRho(entries.slice(0, 1))).mul(3))).toBe(true);
    expect(Number(spentEpsilon(entries))).toBeGreaterThan(1.7);
    expect(Number(spentEpsilon(entries))).toBeLessThan(2);
  });

  it.each([
    ['1/3', '0.333334'],
    ['4', '4'],
    ['1/2', '0.5'],
    ['1000000001/1000000000', '1.000001'],
    ['0', '0'],
    ['100', '100'],
  ])('writes %s as %s', (fraction, text) => {
    expect(decimalOf(exact(fraction))).toBe(text);
  });
});
