import fc from 'fast-check';
import { PURPOSES } from '#policy';
import { accountabilityOf, type ExtractTally } from './accountability';
import { EXTRACT_STATES } from './extract';

const NOTHING = { extracts: [], applications: [], medianHours: null, grants: [], duties: [] };
const anyTally: fc.Arbitrary<ExtractTally> = fc.record({
  state: fc.constantFrom(...EXTRACT_STATES),
  purpose: fc.constantFrom(...PURPOSES),
  reason: fc.option(fc.constantFrom('EXTRACT.NO_POLICY', 'EXTRACT.OUTSIDE_POLICY')),
  count: fc.integer({ min: 1, max: 50 }),
});

describe('the account of a dataset', () => {
  it('is of noughts where nobody asked', () => {
    const requests = { total: 0, outcomes: [], reasons: [], purposes: [] };
    expect(accountabilityOf(NOTHING)).toEqual({
      extracts: requests,
      applications: { ...requests, medianHours: null },
      grants: { live: 0, toCome: 0, ends: [] },
      duties: { toFulfil: 0, overdue: 0, accepted: 0 },
    });
  });

  it('adds up to its total in each list, the most frequent first', () => {
    fc.assert(
      fc.property(fc.array(anyTally), (extracts) => {
        const { total, outcomes, purposes, reasons } = accountabilityOf({ ...NOTHING, extracts }).extracts;
        for (const list of [outcomes, purposes]) {
          expect(list.reduce((sum, { count }) => sum + count, 0)).toBe(total);
          expect(list.map(({ count }) => count)).toEqual(list.map(({ count }) => count).sort((a, b) => b - a));
          expect(new Set(list.map(({ term }) => term)).size).toBe(list.length);
        }
        expect(reasons.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(total);
      }),
    );
  });

  it('tells grants that hold from those that ended, and why', () => {
    const { grants } = accountabilityOf({
      ...NOTHING,
      grants: [
        { standing: 'expired', count: 1 },
        { standing: 'live', count: 2 },
        { standing: 'dutyOverdue', count: 3 },
        { standing: 'toCome', count: 4 },
      ],
    });
    expect(grants).toEqual({
      ...{ live: 2, toCome: 4 },
      ends: [
        { term: 'dutyOverdue', count: 3 },
        { term: 'expired', count: 1 },
      ],
    });
  });
});
