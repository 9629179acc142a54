import { affordable, exact, planNoise, protectTable, samplerOf, type Spending } from '#disclosure';
import { seeded } from '../seeded';
import { tableOfHoldings } from '../holdings';
import { thresholdsOnly } from '../naive';
import { innerCodes, TableReader } from '../table-reader';
import { dimension } from '../tables';

const PEOPLE = 32;
/** Who has the illness: what nobody should find out of anybody. */
const secret = (seed: number): number[] => {
  const random = seeded(seed);
  return Array.from({ length: PEOPLE }, () => random.word() % 2);
};
const rightIn = (guess: readonly number[], truth: readonly number[]) =>
  truth.filter((bit, at) => (guess[at] ?? 0) === bit).length / truth.length;

type Answered = { readonly group: readonly number[]; readonly answer: number };

/** Least squares over all answers, by Gaussian elimination of the normal equations with a little ridge. */
function reconstruct(answers: readonly Answered[]): number[] {
  const rows = Array.from({ length: PEOPLE }, (_, i) =>
    Array.from({ length: PEOPLE + 1 }, (_, j) => {
      if (j === PEOPLE) return answers.reduce((sum, { group, answer }) => sum + (group[i] ?? 0) * answer, 0.005);
      return answers.reduce((sum, { group }) => sum + (group[i] ?? 0) * (group[j] ?? 0), i === j ? 0.01 : 0);
    }),
  );
  rows.forEach((row, at) => {
    const pivot = row[at] ?? 1;
    for (let column = 0; column <= PEOPLE; column += 1) row[column] = (row[column] ?? 0) / pivot;
    rows.forEach((other, index) => {
      const times = other[at] ?? 0;
      if (index !== at) row.forEach((value, column) => (other[column] = (other[column] ?? 0) - times * value));
    });
  });
  return rows.map((row) => ((row[PEOPLE] ?? 0) > 0.5 ? 1 : 0));
}

/** Dinur & Nissim (2003), Revealing Information while Preserving Privacy. */
describe('linear reconstruction: many sums over groups of one’s own choice, each too large to hide', () => {
  const groups = (seed: number, count: number) => {
    const random = seeded(seed);
    return Array.from({ length: count }, () => Array.from({ length: PEOPLE }, () => random.word() % 2));
  };
  const countIn = (group: readonly number[], truth: readonly number[]) =>
    truth.reduce((sum, bit, at) => sum + bit * (group[at] ?? 0), 0);

  it('finds every single person where any group may be asked about, though noise is drawn for each answer', () => {
    const random = seeded(71);
    const noise = () => (random.word() % 5) - 2;
    for (let seed = 1; seed <= 5; seed += 1) {
      const truth = secret(seed);
      const answers = groups(1_000 + seed, 900).map((group) => ({ group, answer: countIn(group, truth) + noise() }));
      expect(rightIn(reconstruct(answers), truth)).toBeGreaterThan(0.95);
    }
  });

  it('finds hardly more than a coin where a ledger ends the questions', () => {
    const budgetOf = (epsilon: string) => ({ epsilon: exact(epsilon), delta: exact('0.000001') });
    const plan = planNoise({
      ...{ cellsPerRow: 1, rowsPerPerson: 1, measures: [], distribution: 'gaussian', budget: budgetOf('1') },
    });
    const [random, draw] = [seeded(72), samplerOf(plan.count)];
    const right: number[] = [];
    for (let seed = 1; seed <= 20; seed += 1) {
      const truth = secret(seed);
      const spent: Spending[] = [];
      const answers: Answered[] = [];
      for (const group of groups(1_000 + seed, 900)) {
        if (!affordable(spent, { charge: plan.charge }, budgetOf('4'))) break;
        spent.push({ charge: plan.charge });
        answers.push({ group, answer: countIn(group, truth) + Number(draw(random)) });
      }
      expect(answers.length).toBeLessThan(20);
      right.push(rightIn(reconstruct(answers), truth));
    }
    expect(right.reduce((sum, of) => sum + of, 0) / right.length).toBeLessThan(0.65);
  });
});

describe('linear reconstruction of one table from all of its margins', () => {
  const dimensions = [
    dimension('zone', ['a', 'b', 'c'], { north: ['a', 'b'], south: ['b', 'c'] }),
    dimension('age', ['0', '1', '2']),
    dimension('need', ['x', 'y']),
  ];
  const rule = { minPeople: 10, minContributors: 1 };

  it('finds many small cells of a naive table to the last person, and none of ours', async () => {
    const random = seeded(73);
    let broken = 0;
    for (let table = 0; table < 20; table += 1) {
      const holdings = innerCodes(dimensions).map((codes) => ({
        ...{ codes, holder: 0, people: random.word() % 3 === 0 ? 1 + (random.word() % 9) : 10 + (random.word() % 80) },
      }));
      const drawn = tableOfHoldings(dimensions, holdings);
      const small = drawn.cells.filter(({ people }) => people < 10n).map(({ codes }) => codes);
      const naive = await new TableReader(drawn, thresholdsOnly(drawn, rule)).bounds(small);
      broken += naive.filter(({ least, most }) => most - least < 0.5).length;
      const ours = await new TableReader(drawn, (await protectTable(drawn, rule)).cells).bounds(small);
      for (const { least, most } of ours) expect(most - least).toBeGreaterThanOrEqual(9 - 1e-6);
    }
    expect(broken).toBeGreaterThan(20);
  });
});
