import fc from 'fast-check';
import { dimension } from '../../test/tables';
import { rhoOf } from './accounting';
import { exact, NOTHING, ratio, type Exact } from './exact';
import { cellsPerRow, clamped, planNoise, type ColumnNoise, type NoiseQuestion } from './plan';

const DELTA = exact('0.000001');
const asked = (change: Partial<NoiseQuestion> = {}): NoiseQuestion => ({
  cellsPerRow: 4,
  rowsPerPerson: 1,
  measures: [],
  distribution: 'gaussian',
  budget: { epsilon: exact(1), delta: DELTA },
  ...change,
});

const question = fc.record({
  cellsPerRow: fc.integer({ min: 1, max: 12 }),
  rowsPerPerson: fc.integer({ min: 1, max: 4 }),
  measures: fc.array(
    fc
      .tuple(fc.bigInt(-1_000n, 1_000n), fc.bigInt(1n, 10n ** 9n))
      .map(([least, more]) => ({ name: 'spent', least, most: least + more })),
    { maxLength: 3 },
  ),
  peoplePerRow: fc.integer({ min: 1, max: 5 }),
  quantiles: fc.integer({ min: 0, max: 3 }),
  distribution: fc.constantFrom('gaussian', 'laplace'),
  epsilon: fc.integer({ min: 1, max: 400 }).map((hundredths) => ratio(BigInt(hundredths), 100n)),
});

describe('a plan of noise', () => {
  it('charges no more than the budget, and wastes little of it', () => {
    fc.assert(
      fc.property(question, ({ epsilon, distribution, ...rest }) => {
        const { charge } = planNoise({ ...rest, distribution, budget: { epsilon, delta: DELTA } });
        const [spent, most] =
          distribution === 'laplace' ? [charge.epsilon ?? NOTHING, epsilon] : [charge.rho, rhoOf(epsilon, DELTA)];
        expect(spent.compare(most)).toBeLessThanOrEqual(0);
        expect(spent.div(most).valueOf()).toBeGreaterThan(0.95);
        expect(charge.delta.equals(0)).toBe(true);
      }),
    );
  });

  it('charges for the worst that a person’s rows can do, wherever they lie', () => {
    const scenario = fc.tuple(question, fc.array(fc.nat({ max: 3 }), { minLength: 4, maxLength: 4 }));
    fc.assert(
      fc.property(scenario, ([{ epsilon, ...rest }, cellsOfRows]) => {
        const plan = planNoise({ ...rest, budget: { epsilon, delta: DELTA } });
        const inCell = new Map<number, bigint>();
        for (const cell of cellsOfRows.slice(0, rest.rowsPerPerson)) inCell.set(cell, (inCell.get(cell) ?? 0n) + 1n);
        const cost = (column: ColumnNoise, of: (moved: Exact) => Exact) =>
          [...inCell.values()].reduce((sum, rows) => sum.add(of(exact(rows * column.sensitivity))), NOTHING);
        const columns = [plan.count, ...plan.sums];
        // A quantile's draw costs ε of the share of its values that are the person's, and of that ε²/8 as ρ.
        const each = plan.quantileEpsilon ?? NOTHING;
        const shares = [...inCell.values()].map((rows) => each.mul(ratio(rows, BigInt(rest.rowsPerPerson))));
        const quantiles = shares.reduce((sum, share) => sum.add(share.mul(share).div(8)), NOTHING);
        const pureQuantiles = shares.reduce((sum, share) => sum.add(share), NOTHING);
        const drawn = rest.quantiles * rest.cellsPerRow;
        const rho = columns.map((column) =>
          cost(column, (moved) =>
            column.distribution === 'gaussian'
              ? moved.mul(moved).div(2).div(column.variance)
              : moved.mul(moved).div(2).div(column.scale).div(column.scale),
          ).mul(rest.cellsPerRow),
        );
        const all = (values: readonly Exact[]) => values.reduce((sum, value) => sum.add(value), NOTHING);
        expect(all(rho).add(quantiles.mul(drawn)).compare(plan.charge.rho)).toBeLessThanOrEqual(0);
        const pure = columns.map((column) =>
          column.distribution === 'laplace'
            ? cost(column, (moved) => moved.div(column.scale)).mul(rest.cellsPerRow)
            : NOTHING,
        );
        if (plan.charge.epsilon)
          expect(all(pure).add(pureQuantiles.mul(drawn)).compare(plan.charge.epsilon)).toBeLessThanOrEqual(0);
        else expect(rest.distribution).toBe('gaussian');
      }),
    );
  });

  it('says a scale that can be checked by hand', () => {
    const spent = { name: 'spent', least: 0n, most: 50_000n };
    const laplace = planNoise(asked({ distribution: 'laplace', measures: [spent] }));
    expect(laplace.count).toMatchObject({ sensitivity: 1n, scale: exact(8) });
    expect(laplace.sums).toMatchObject([{ sensitivity: 50_000n, scale: exact(400_000) }]);
    expect(laplace.charge).toMatchObject({ epsilon: exact(1), rho: ratio(1n, 16n) });
    // ρ(1, 10⁻⁶) = 0.02435597…: 4 cells / 2ρ = 82.1, rounded up.
    expect(planNoise(asked()).count).toMatchObject({ variance: exact(83) });
  });

  it('gives counts, sums and quantiles the same share each, and hides all people of a row', () => {
    const spent = { name: 'spent', least: 0n, most: 50_000n };
    const plan = planNoise(asked({ distribution: 'laplace', measures: [spent], quantiles: 2, peoplePerRow: 3 }));
    expect(plan.count).toMatchObject({ sensitivity: 3n, scale: exact(48) });
    expect(plan.sums).toMatchObject([{ sensitivity: 50_000n, scale: exact(800_000) }]);
    expect(plan.quantileEpsilon).toMatchObject(ratio(1n, 16n));
    expect(plan.charge.epsilon).toMatchObject(exact(1));
    const gaussian = planNoise(asked({ quantiles: 1 }));
    const [of, count] = [gaussian.quantileEpsilon ?? NOTHING, gaussian.count];
    const ofCount = count.distribution === 'gaussian' ? exact(2).div(count.variance) : NOTHING;
    expect(of.mul(of).div(2).div(ofCount).valueOf()).toBeCloseTo(1, 1);
    expect(planNoise(asked()).quantileEpsilon).toBeNull();
  });

  it.each([
    ['no cells', { cellsPerRow: 0 }],
    ['half a row', { rowsPerPerson: 0.5 }],
    ['nobody in a row', { peoplePerRow: 0 }],
    ['no epsilon', { budget: { epsilon: NOTHING, delta: DELTA } }],
    [
      'no epsilon, with Laplace noise',
      { budget: { epsilon: NOTHING, delta: DELTA }, distribution: 'laplace' as const },
    ],
    ['bounds that hold zero alone', { measures: [{ name: 'spent', least: 0n, most: 0n }] }],
    ['bounds the wrong way round', { measures: [{ name: 'spent', least: 2n, most: 1n }] }],
  ])('refuses %s', (_, change) => {
    expect(() => planNoise(asked(change))).toThrow(
      expect.objectContaining({ code: 'DISCLOSURE.INVALID_RULE' }) as Error,
    );
  });
});

describe('the cells of a row', () => {
  it('are its leaf, its groups and the total, on every dimension', () => {
    const zones = dimension('zone', ['a', 'b', 'c'], { north: ['a', 'b'], coast: ['b'] });
    const sexes = dimension('sex', ['f', 'm']);
    expect(cellsPerRow([])).toBe(1);
    expect(cellsPerRow([sexes])).toBe(2);
    expect(cellsPerRow([zones, sexes])).toBe(8);
  });
});

describe('clamping', () => {
  it('moves a value into the bounds', () => {
    const bounds = { name: 'spent', least: -5n, most: 10n };
    expect([-9n, -5n, 0n, 10n, 11n].map((value) => clamped(value, bounds))).toEqual([-5n, -5n, 0n, 10n, 10n]);
  });
});
