import type { Dataset } from '#catalogue';
import { dimension, Drawing, PURPOSE } from '../../test/drawing';
import { ProtectedPreviewService } from './protected-preview.service';

const schema = { fields: [dimension('zone', ['A', 'B', 'C'])] };
const TERMS = { minPeople: 10, minContributors: 2, minPeopleOutside: 0 };
const csvOf = (...zones: number[]) =>
  ['zone', ...zones.flatMap((people, at) => Array<string>(people).fill('ABC'[at] ?? ''))].join('\n');

describe('an exact table after one of the same rows with changed numbers', () => {
  let drawing: Drawing;
  let dataset: Dataset;

  beforeAll(async () => {
    drawing = await Drawing.start();
  });
  afterAll(() => drawing.commons.stop());
  beforeEach(async () => {
    dataset = await drawing.publish(schema, csvOf(2, 24, 21), csvOf(2, 30, 24));
    const dimensions = ['zone'];
    await drawing.permit(
      dataset,
      { actions: ['preview'], dimensions, terms: { ...TERMS, minPeople: 3, roundingBase: 10 } },
      { actions: ['requestExtract'], dimensions, terms: TERMS },
    );
  });

  const draw = () => drawing.draw(dataset, ['zone']);
  const preview = async () => {
    const previews = drawing.commons.get(ProtectedPreviewService);
    return previews.of(await drawing.by(), dataset.id, { purpose: PURPOSE, dimensions: ['zone'] });
  };
  const numbers = async () => (await drawing.rows(await draw())).rows.map(([zone, people]) => [zone, people]);

  it('is not made where that showed, rounded, what this one hides: the rest, exact, would tell it', async () => {
    const { table } = await preview();
    expect(table.rows[0]?.slice(0, 2)).toEqual(['A', 0n]);
    expect(await draw()).toMatchObject({ state: 'failed', refusal: { code: 'EXTRACT.SHOWN_CHANGED' }, release: null });
    // What an engine would do that takes rounded numbers for known ones, and so protects none of them: 103 - 54 - 45.
    const naive = { A: 103n - 54n - 45n };
    expect(naive.A).toBe(4n);
  });

  it('hides as always, and so does what is rounded after it', async () => {
    const hidden = [['A', null], ['B', 54n], ['C', null], ['_T', 103n]]; // prettier-ignore
    expect(await numbers()).toEqual(hidden);
    const { table } = await preview();
    expect(table.rows.map(([zone, people]) => [zone, people])).toEqual([['A', null], ['B', 50n], ['C', null], ['_T', 100n]]); // prettier-ignore
    expect(await numbers()).toEqual(hidden);
  });
});
