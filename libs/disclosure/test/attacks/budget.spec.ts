import { affordable, exact, planNoise, samplerOf, type RandomInts, type Spending } from '#disclosure';
import { seeded } from '../seeded';

const budgetOf = (epsilon: string) => ({ epsilon: exact(epsilon), delta: exact('0.000001') });
const plan = planNoise({
  ...{ cellsPerRow: 1, rowsPerPerson: 1, measures: [], distribution: 'gaussian', budget: budgetOf('1') },
});
const LIFETIME = budgetOf('1');
const TRUTH = 37n;
const meanOf = (answers: readonly bigint[]) =>
  answers.reduce((sum, answer) => sum + Number(answer), 0) / answers.length;

/** Whatever happens between two steps: others are served meanwhile, or the process is killed. */
type Between = () => Promise<void>;
const others: Between = () => Promise.resolve();
const killed: Between = () => Promise.reject(new Error('killed'));

/** Looks whether there is enough, draws, and writes it down when the answer is out. */
class DrawFirst {
  private readonly spent: Spending[] = [];

  async answer(random: RandomInts, seen: bigint[], between: Between): Promise<void> {
    if (!affordable(this.spent, { charge: plan.charge }, LIFETIME)) return;
    seen.push(TRUTH + samplerOf(plan.count)(random));
    await between();
    this.spent.push({ charge: plan.charge });
  }
}

/** Writes it down in the step in which it looks, and draws afterwards: the order in which the commons does it. */
class ChargeFirst {
  private readonly spent: Spending[] = [];

  async answer(random: RandomInts, seen: bigint[], between: Between): Promise<void> {
    if (!affordable(this.spent, { charge: plan.charge }, LIFETIME)) return;
    this.spent.push({ charge: plan.charge });
    await between();
    seen.push(TRUTH + samplerOf(plan.count)(random));
  }
}

describe.each([
  ['race', others],
  ['crash', killed],
])('a %s for the last of a budget', (_, between) => {
  const attack = async (ledger: DrawFirst | ChargeFirst): Promise<bigint[]> => {
    const [random, seen] = [seeded(91), [] as bigint[]];
    await Promise.allSettled(Array.from({ length: 1_000 }, () => ledger.answer(random, seen, between)));
    return seen;
  };

  it('averages the noise away where the charge comes after the draw', async () => {
    const seen = await attack(new DrawFirst());
    expect(seen).toHaveLength(1_000);
    expect(Math.round(meanOf(seen))).toBe(Number(TRUTH));
  });

  it('sees one draw at most where it comes before', async () => {
    expect((await attack(new ChargeFirst())).length).toBeLessThanOrEqual(1);
  });
});
