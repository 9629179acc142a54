import type { Dataset } from '#catalogue';
import type { PolicyVersion } from '#policy';
import type { TableSchema } from '#warehouse';
import type { Commons } from '../../../../../test/support/commons';
import { byName, dimension, Drawing } from '../../../test/drawing';
import { PrivacyLedgerService } from './privacy-ledger.service';

const schema: TableSchema = {
  fields: [
    dimension('zone', ['A', 'B']),
    {
      ...{ name: 'hours', type: 'decimal', scale: 1, required: true, minimum: 0, maximum: 10, grid: '0.5' },
      disclosureRole: 'measure',
    },
  ],
};
/** 900 people of A with 1.2, 2.2 or 4.2 hours, and as many of B with half an hour more; three cooperatives send them. */
const CSV = `zone,hours\n${['1.2', '2.2', '4.2'].flatMap((hours) => Array<string>(300).fill(`A,${hours}\nB,${Number(hours) + 0.5}`)).join('\n')}`;

const weighted: TableSchema = {
  fields: [
    ...schema.fields,
    { name: 'stands_for', type: 'integer', maximum: 2, disclosureRole: 'weight' },
    { name: 'person', type: 'string', disclosureRole: 'directIdentifier', pseudonym: true },
  ],
  ...{ personKey: 'person', mostRowsPerPerson: 1 },
};
/** 150 people of A and as many of B who are known, with two rows each that count as two. */
const rowsOfKnown = (cooperative: number) =>
  [
    'zone,hours,stands_for,person',
    ...Array.from({ length: 600 }, (_, at) => {
      const person = String(1_000 * cooperative + (at >> 1)).padStart(64, 'abc0');
      return `${at % 4 < 2 ? 'A' : 'B'},3.2,2,${person}`;
    }),
  ].join('\n');
const MEANS: Readonly<Record<string, number>> = { A: 2.533, B: 3.033, _T: 2.783 };

describe('means and quantiles', () => {
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
  });
  afterEach(() => commons.end(policy));

  const under = async (terms: object) => {
    const asked = { actions: ['requestExtract'], dimensions: ['zone'], measures: ['hours'] };
    const all = { minPeople: 10, minContributors: 3, minPeopleOutside: 0, ...terms };
    policy = await ada.permit(dataset, { ...asked, terms: all });
  };
  const underNoise = () => under({ noise: { epsilon: '1', lifetimeEpsilon: '4' } });
  const release = async (measures: string[], by = ada) => {
    const extract = await by.made(await by.ask(dataset, ['zone'], measures));
    expect(extract.refusal).toBeNull();
    const lines = await by.lines(extract.id);
    return { header: lines[0] ?? [], cells: byName(lines), noise: extract.release?.noise };
  };
  const charges = async () => (await commons.get(PrivacyLedgerService).charges(dataset.id, null, 100)).length;

  describe('with noise', () => {
    beforeEach(underNoise);

    it('are drawn within the budget of one release, and say how far they may be off', async () => {
      const { header, cells, noise } = await release(['hours.mean', 'hours.median']);
      expect(header).toEqual([
        ...['zone', 'people', 'hours.mean', 'hours.median', 'conf_status'],
        ...['people_margin_95', 'hours.mean_margin_95', 'hours.median_people_margin_95'],
      ]);
      const found = cells.map((cell) => ({
        off: Math.abs(Number(cell['hours.mean']) - (MEANS[cell.zone ?? ''] ?? 0)),
        margin: Number(cell['hours.mean_margin_95']),
        between: Number(cell['hours.median_people_margin_95']),
      }));
      expect(found.every(({ off, margin, between }) => off < 2 * margin && margin < 1 && between < 100)).toBe(true);
      // Of everybody, half have less than 2.5 hours: either step is the median.
      expect(cells.map((cell) => cell['hours.median'])).toEqual(['2.0', '2.5', expect.stringMatching(/^2\.[05]$/)]);
      expect(noise?.columns.map(({ name }) => name)).toEqual(['people', 'hours']);
      expect(noise?.quantiles).toMatchObject([{ name: 'hours.median', valuesPerPerson: 1 }]);
    });

    it('share the budget of a release evenly with people and sums', async () => {
      const [all, two] = [(await release(['hours', 'hours.median'])).noise, (await release(['hours'])).noise];
      expect(Number(all?.columns[0]?.variance) / Number(two?.columns[0]?.variance)).toBeCloseTo(1.5, 1);
      expect(all?.ledger.after.epsilon).toMatch(/^(1|0\.99\d*)$/);
    });

    it('are the same for whoever asks the same, in whatever order, with the sum or without, for one charge', async () => {
      const first = await release(['hours.mean', 'hours.median']);
      const again = await release(['hours.median', 'hours.mean', 'hours'], ben);
      for (const name of ['people', 'hours.mean', 'hours.median'])
        expect(again.cells.map((cell) => cell[name])).toEqual(first.cells.map((cell) => cell[name]));
      expect(again.noise).toEqual(first.noise);
      expect(await charges()).toBe(1);
    });

    it('cost nothing where a mean follows from a sum that was drawn, and are charged for where a quantile does not', async () => {
      await release(['hours']);
      await release(['hours.mean']);
      expect(await charges()).toBe(1);
      const { header, noise } = await release(['hours.quartile1']);
      expect(header.join()).toBe(
        'zone,people,hours.quartile1,conf_status,people_margin_95,hours.quartile1_people_margin_95',
      );
      expect(noise?.columns.map(({ name }) => name)).toEqual(['people']);
      expect(await charges()).toBe(2);
    });

    it('hide all that the rows of a known person count as, and count no more of them', async () => {
      await commons.end(policy);
      dataset = await commons.publish(weighted);
      for (const at of [0, 1, 2])
        expect((await commons.contribute(dataset, at, rowsOfKnown(at))).state).toBe('accepted');
      await underNoise();
      const { cells, noise } = await release(['hours.median']);
      expect(noise).toMatchObject({
        ...{ rowsPerPerson: 1, columns: [{ name: 'people', sensitivity: '2' }] },
        quantiles: [{ name: 'hours.median', valuesPerPerson: 3 }],
      });
      // 450 people of A with two rows that count as two; one row of each is counted.
      const [{ people: count, people_margin_95: margin, 'hours.median': median } = {}] = cells;
      expect(Math.abs(Number(count) - 900)).toBeLessThan(3 * Number(margin));
      expect(median).toBe('3.0');
    });

    it('are rounded no more than a mean is worked out from: of what is rounded, with a wider margin', async () => {
      await commons.end(policy);
      await under({ noise: { epsilon: '1', lifetimeEpsilon: '4' }, roundingBase: 100 });
      const { cells } = await release(['hours', 'hours.mean']);
      for (const { people: count, hours, 'hours.mean': mean } of cells)
        expect(mean).toBe((Math.round((Number(hours) / Number(count)) * 1_000) / 1_000).toFixed(3));
      expect(cells.every(({ people: count }) => Number(count) % 100 === 0)).toBe(true);
    });
  });

  it('are exact where the numbers are, the mean from what is shown', async () => {
    await under({});
    const { header, cells } = await release(['hours.mean', 'hours.median']);
    expect(header.join()).toBe('zone,people,hours.mean,hours.median,conf_status');
    expect(cells.map((cell) => [cell.zone, cell['hours.mean'], cell['hours.median']])).toEqual([
      ['A', '2.533', '2.0'],
      ['B', '3.033', '2.5'],
      ['_T', '2.783', '2.0'],
    ]);
  });

  it('are of rounded numbers where these are rounded', async () => {
    await under({ roundingBase: 1_000 });
    const { cells } = await release(['hours.mean']);
    // 2,700 people and 6,840 hours in A.
    expect(cells[0]).toMatchObject({ people: '3000', 'hours.mean': '2.333' });
  });

  it('are not told beside cell keys', async () => {
    await under({ cellKey: { maxNoise: 5, variance: '3', tables: 2 } });
    await expect(release(['hours.median'])).rejects.toMatchObject({ code: 'QUANTILE.NOT_PERTURBED' });
    await expect(release(['hours.mean'])).rejects.toMatchObject({ code: 'EXTRACT.CELL_KEY_COUNTS_ONLY' });
  });
});
