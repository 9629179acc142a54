import type { Dataset } from '#catalogue';
import type { PolicyVersion, Purpose } from '#policy';
import type { TableSchema } from '#warehouse';
import { SYSTEM, type Commons } from '../../../../../test/support/commons';
import { dimension, Drawing, PURPOSE } from '../../../test/drawing';
import type { Extract } from '../../domain/extract';
import { ProtectedPreviewService } from '../protected-preview.service';
import { RecallService } from '../recall.service';
import { PrivacyLedgerService } from './privacy-ledger.service';

const schema: TableSchema = {
  fields: [
    dimension('zone', ['A', 'B']),
    dimension('need', ['casa', 'cura']),
    { name: 'hours', type: 'decimal', scale: 1, minimum: 0, maximum: 10, disclosureRole: 'measure' },
    { name: 'cost', type: 'integer', disclosureRole: 'measure' },
  ],
};
/** 400 people of each zone and need, with two hours each, but for half as many in B. */
const rowsOf = (zone: string, need: string, people: number) => `${zone},${need},2.0,1\n`.repeat(people);
const CSV = `zone,need,hours,cost\n${['casa', 'cura'].map((need) => rowsOf('A', need, 400) + rowsOf('B', need, 200)).join('')}`;
const OTHER_PURPOSE: Purpose = 'ServiceImprovement';
const NOISE = { epsilon: '1', lifetimeEpsilon: '4' };

describe('releases with noise', () => {
  let ada: Drawing;
  let ben: Drawing;
  let commons: Commons;
  let dataset: Dataset;
  let policy: PolicyVersion;

  beforeAll(async () => {
    ada = await Drawing.start('member', 1);
    ben = await ada.other(1);
    commons = ada.commons;
  });
  afterAll(() => commons.stop());
  beforeEach(async () => {
    dataset = await ada.publish(schema, CSV, CSV, CSV);
    policy = await allow({ noise: NOISE });
  });
  afterEach(() => commons.end(policy));

  const allow = (terms: object, actions: readonly string[] = ['requestExtract']): Promise<PolicyVersion> =>
    ada.permit(dataset, {
      ...{ actions, purposes: [PURPOSE, OTHER_PURPOSE], dimensions: ['zone', 'need'], measures: ['hours', 'cost'] },
      terms: { minPeople: 10, minContributors: 3, minPeopleOutside: 0, ...terms },
    });
  const run = async (dimensions: string[], measures: string[] = [], by = ada) => {
    const purpose = by === ada ? PURPOSE : OTHER_PURPOSE;
    return by.made(await by.ask(dataset, dimensions, measures, purpose));
  };
  const linesOf = ({ id }: Extract, by = ada) => by.lines(id);
  const look = async (name: string) =>
    commons.get(ProtectedPreviewService).of(await ada.by(), dataset.id, { purpose: PURPOSE, dimensions: [name] });
  const ledger = async () => commons.get(PrivacyLedgerService).of(await ada.by(), dataset.id);
  const charges = () => commons.get(PrivacyLedgerService).charges(dataset.id, null, 100);
  const budget = (lifetimeEpsilon: string) =>
    commons.end(policy).then(async () => (policy = await allow({ noise: { epsilon: '1', lifetimeEpsilon } })));

  it('add noise to every number, say how much, and what it cost', async () => {
    const extract = await run(['zone'], ['hours']);
    expect(extract.refusal).toBeNull();
    const [header, a, b, all] = await linesOf(extract);
    expect(header).toEqual(['zone', 'people', 'hours', 'conf_status', 'people_margin_95', 'hours_margin_95']);
    for (const [row, truth] of [
      [a, 2_400],
      [b, 1_200],
      [all, 3_600],
    ] as const) {
      const [, count, hours, status, margin, hoursMargin] = row ?? [];
      expect(status).toBe('F');
      expect(Math.abs(Number(count) - truth)).toBeLessThan(4 * Number(margin));
      expect(Math.abs(Number(hours) - 2 * truth)).toBeLessThan(4 * Number(hoursMargin));
      expect(Number(margin)).toBeGreaterThan(5);
    }
    const { noise } = extract.release ?? {};
    expect(noise).toMatchObject({ mechanism: 'gaussian', epsilon: '1', cellsPerRow: 2, rowsPerPerson: 1 });
    expect(noise?.ledger).toMatchObject({
      before: { rho: '0', epsilon: '0' },
      lifetimeEpsilon: '4',
      perYearEpsilon: null,
    });
    expect(await ledger()).toMatchObject({
      spent: noise?.ledger.after,
      budget: { lifetimeEpsilon: '4', perYearEpsilon: null },
    });
    expect(await commons.journal()).toEqual(
      expect.arrayContaining(['privacy-budget.charged', 'noise.drawn', 'extract.released']),
    );
  });

  it('give the same numbers to whoever asks the same, in whatever order and for whatever purpose, for one charge', async () => {
    const [first, again] = [await run(['zone', 'need'], ['hours']), await run(['need', 'zone'], ['hours'], ben)];
    const [[, ...one], [, ...other]] = [await linesOf(first), await linesOf(again, ben)];
    const turned = other.map(([need = '', zone = '', ...rest]) => [zone, need, ...rest].join());
    expect(turned.toSorted()).toEqual(one.map((row) => row.join()).toSorted());
    expect(await charges()).toHaveLength(1);
    expect(again.release?.noise).toEqual(first.release?.noise);
  });

  it('give the same numbers where other terms hide other cells', async () => {
    const [, ...before] = await linesOf(await run(['zone']));
    await commons.end(policy);
    policy = await allow({ minPeople: 2_000, noise: NOISE });
    const [, ...after] = await linesOf(await run(['zone']));
    expect(after.map(([zone, , status]) => [zone, status])).toContainEqual(['B', 'C']);
    for (const row of after) if (row[2] === 'F') expect(before).toContainEqual(row);
    expect(await charges()).toHaveLength(1);
  });

  it('are refused once the budget is spent, at the request, and nothing is charged', async () => {
    await budget('1');
    await run(['zone']);
    const before = await ledger();
    await expect(run(['need'])).rejects.toMatchObject({ kind: 'refused', code: 'EXTRACT.BUDGET_SPENT' });
    expect(await ledger()).toEqual(before);
    expect(await run(['zone'], [], ben)).toMatchObject({ state: 'released' });
  });

  it('are refused of a measure without bounds, before anything is charged', async () => {
    await expect(run(['zone'], ['cost'])).rejects.toMatchObject({ code: 'EXTRACT.UNBOUNDED_MEASURE' });
    expect(await charges()).toEqual([]);
  });

  it('are never beside exact numbers of the same dimension, and leave out the total beside those of another', async () => {
    await commons.end(policy);
    policy = await allow({});
    await run(['zone']);
    await commons.end(policy);
    policy = await allow({ noise: NOISE });
    const refused = { state: 'failed', refusal: { code: 'EXTRACT.EXACT_BESIDE_NOISY' } };
    expect(await run(['zone', 'need'])).toMatchObject(refused);
    expect(await charges()).toEqual([]);
    const rows = await linesOf(await run(['need']));
    expect(rows.slice(1).map(([code, people, status]) => [code, people === '', status])).toEqual([
      ['casa', false, 'F'],
      ['cura', false, 'F'],
      ['_T', true, 'C'],
    ]);
  });

  it('keep exact numbers of their rows in, of whatever dimension, and looks at them too', async () => {
    await run(['zone']);
    await commons.end(policy);
    policy = await allow({}, ['requestExtract', 'preview']);
    expect(await run(['need'])).toMatchObject({ state: 'failed', refusal: { code: 'EXTRACT.EXACT_BESIDE_NOISY' } });
    await expect(look('need')).rejects.toMatchObject({ kind: 'refused', code: 'EXTRACT.EXACT_BESIDE_NOISY' });
  });

  it('are not drawn for a look', async () => {
    await commons.end(policy);
    policy = await allow({ noise: NOISE }, ['preview']);
    await expect(look('zone')).rejects.toMatchObject({ code: 'EXTRACT.NOISE_NEEDED' });
  });

  it('are destroyed with the rows that they were drawn of, and their charge stays', async () => {
    await run(['zone']);
    const sent = await commons.contribute(dataset, 2, CSV);
    await run(['zone']);
    const before = await ledger();
    await commons.withdraw(2, sent.id);
    await commons.get(RecallService).follow(SYSTEM, dataset.id);
    const kept =
      'select answer is not null as kept from extracts.noisy_answer a join extracts.privacy_charge c on c.id = a.charge_id where c.dataset_id = $1 order by c.seq';
    expect(await commons.db.query(kept, [dataset.id])).toContainEqual({ kept: false });
    expect(await ledger()).toEqual(before);
  });
});
