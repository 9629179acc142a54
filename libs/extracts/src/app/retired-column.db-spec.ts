import { SchemaService, type Dataset } from '#catalogue';
import type { TableSchema } from '#warehouse';
import type { Commons } from '../../../../test/support/commons';
import { dimension, Drawing, type Numbers } from '../../test/drawing';

const ZONES = ['a1', 'a2', 'a3', 'b1', 'b2', 'b3'];
const schema: TableSchema = { fields: [dimension('zone', ZONES, 'district'), dimension('district', ['A', 'B'])] };
const TERMS = { minPeople: 5, minContributors: 2, minPeopleOutside: 0, generalise: false };
/** Three people live in a1; everywhere else there are more than enough. */
const PEOPLE = { a1: 3, a2: 24, a3: 27, b1: 6, b2: 20, b3: 30 };
const csvOf = (columns: string[], people: Readonly<Record<string, number>>) =>
  Object.entries(people).reduce((csv, [code, count]) => {
    const row = columns.map((name) => (name === 'zone' ? code : code.slice(0, 1).toUpperCase())).join();
    return csv + `${row}\n`.repeat(count);
  }, `${columns.join()}\n`);
const half = (of: Readonly<Record<string, number>>, part: 0 | 1) =>
  Object.fromEntries(Object.entries(of).map(([code, count]) => [code, (count + part) >> 1]));

describe('a table by what lay within a column that the schema does not have any more', () => {
  let drawing: Drawing;
  let commons: Commons;
  let dataset: Dataset;

  beforeAll(async () => {
    drawing = await Drawing.start();
    commons = drawing.commons;
  });
  afterAll(() => commons.stop());
  beforeEach(async () => {
    const dimensions = ['zone', 'district'];
    const halves = ([0, 1] as const).map((part) => csvOf(dimensions, half(PEOPLE, part)));
    dataset = await drawing.offer(schema, { actions: ['requestExtract'], dimensions, terms: TERMS }, ...halves);
  });

  const withoutDistricts = async () =>
    commons.get(SchemaService).amend(await commons.steward(0), {
      ...{ datasetId: dataset.id, schema: { fields: [dimension('zone', ZONES)] }, breaking: true },
      ...{ note: 'Senza distretti.', migration: { note: 'I distretti non servono più.', renamed: [] } },
    });
  const zones = async () => drawing.numbers(await drawing.draw(dataset, ['zone']));
  /** What is left of a district when its zones that are shown are taken off, where that is one zone. */
  const told = (districts: Numbers, zones: Numbers) =>
    ['A', 'B'].flatMap((district) => {
      const mine = Object.entries(zones).filter(([code]) => code.startsWith(district.toLowerCase()));
      const shown = mine.flatMap(([, people]) => people ?? []);
      const [hidden, ...more] = mine.filter(([, people]) => people === null).map(([code]) => code);
      const left = (districts[district] ?? 0n) - shown.reduce((sum, people) => sum + people, 0n);
      return hidden && more.length === 0 ? [`${hidden}: ${left}`] : [];
    });

  it('is decided beside tables by that column, of whose rows it still is', async () => {
    const districts = await drawing.numbers(await drawing.draw(dataset, ['district']));
    expect(districts).toEqual({ A: 54n, B: 56n, _T: 110n });
    await withoutDistricts();
    expect(told(districts, await zones())).toEqual([]);
    await drawing.forget(dataset);
    expect(told(districts, await zones())).toContain('a1: 3');
  });

  it('is of the rows that have it, while others are sent without it', async () => {
    await drawing.draw(dataset, ['district']);
    await withoutDistricts();
    await commons.contribute(dataset, 2, csvOf(['zone'], PEOPLE));
    expect((await drawing.draw(dataset, ['zone'])).release).toMatchObject({ datasetVersion: 3, newestVersion: 4 });
    await drawing.forget(dataset);
    expect((await drawing.draw(dataset, ['zone'])).release).toMatchObject({ datasetVersion: 4 });
  });

  it('has no noise where exact numbers by that column are out', async () => {
    await drawing.draw(dataset, ['district']);
    await withoutDistricts();
    const noise = { ...TERMS, noise: { epsilon: '0.1', lifetimeEpsilon: '1' } };
    await drawing.permit(dataset, { actions: ['requestExtract'], dimensions: ['zone'], terms: noise });
    const refused = { state: 'failed', refusal: { code: 'EXTRACT.EXACT_BESIDE_NOISY' }, release: null };
    expect(await drawing.draw(dataset, ['zone'])).toMatchObject(refused);
    const charges = await commons.db.query('select from extracts.privacy_charge where dataset_id = $1', [dataset.id]);
    expect(charges).toEqual([]);
  });
});
