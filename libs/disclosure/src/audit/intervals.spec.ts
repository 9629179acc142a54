import fc from 'fast-check';
import { knownForCertain } from '../../test/attacker';
import { dimension, matrix, tableOf } from '../../test/tables';
import { feasibilityIntervals } from './intervals';
import { protectTable } from '../suppression/protect';
import type { ProtectedCell } from '../suppression/table';

const RULE = { minPeople: 3, minContributors: 1 };
const codesOfPrimaries = (cells: readonly ProtectedCell[]) => cells.filter(({ status }) => status === 'primary');

describe('feasibility intervals', () => {
  it('are one point for a cell hidden alone, and wider for a square', async () => {
    const table = matrix([[2, 18], [10, 12], [20, 30]]); // prettier-ignore
    const { cells } = await protectTable(table, RULE);
    const naive = cells.map((cell) => (cell.status === 'secondary' ? { ...cell, status: 'published' as const } : cell));
    expect(await feasibilityIntervals(table, naive)).toEqual([{ codes: ['z0', 'n0'], least: 2, most: 2 }]);
    const intervals = await feasibilityIntervals(table, codesOfPrimaries(cells).concat(cells));
    expect(intervals[0]).toEqual({ codes: ['z0', 'n0'], least: 0, most: 12 });
  });

  it('have no upper end where nothing above is published', async () => {
    const table = tableOf([dimension('zone', ['a', 'b'])], [{ codes: ['a'], people: 2, from: ['ada'] }]);
    const { cells } = await protectTable(table, RULE);
    for (const { least, most } of await feasibilityIntervals(table, cells)) expect([least, most]).toEqual([0, null]);
  });

  it('are never a point in a protected table, and always hold the truth', async () => {
    const rows = fc.array(fc.tuple(fc.nat(6), fc.nat(6), fc.nat(6)), { minLength: 2, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(rows, async (counts) => {
        const table = matrix(counts, { pair: ['z0', 'z1'] });
        const { cells } = await protectTable(table, RULE);
        const people = new Map(table.cells.map((cell) => [cell.codes.join('|'), Number(cell.people)]));
        for (const { codes, least, most } of await feasibilityIntervals(
          table,
          codesOfPrimaries(cells).concat(cells.filter(({ status }) => status === 'published')),
        )) {
          const truth = people.get(codes.join('|')) ?? 0;
          expect(least).toBeLessThanOrEqual(truth);
          expect(most ?? Infinity).toBeGreaterThanOrEqual(truth);
          expect(least).not.toBe(most);
        }
      }),
    );
  });

  it('agree with going through all tables', async () => {
    const rows = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { minLength: 2, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(rows, async (counts) => {
        const table = matrix(counts);
        const { cells } = await protectTable(table, RULE);
        const naive = cells.map((cell) =>
          cell.status === 'secondary' ? { ...cell, status: 'published' as const } : cell,
        );
        const points = (await feasibilityIntervals(table, naive)).filter(({ least, most }) => least === most);
        expect(points.map(({ codes }) => codes.join('|')).sort()).toEqual(knownForCertain(table, naive, 20).sort());
      }),
    );
  });

  it('are of whole numbers: what only half a person could be is not there', async () => {
    const groups = { ab: ['a', 'b', 'd'], bc: ['b', 'c', 'd'], ac: ['a', 'c', 'd'] };
    const zone = dimension('zone', ['a', 'b', 'c', 'd'], groups);
    const table = tableOf([zone], [{ codes: ['d'], people: 1, from: ['ada'] }]);
    const isShown = (codes: readonly string[]) => Object.keys(groups).includes(codes[0] ?? '');
    const cells = ['a', 'b', 'c', 'd', 'ab', 'bc', 'ac'].map((code): ProtectedCell => ({
      codes: [code],
      status: isShown([code]) ? 'published' : 'primary',
    }));
    // In halves d could be nobody, and a, b and c half a person each.
    const intervals = await feasibilityIntervals(table, cells);
    expect(intervals.map(({ least, most }) => [least, most])).toEqual([[0, 0], [0, 0], [0, 0], [1, 1]]); // prettier-ignore
    expect(knownForCertain(table, cells, 5)).toEqual(['a', 'b', 'c', 'd']);
  });
});
