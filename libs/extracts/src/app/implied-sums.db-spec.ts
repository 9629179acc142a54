import type { Dataset } from '#catalogue';
import type { RowRule, TableSchema } from '#warehouse';
import { dimension, Drawing } from '../../test/drawing';

const MEASURES = ['gross', 'net', 'tax'];
const RULE: RowRule = { left: { field: 'gross' }, op: '=', right: { sum: ['net', 'tax'] } };
const ZONES = ['a', 'b', 'c', 'd'];
const schemaWith = (...rules: RowRule[]): TableSchema => ({
  fields: [
    dimension('zone', ZONES),
    ...MEASURES.map((name) => ({ name, type: 'integer', required: true, disclosureRole: 'measure' }) as const),
  ],
  rules,
});
/** Everybody pays 100 for each of ten people; of tax, in zone a, only the first contributor pays any: seven each. */
const csvOf = (contributor: number) =>
  ZONES.reduce((csv, zone) => {
    const tax = zone === 'a' && contributor > 0 ? 0 : 7;
    return csv + `${zone},100,${100 - tax},${tax}\n`.repeat(10);
  }, `zone,${MEASURES.join()}\n`);
const TERMS = { minPeople: 10, minContributors: 3, pPercent: 10 };

describe('sums that follow from those that are asked for', () => {
  let drawing: Drawing;

  beforeAll(async () => {
    drawing = await Drawing.start();
  });
  afterAll(() => drawing.commons.stop());

  const published = (...rules: RowRule[]): Promise<Dataset> => {
    const permission = { actions: ['requestExtract'], dimensions: ['zone'], measures: MEASURES, terms: TERMS };
    return drawing.offer(schemaWith(...rules), permission, ...[0, 1, 2].map(csvOf));
  };
  /** By zone, the sums that are shown. */
  const sums = async (dataset: Dataset, ...measures: string[]) => {
    const { columns, rows } = await drawing.rows(await drawing.made(await drawing.ask(dataset, ['zone'], measures)));
    const at = measures.map((name) => columns.findIndex((column) => column.name === name));
    return new Map(rows.map((row) => [row[0], at.map((place) => row[place])]));
  };

  it('are of one contributor, where nobody said that they follow: whoever has both others has it', async () => {
    const [gross, net] = (await sums(await published(), 'gross', 'net')).get('a') as bigint[];
    expect((gross ?? 0n) - (net ?? 0n)).toBe(70n);
  });

  it('are protected as if they were asked for, and not shown', async () => {
    const dataset = await published(RULE);
    const shown = await sums(dataset, 'gross', 'net');
    expect(shown.get('a')).toEqual([null, null]);
    expect([...shown.values()].filter(([gross]) => gross === null).length).toBeGreaterThan(1);
  });

  it('are not had by asking for one after the other', async () => {
    const dataset = await published(RULE);
    expect((await sums(dataset, 'gross')).get('a')).toEqual([3_000n]);
    expect((await sums(dataset, 'net')).get('a')).toEqual([null]);
  });
});
