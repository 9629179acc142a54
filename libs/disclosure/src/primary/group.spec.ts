import fc from 'fast-check';
import { dimension, tableOf } from '../../test/tables';
import { layOutTable } from '../suppression/lay-out-table';
import { TOTAL } from '../suppression/table';
import { assertGroupRule, isGroupDisclosure } from './group';
import { unsafeCells } from './primary';

const LOOSE = { minPeople: 0, minContributors: 0 };
const zones = ['a', 'b'];
const illness = ['yes', 'no'];

/** Counts of yes and no by zone. */
function tableBy(counts: Record<string, readonly [number, number]>, isSensitive = true) {
  const reports = Object.entries(counts).flatMap(([zone, of]) =>
    of.map((people, i) => ({ codes: [zone, illness[i] ?? ''], people, from: ['ada'] })),
  );
  const table = tableOf([dimension('zone', zones), dimension('illness', illness)], reports);
  return { ...table, dimensions: table.dimensions.map((one, i) => (i === 1 ? { ...one, isSensitive } : one)) };
}

function unsafe(table: ReturnType<typeof tableBy>, groupDisclosurePercent?: number): string[] {
  const grid = layOutTable(table);
  const found = unsafeCells(grid, table, { ...LOOSE, groupDisclosurePercent });
  return [...found].map(([cell, causes]) => {
    const codes = grid.axes.map((axis) => axis.codes[Math.floor(cell / axis.stride) % axis.codes.length]);
    return `${codes.join(' ')}: ${causes.join(' ')}`;
  });
}

describe('group disclosure', () => {
  /** What would be published without the rule: thresholds say nothing about homogeneity. */
  const naive = (table: ReturnType<typeof tableBy>) => unsafe(table, undefined);

  it('is the homogeneity attack, which thresholds let through and the rule does not', () => {
    const table = tableBy({ a: [95, 5], b: [40, 60] });
    expect(naive(table)).toEqual([]); // the 95 of the 100 in zone a are known to be ill, whoever they are
    expect(unsafe(table, 90)).toEqual(['a yes: group']);
  });

  it('is of a group within the whole table too, and of no dimension that is not sensitive', () => {
    const table = tableBy({ a: [10, 90], b: [5, 95] });
    expect(unsafe(table, 90)).toEqual(['a no: group', 'b no: group', `${TOTAL} no: group`]);
    expect(unsafe(tableBy({ a: [10, 90], b: [5, 95] }, false), 90)).toEqual([]);
  });

  it('begins at exactly the percentage, and at 100 with all of them', () => {
    expect(isGroupDisclosure(9n, 10n, 90)).toBe(true);
    expect(isGroupDisclosure(899n, 1000n, 90)).toBe(false);
    expect(isGroupDisclosure(999n, 1000n, 100)).toBe(false);
    expect(isGroupDisclosure(1000n, 1000n, 100)).toBe(true);
    expect(isGroupDisclosure(0n, 0n, 90)).toBe(false);
    expect(isGroupDisclosure(9n * 10n ** 30n - 1n, 10n ** 31n, 90)).toBe(false); // floats cannot tell this
  });

  it('never calls safe what lets a guess about anyone in the group be right as often as the percentage', () => {
    const count = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(count, count, fc.integer({ min: 50, max: 100 }), (yes, no, percent) => {
        const right = Math.max(yes, no);
        const found = unsafe(tableBy({ a: [yes, no] }), percent).filter(
          (one) => one.startsWith('a ') && one.endsWith('group'),
        );
        expect(found.length > 0).toBe(100 * right >= percent * (yes + no));
      }),
    );
  });

  it.each([49, 101, 90.5, NaN])('is not of %s per cent', (groupDisclosurePercent) => {
    expect(() => {
      assertGroupRule({ groupDisclosurePercent });
    }).toThrow(expect.objectContaining({ code: 'DISCLOSURE.INVALID_RULE' }) as Error);
  });
});

describe('zeros', () => {
  const table = tableBy({ a: [0, 30], b: [20, 30] });

  it('are protected: that nobody in a group has a value is known of everybody in it', () => {
    expect(unsafe(table)).toEqual(['a yes: zero']);
  });

  it('are not judged where everybody knows them', () => {
    const grid = layOutTable(table);
    const known = (cell: number) => cell !== 0; // the first of each: zone a, yes
    expect([...unsafeCells(grid, table, LOOSE, known)]).toEqual([]);
    expect([...unsafeCells(grid, table, LOOSE)]).toEqual([[0, ['zero']]]);
  });
});
