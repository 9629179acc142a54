import fc from 'fast-check';
import { anyRequirement, anySmall } from '../../test/arbitrary-microdata';
import { bestByHand, failuresOf, grouped, holdsByHand, type Small, toMicrodata } from '../../test/small-microdata';
import { anonymise, anonymiseAt } from './anonymise';
import type { LossName } from './loss';
import type { Microdata, Requirement } from './table';

const LOSSES: readonly LossName[] = ['entropy', 'generalisation', 'share', 'discernibility'];

const attempt = (small: Small, requirement: Requirement, loss: LossName) => {
  try {
    return anonymise(toMicrodata(small), requirement, loss);
  } catch (error) {
    expect(error).toMatchObject({ code: 'MICRODATA.INFEASIBLE' });
    return undefined;
  }
};

describe('anonymise', () => {
  it('keeps what is asked in every group that leaves, and leaves out no more rows than it may', () => {
    fc.assert(
      fc.property(anySmall, anyRequirement, (small, requirement) => {
        const found = attempt(small, requirement, 'entropy');
        if (!found) return;
        const left = small.rows.flatMap((_, row) => (found.suppressed[row] === 1 ? [] : [row]));
        expect(left.length).toBe(small.rows.length - found.suppressedRows);
        expect(found.suppressedRows * 100).toBeLessThanOrEqual(requirement.mostSuppressedPercent * small.rows.length);
        const groups = grouped(left, (row) => found.codes.map((column) => column[row]).join());
        for (const group of groups) expect(holdsByHand(small, requirement, group)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('finds the best of all choices of levels, and none only where there is none', () => {
    fc.assert(
      fc.property(anySmall, anyRequirement, fc.constantFrom(...LOSSES), (small, requirement, loss) => {
        const found = attempt(small, requirement, loss);
        const best = bestByHand(small, requirement, (levels) => {
          return anonymiseAt(toMicrodata(small), requirement, levels, loss).loss;
        });
        if (best === undefined) expect(found).toBeUndefined();
        else expect(found?.loss).toBeCloseTo(best, 9);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves out exactly the groups that do not keep what is asked', () => {
    fc.assert(
      fc.property(anySmall, anyRequirement, (small, requirement) => {
        const found = attempt(small, requirement, 'entropy');
        if (found) expect([...found.suppressed]).toEqual(failuresOf(small, requirement, found.levels));
      }),
    );
  });

  it('answers the same whatever the order of the rows', () => {
    fc.assert(
      fc.property(anySmall, anyRequirement, fc.constantFrom(...LOSSES), (small, requirement, loss) => {
        const turned = { ...small, rows: small.rows.toReversed() };
        expect(attempt(turned, requirement, loss)?.levels).toEqual(attempt(small, requirement, loss)?.levels);
      }),
    );
  });

  const two = (codes: number[]): Microdata => ({
    rows: codes.length,
    quasiIdentifiers: [
      { name: 'zone', codes: Uint32Array.from(codes), hierarchy: { values: 2, levels: [Uint32Array.of(0, 0)] } },
    ],
  });

  it('counts persons and not rows, where one person has several', () => {
    const table = two([0, 0, 0, 1, 1, 1]);
    const asked: Requirement = { k: 3, mostSuppressedPercent: 0 };
    expect(anonymise(table, asked).levels).toEqual([0]);
    const persons = Uint32Array.of(0, 0, 0, 1, 2, 3);
    expect(anonymise({ ...table, persons }, asked).levels).toEqual([1]);
  });

  it('allows exactly the share of rows that may be left out', () => {
    const table = two([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(anonymise(table, { k: 2, mostSuppressedPercent: 10 })).toMatchObject({ levels: [0], suppressedRows: 1 });
    expect(anonymise(table, { k: 2, mostSuppressedPercent: 9 })).toMatchObject({ levels: [1], suppressedRows: 0 });
  });

  it('says what would make it feasible', () => {
    const few = () => anonymise(two([0, 0, 1]), { k: 4, mostSuppressedPercent: 50 });
    expect(few).toThrow(expect.objectContaining({ code: 'MICRODATA.INFEASIBLE', kind: 'refused' }) as Error);
    expect(few).toThrow('There have to be more rows');
    const noTop = two([0, 0, 0, 1]);
    const [column] = noTop.quasiIdentifiers;
    const flat = {
      ...noTop,
      quasiIdentifiers: [
        { name: 'zone', codes: column?.codes ?? new Uint32Array(), hierarchy: { values: 2, levels: [] } },
      ],
    };
    expect(() => anonymise(flat, { k: 2, mostSuppressedPercent: 0 })).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ needsPercent: 25 }) as object }) as Error,
    );
  });

  it.each<[string, Partial<Requirement>, string]>([
    ['half a person', { k: 2.5 }, 'MICRODATA.INVALID'],
    ['nobody', { k: 0 }, 'MICRODATA.INVALID'],
    ['more than all', { mostSuppressedPercent: 101 }, 'MICRODATA.INVALID'],
    ['a distance beyond the farthest', { closeness: { part: 3, of: 2 } }, 'MICRODATA.INVALID'],
    ['no value', { diversity: { kind: 'distinct', l: 0 } }, 'MICRODATA.INVALID'],
  ])('is not asked for %s', (_, change, code) => {
    const asked = { k: 2, mostSuppressedPercent: 0, ...change };
    expect(() => anonymise(two([0, 1]), asked)).toThrow(expect.objectContaining({ code }) as Error);
  });

  it('refuses columns that do not fit together', () => {
    const table = two([0, 1]);
    const refused = (change: Partial<Microdata>, code = 'MICRODATA.INVALID') => {
      expect(() => anonymise({ ...table, ...change }, { k: 1, mostSuppressedPercent: 0 })).toThrow(
        expect.objectContaining({ code }) as Error,
      );
    };
    refused({ rows: 3 });
    refused({ rows: 0 });
    refused({ quasiIdentifiers: [] });
    refused({ quasiIdentifiers: [...table.quasiIdentifiers, ...table.quasiIdentifiers] });
    refused({ sensitive: [{ name: 'need', codes: Uint32Array.of(0, 2), values: 2 }] });
    refused({ persons: Uint32Array.of(0) });
    refused({ rows: 2 ** 40 }, 'MICRODATA.TOO_MUCH');
    const [column] = table.quasiIdentifiers;
    const deep = Array.from(
      { length: 20 },
      (_, at) => ({ ...column, name: `c${at}` }) as (typeof table.quasiIdentifiers)[0],
    );
    refused({ quasiIdentifiers: deep }, 'MICRODATA.TOO_MUCH');
  });

  it('does not release at levels that do not keep what is asked', () => {
    const table = two([0, 0, 1]);
    const asked = { k: 2, mostSuppressedPercent: 0 };
    expect(anonymiseAt(table, asked, [1]).suppressedRows).toBe(0);
    for (const [levels, code] of [
      [[0], 'INFEASIBLE'],
      [[2], 'INVALID'],
      [[], 'INVALID'],
    ] as const)
      expect(() => anonymiseAt(table, asked, levels)).toThrow(
        expect.objectContaining({ code: `MICRODATA.${code}` }) as Error,
      );
  });
});
