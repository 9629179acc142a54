import type { DatasetId } from '#kernel';
import { assertAvailable, assertDeprecation, assertLife, dueAt, dueParts } from './life';

const day = (text: string) => new Date(`${text}T10:00:00Z`);

describe('the life of a dataset', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2028-01-31', 1, '2028-02-29'],
    ['2026-11-22', 24, '2028-11-22'],
    ['2026-12-31', 2, '2027-02-28'],
  ])('keeps rows of %s for %i months, until %s', (received, months, due) => {
    expect(dueAt(day(received), months)).toEqual(day(due));
  });

  it('finds the rows that are kept no longer, from the very moment', () => {
    const parts = ['2026-01-01', '2026-02-01'].map((received) => ({ receivedAt: day(received) }));
    expect(dueParts(parts, { retentionMonths: 1 }, day('2026-02-01'))).toEqual(parts.slice(0, 1));
    expect(dueParts(parts, { retentionMonths: null }, day('2126-02-01'))).toEqual([]);
  });

  it('is drawn from when its embargo is over, and not a moment before', () => {
    const availableFrom = day('2027-01-01');
    expect(() => {
      assertAvailable({ availableFrom }, new Date(Number(availableFrom) - 1));
    }).toThrow(
      expect.objectContaining({ code: 'DATASET.EMBARGOED', details: { availableFrom: '2027-01-01T10:00:00.000Z' } }),
    );
    expect(() => {
      assertAvailable({ availableFrom }, availableFrom);
    }).not.toThrow();
    expect(() => {
      assertAvailable({ availableFrom: null }, day('2020-01-01'));
    }).not.toThrow();
  });

  it.each([0, -1, 1.5, 1_201, NaN])('keeps nothing for %p months', (retentionMonths) => {
    expect(() => {
      assertLife({ retentionMonths, availableFrom: null });
    }).toThrow(/whole months/);
  });

  it('is not replaced by itself, nor without a reason', () => {
    const id = 'd' as DatasetId;
    expect(() => {
      assertDeprecation(id, { reason: 'C’è di meglio.', replacedBy: id });
    }).toThrow(/itself/);
    expect(() => {
      assertDeprecation(id, { reason: ' ', replacedBy: null });
    }).toThrow(/reason/);
  });
});
