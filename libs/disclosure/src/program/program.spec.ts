import fc from 'fast-check';
import { inRows, Program } from './program';
import { loadSolver, type Answer, type LoadedProgram } from './solver';

const outcomeOf = ({ outcome }: Answer) => outcome;
const costOf = (answer: Answer) => ('cost' in answer ? answer.cost : NaN);

/** As much as possible of two things, of which one and a half fit. */
const oneAndAHalf = () => twoThings(-Infinity, 3);

function twoThings(least: number, most: number): Program {
  const program = new Program();
  const row = program.addRow(least, most);
  for (let i = 0; i < 2; i += 1) program.addColumn({ cost: -1, isWhole: true }, inRows([row], 2));
  return program;
}

describe('a program', () => {
  it('is solved in fractions and in whole numbers, in turn', async () => {
    const loaded = (await loadSolver()).load(oneAndAHalf());
    for (let turn = 0; turn < 2; turn += 1) {
      expect(loaded.solve()).toMatchObject({ outcome: 'best', cost: -1.5 });
      expect(loaded.solveWhole({ maxNodes: 10 })).toMatchObject({ outcome: 'best', cost: -1 });
    }
    loaded.dispose();
  });

  it('says why there is no answer', async () => {
    const solver = await loadSolver();
    const solved = <T>(least: number, most: number, by: (loaded: LoadedProgram) => T): T => {
      const loaded = solver.load(twoThings(least, most));
      const found = by(loaded);
      loaded.dispose();
      return found;
    };
    expect(outcomeOf(solved(1, 1, (loaded) => loaded.solve()))).toBe('best');
    expect(outcomeOf(solved(1, 1, (loaded) => loaded.solveWhole({ maxNodes: 10 })))).toBe('none');
    expect(outcomeOf(solved(-2, -1, (loaded) => loaded.solve()))).toBe('none');
    expect(outcomeOf(solved(-Infinity, Infinity, (loaded) => loaded.solve()))).toBe('unbounded');
  });

  it('takes other bounds and costs', async () => {
    const loaded = (await loadSolver()).load(oneAndAHalf());
    loaded.boundColumns(Float64Array.of(0, 0), Float64Array.of(0.25, 1));
    expect(costOf(loaded.solve())).toBeCloseTo(-1.25);
    loaded.price(Float64Array.of(-4, -1));
    expect(costOf(loaded.solve())).toBeCloseTo(-2);
    expect(costOf(loaded.solveWhole({ maxNodes: 10 }))).toBeCloseTo(-1);
    loaded.dispose();
  });

  it('costs in whole numbers what going through all of them finds, each time the same', async () => {
    const solver = await loadSolver();
    const knapsack = fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })), {
      minLength: 1,
      maxLength: 8,
    });
    await fc.assert(
      fc.asyncProperty(knapsack, fc.integer({ min: 1, max: 30 }), (items, fits) => {
        const program = new Program();
        const row = program.addRow(-Infinity, fits);
        for (const [size, worth] of items) program.addColumn({ cost: -worth, upper: 1, isWhole: true }, [[row, size]]);
        const answers = [1, 2].map(() => solver.solve(program, { maxNodes: 200 }));
        expect(costOf(answers[0] ?? { outcome: 'unknown' })).toBeCloseTo(-mostWorth(items, fits));
        expect(answers[1]).toEqual(answers[0]);
        return Promise.resolve();
      }),
      { numRuns: 60 },
    );
  });
});

function mostWorth(items: readonly (readonly [number, number])[], fits: number): number {
  let most = 0;
  for (let choice = 0; choice < 2 ** items.length; choice += 1) {
    const chosen = items.filter((_, i) => (choice >> i) & 1);
    const size = chosen.reduce((sum, [of]) => sum + of, 0);
    if (size <= fits) most = Math.max(most, chosen.reduce((sum, [, worth]) => sum + worth, 0)); // prettier-ignore
  }
  return most;
}
