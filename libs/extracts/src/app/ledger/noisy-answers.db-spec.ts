import { VersionService, type Dataset, type DatasetVersion } from '#catalogue';
import { cryptoRandom } from '#disclosure';
import { newId, type ContributionId } from '#kernel';
import type { OutputTable, TableSchema } from '#warehouse';
import { Commons } from '../../../../../test/support/commons';
import { membersMay } from '../../../../../test/support/policies';
import { planOf, noisyQuestionOf } from '../../domain/ledger/noisy-question';
import { drawn, type TrueNumbers } from '../../domain/ledger/noisy-table';
import type { NoiseTerms } from '../../domain/permit';
import { NoisyAnswers } from './noisy-answers';
import { PrivacyLedgerService } from './privacy-ledger.service';

const TERMS: NoiseTerms = { epsilon: '1', lifetimeEpsilon: '4', perYearEpsilon: null, distribution: 'gaussian' };
const NAMES = ['zone', 'need', 'age'];
const schema: TableSchema = {
  fields: NAMES.map((name) => ({
    ...{ name, type: 'string', required: true, categories: ['x'], disclosureRole: 'dimension' },
  })),
};
const TRUTH = 1_000n;
const tableBy = (dimensions: readonly string[]): OutputTable => ({
  columns: [...dimensions.map((name) => ({ name, type: 'string' as const })), { name: 'people', type: 'integer' }],
  rows: [[...dimensions.map(() => '_T'), TRUTH]],
});
const truly = (table: OutputTable): TrueNumbers => ({ table, onGrid: new Map() });
const counted = (table: OutputTable) => () => Promise.resolve(truly(table));
const meanOf = (numbers: readonly bigint[]) => Number(numbers.reduce((sum, one) => sum + one, 0n)) / numbers.length;

describe('numbers with noise', () => {
  let commons: Commons;
  let dataset: Dataset;
  let version: DatasetVersion;

  beforeAll(async () => {
    commons = await Commons.start();
    await commons.enact(membersMay('read'));
  });
  afterAll(() => commons.stop());
  beforeEach(async () => {
    dataset = await commons.publish(schema);
    await commons.contribute(dataset, 0, 'zone,need,age\nx,x,x\n');
    version = (await commons.get(VersionService).latest(dataset.id)) as DatasetVersion;
  });

  const ask = async (dimensions: readonly string[], noise = TERMS, of = version) => {
    const asked = { schema, version: of, order: { dimensions, measures: [], noise } };
    const { answer } = await commons.get(NoisyAnswers).of(asked, counted(tableBy(dimensions)));
    return answer.cells[0]?.at(-1) as bigint;
  };
  const charges = async () => (await commons.get(PrivacyLedgerService).charges(dataset.id, null, 10_000)).length;
  const codesOf = (settled: readonly PromiseSettledResult<unknown>[]) =>
    settled.map((one) => (one.status === 'fulfilled' ? 'answered' : (one.reason as { code: string }).code)).sort();

  it('are not averaged away by 1,000 repetitions and permutations, as they are where each is drawn anew', async () => {
    const naive: bigint[] = [];
    const ours: bigint[] = [];
    const { noise } = planOf(schema, noisyQuestionOf({ ...version, dimensions: NAMES, measures: [] }, TERMS));
    for (let at = 0; at < 1_000; at += 1) {
      const order = NAMES.toSorted(() => (at % 3) - 1).slice();
      const columns = { dimensions: NAMES, measures: [] };
      naive.push(drawn(truly(tableBy(NAMES)), columns, noise, cryptoRandom()).cells[0]?.at(-1) as bigint);
      ours.push(await ask(order));
    }
    const deviation = Number(noise.columns[0]?.halfWidth95) / 2;
    expect(Math.abs(meanOf(naive) - Number(TRUTH))).toBeLessThan(deviation / 5);
    expect(new Set(ours).size).toBe(1);
    expect(await charges()).toBe(1);
  });

  it('are drawn once, whoever is faster', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => ask(['zone'])));
    expect(new Set(answers).size).toBe(1);
    expect(await charges()).toBe(1);
  });

  it('are refused to one of two who race for the last of the budget', async () => {
    const last = { ...TERMS, lifetimeEpsilon: '1' };
    const settled = await Promise.allSettled([['zone'], ['need'], ['age']].map((one) => ask(one, last)));
    expect(codesOf(settled)).toEqual(['EXTRACT.BUDGET_SPENT', 'EXTRACT.BUDGET_SPENT', 'answered']);
    expect(await charges()).toBe(1);
  });

  it('hold a line of versions to one budget', async () => {
    const last = { ...TERMS, lifetimeEpsilon: '1' };
    await ask(['zone'], last);
    const parts = version.parts.map((part) => ({ ...part, contributionId: newId<ContributionId>() }));
    await expect(ask(['zone'], last, { ...version, parts })).rejects.toMatchObject({ code: 'EXTRACT.BUDGET_SPENT' });
  });

  it('cost their budget although the draw failed, and are drawn under that charge afterwards', async () => {
    const asked = { schema, version, order: { dimensions: ['zone'], measures: [], noise: TERMS } };
    const broken = commons.get(NoisyAnswers).of(asked, counted({ columns: [], rows: [] }));
    await expect(broken).rejects.toThrow('has a column');
    expect(await charges()).toBe(1);
    const first = await ask(['zone']);
    expect([await ask(['zone']), await charges()]).toEqual([first, 1]);
  });

  it('are charged for anew where nothing was drawn, and the schema lets a person have more rows meanwhile', async () => {
    const keyed = (mostRowsPerPerson: number): TableSchema => ({ ...schema, personKey: 'zone', mostRowsPerPerson });
    const asked = (of: TableSchema) => ({
      schema: of,
      version,
      order: { dimensions: ['need'], measures: [], noise: TERMS },
    });
    const broken = commons.get(NoisyAnswers).of(asked(keyed(1)), counted({ columns: [], rows: [] }));
    await expect(broken).rejects.toThrow('has a column');
    const answered = () => commons.get(NoisyAnswers).of(asked(keyed(5)), counted(tableBy(['need'])));
    const { facts, answer } = await answered();
    const { noise } = planOf(keyed(5), noisyQuestionOf({ ...version, ...asked(keyed(5)).order }, TERMS));
    expect([facts.rowsPerPerson, facts.columns, await charges()]).toEqual([5, noise.columns, 2]);
    // What was drawn is kept, whatever becomes of the schema.
    const later = await commons.get(NoisyAnswers).of(asked(keyed(9)), counted(tableBy(['need'])));
    expect([later.answer, later.facts.rowsPerPerson, await charges()]).toEqual([answer, 5, 2]);
  });

  it('cost nothing where rows cannot be counted: that comes before the charge', async () => {
    const asked = { schema, version, order: { dimensions: ['zone'], measures: [], noise: TERMS } };
    const failing = commons.get(NoisyAnswers).of(asked, () => Promise.reject(new Error('no file')));
    await expect(failing).rejects.toThrow('no file');
    expect(await charges()).toBe(0);
  });

  it('are kept in a ledger that is only ever added to', async () => {
    await ask(['zone']);
    for (const change of ['delete from extracts.privacy_charge', `update extracts.privacy_charge set rho = '0'`]) {
      await expect(commons.db.query(change)).rejects.toThrow('only ever added to');
    }
  });

  it('are refused where the schema tells people apart, and not how many rows one may have', async () => {
    const keyed = { ...schema, personKey: 'zone' };
    const asked = { schema: keyed, version, order: { dimensions: ['zone'], measures: [], noise: TERMS } };
    const answer = commons.get(NoisyAnswers).of(asked, counted(tableBy(['zone'])));
    await expect(answer).rejects.toMatchObject({ kind: 'refused', code: 'EXTRACT.UNBOUNDED_PERSON' });
    expect(await charges()).toBe(0);
  });
});
