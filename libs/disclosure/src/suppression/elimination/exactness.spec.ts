import fc from 'fast-check';
import { anySystem } from '../../../test/systems';
import { Echelon } from './echelon';
import { inverseOf, PRIME, remainderOf, times } from './field';
import { exactShiftsOf } from './insight';
import { relationsOf, withGuarded, type Relations } from './relations';
import { Span } from './span';
import { inWholeNumbers } from './whole';

const remainder = fc.integer({ min: 0, max: PRIME - 1 });
const unknownsOf = ({ unknowns }: Relations) => [...Array(unknowns).keys()];

function shiftsOf(relations: Relations) {
  const echelon = new Echelon(relations);
  return unknownsOf(relations).flatMap((unknown) => (echelon.explains(unknown) ? [echelon.shiftOf(unknown)] : []));
}

describe('remainders', () => {
  it('multiply as whole numbers do', () => {
    fc.assert(
      fc.property(remainder, remainder, (one, other) => {
        expect(BigInt(times(one, other))).toBe((BigInt(one) * BigInt(other)) % BigInt(PRIME));
      }),
    );
  });

  it('have an inverse, all but zero', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: PRIME - 1 }), (one) => {
        expect(times(one, inverseOf(one))).toBe(1);
      }),
    );
  });
});

describe('inWholeNumbers', () => {
  const halves = withGuarded({ unknowns: 2, equations: 0, columns: [], unknownOf: new Int32Array(0) }, [
    [
      { unknown: 0, factor: 2 },
      { unknown: 1, factor: 3 },
    ],
  ]);
  const shift = (...values: number[]) => ({
    at: Int32Array.from(values.keys()),
    values: Float64Array.from(values, remainderOf),
  });

  it('finds the whole numbers behind fractions', () => {
    const [third, half] = [inverseOf(3), inverseOf(2)];
    expect(inWholeNumbers(halves, shift(half, third, 2))).toEqual(
      new Map([
        [0, 3],
        [1, 2],
        [2, 12],
      ]),
    );
  });

  it('refuses what holds for remainders only', () => {
    expect(inWholeNumbers(halves, shift(1, 1, 5))).toBeDefined();
    expect(inWholeNumbers(halves, shift(12_345_678, 1, 2 * 12_345_678 + 3))).toBeUndefined();
  });

  it('accepts the shifts of every system, which are as many as without a prime', () => {
    fc.assert(
      fc.property(anySystem, (system) => {
        const relations = relationsOf(system);
        const shifts = shiftsOf(relations);
        for (const found of shifts) expect(inWholeNumbers(relations, found)).toBeDefined();
        expect(exactShiftsOf(relations, unknownsOf(relations))).toHaveLength(shifts.length);
      }),
    );
  });
});

describe('Span', () => {
  it('tells from which rows a row follows, and how often each is taken', () => {
    const span = new Span();
    span.add(
      10,
      new Map([
        [0, 2n],
        [1, 1n],
      ]),
    );
    span.add(
      11,
      new Map([
        [1, 1n],
        [2, 3n],
      ]),
    );
    expect(
      span.explain(
        12,
        new Map([
          [0, 2n],
          [2, -3n],
        ]),
      ),
    ).toEqual(
      new Map([
        [12, 1n],
        [10, -1n],
        [11, 1n],
      ]),
    );
    expect(span.explain(12, new Map([[0, 1n]]))).toBeUndefined();
    expect(span.explain(12, new Map([[3, 1n]]))).toBeUndefined();
    expect(span.explain(12, new Map())).toEqual(new Map([[12, 1n]]));
  });
});
