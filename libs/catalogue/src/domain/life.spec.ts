import type { DatasetId } from '#kernel';
import fc from 'fast-check';
import { assertDeprecation, assertLife, dueAt, isEmbargoed, keptSince } from './life';

const day = (text: string) => new Date(`${text}T10:00:00Z`);

describe('the life of a dataset', () => {
  it.each([
    ['2026-01-31', 1, '2026-03-01'],
    ['2028-01-31', 1, '2028-03-01'],
    ['2026-11-22', 24, '2028-11-23'],
    ['2026-12-31', 2, '2027-03-01'],
  ])('keeps rows of %s for %i months, until %s', (received, months, due) => {
    expect(dueAt(day(received), months)).toEqual(new Date(`${due}T00:00:00Z`));
  });

  it('tells by when rows arrived exactly which are due', () => {
    const between = { min: new Date('1999-01-01'), max: new Date('2030-01-01'), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(between), fc.date(between), fc.integer({ min: 1, max: 60 }), (receivedAt, now, months) => {
        expect(receivedAt < keptSince(now, months)).toBe(dueAt(receivedAt, months) <= now);
      }),
    );
  });

  it('is drawn from when its embargo is over, and not a moment before', () => {
    const availableFrom = day('2027-01-01');
    expect(isEmbargoed({ availableFrom }, new Date(Number(availableFrom) - 1))).toBe(true);
    expect(isEmbargoed({ availableFrom }, availableFrom)).toBe(false);
    expect(isEmbargoed({ availableFrom: null }, day('2020-01-01'))).toBe(false);
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
