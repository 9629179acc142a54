import { ObjectionService, type Dataset } from '#catalogue';
import type { OrganisationId } from '#kernel';
import type { Commons } from '../../../../test/support/commons';
import { dimension, Drawing, PURPOSE } from '../../test/drawing';
import { LiveAggregatesService } from './live-aggregates.service';
import { ProfileService } from './profile.service';
import { ProtectedPreviewService } from './protected-preview.service';

const schema = { fields: [dimension('zone', ['A', 'B', 'C']), dimension('need', ['casa', 'cura'])] };
const ACTIONS = ['preview', 'requestExtract', 'queryAggregates'];
const TERMS = { minPeople: 5, minContributors: 2, minPeopleOutside: 0 };
/** People by zone; in each, one in three needs care. */
const csvOf = (...zones: number[]) =>
  zones.reduce(
    (csv, people, at) =>
      csv + Array.from({ length: people }, (_, n) => `${'ABC'[at]},${n % 3 ? 'casa' : 'cura'}\n`).join(''),
    'zone,need\n',
  );
const [DORA, SANGONE] = [1, 2];

describe('a table beside those that left before it', () => {
  let drawing: Drawing;
  let ofDora: Drawing;
  let commons: Commons;
  let dataset: Dataset;

  beforeAll(async () => {
    drawing = await Drawing.start();
    ofDora = await drawing.other(DORA);
    commons = drawing.commons;
  });
  afterAll(() => commons.stop());
  beforeEach(async () => {
    const permission = { actions: ACTIONS, dimensions: ['zone', 'need'], terms: TERMS };
    dataset = await drawing.offer(schema, permission, csvOf(30, 24, 21), csvOf(21, 30, 24));
  });

  const forget = () => drawing.forget(dataset);
  const draw = (dimensions: string[], by = drawing) => by.draw(dataset, dimensions);
  const numbersOf = (of: Awaited<ReturnType<typeof draw>>) => drawing.numbers(of);
  const HELD = { state: 'failed', refusal: { code: 'EXTRACT.HELD_BACK' }, release: null };

  describe('of other rows', () => {
    it('is of the earlier version again where one contributor came, and says so', async () => {
      const before = await numbersOf(await draw(['zone']));
      await commons.contribute(dataset, SANGONE, csvOf(7, 6, 9));
      const next = await draw(['zone']);
      expect(next.release).toMatchObject({ datasetVersion: 2, newestVersion: 3 });
      expect(await numbersOf(next)).toEqual(before);
      await forget();
      const naive = await numbersOf(await draw(['zone']));
      expect((naive['A'] ?? 0n) - (before['A'] ?? 0n)).toBe(7n);
    });

    it('is of the newest version as soon as enough others have come or changed', async () => {
      await draw(['zone']);
      await commons.contribute(dataset, SANGONE, csvOf(7, 6, 9));
      await commons.contribute(dataset, DORA, csvOf(24, 31, 36));
      const next = await draw(['zone']);
      expect(next.release).toMatchObject({ datasetVersion: 4, newestVersion: 4 });
      expect((await numbersOf(next))['C']).toBe(66n);
    });

    it('hides the cells in which too little changed between the two', async () => {
      const before = await numbersOf(await draw(['zone']));
      await commons.contribute(dataset, SANGONE, csvOf(2, 6, 9));
      await commons.contribute(dataset, DORA, csvOf(23, 30, 36));
      const next = await numbersOf(await draw(['zone']));
      expect([before['A'], before['B']]).toEqual([51n, 54n]);
      expect([next['A'], next['B']]).toEqual([null, null]);
    });

    it('is of the earlier version again where one contributor sent another file', async () => {
      const before = await numbersOf(await draw(['zone']));
      await commons.contribute(dataset, DORA, csvOf(22, 30, 24));
      expect(await numbersOf(await draw(['zone']))).toEqual(before);
      await forget();
      expect((await numbersOf(await draw(['zone'])))['A']).toBe((before['A'] ?? 0n) + 1n);
    });

    it('is held back from whoever may not use the rows of one of its contributors', async () => {
      await commons.contribute(dataset, SANGONE, csvOf(15, 12, 9));
      const before = await numbersOf(await draw(['zone']));
      await object(DORA);
      expect(await draw(['zone'])).toMatchObject(HELD);
      await forget();
      expect((before['B'] ?? 0n) - ((await numbersOf(await draw(['zone'])))['B'] ?? 0n)).toBe(30n);
    });

    it('is not of rows that were taken back, whatever was drawn of them', async () => {
      const third = await commons.contribute(dataset, SANGONE, csvOf(7, 6, 9));
      await draw(['zone']);
      await commons.withdraw(SANGONE, third.id);
      expect(await draw(['zone'])).toMatchObject(HELD);
    });

    it('leaves the margins out that both have where its other cells may be shown', async () => {
      await commons.contribute(dataset, SANGONE, csvOf(15, 12, 9));
      await draw(['zone']);
      await object(DORA);
      const next = await numbersOf(await draw(['need']));
      expect(next['_T']).toBeNull();
      await forget();
      expect((await numbersOf(await draw(['need'])))['_T']).toBe(111n);
    });
  });

  describe('of the same rows', () => {
    it('is the same for the same question, however often and in whatever order it is asked', async () => {
      const first = await draw(['zone', 'need']);
      const numbers = await numbersOf(first);
      for (const dimensions of [
        ['need', 'zone'],
        ['zone', 'need'],
        ['need', 'zone'],
      ])
        expect(await numbersOf(await draw(dimensions, ofDora))).toEqual(numbers);
      const sql = 'select count(*) as n from extracts.shown_table where dataset_id = $1';
      expect(await commons.db.query(sql, [dataset.id])).toEqual([{ n: '1' }]);
    });

    it.each([
      ['a profile', async () => commons.get(ProfileService).of(await drawing.by(), dataset.id, PURPOSE)],
      ['a preview', async () => preview(['zone'])],
      ['a live answer', async () => look(['zone'])],
    ])('is looked at beside what was only looked at: %s', async (_, show) => {
      await show();
      await commons.contribute(dataset, SANGONE, csvOf(7, 6, 9));
      expect((await draw(['zone'])).release).toMatchObject({ datasetVersion: 2, newestVersion: 3 });
    });

    it('makes a later look one of the earlier version', async () => {
      await draw(['zone']);
      await commons.contribute(dataset, SANGONE, csvOf(7, 6, 9));
      expect(await preview(['zone'])).toMatchObject({ datasetVersion: 2 });
      expect(await commons.get(ProfileService).of(await drawing.by(), dataset.id, PURPOSE)).toMatchObject({
        datasetVersion: 2,
      });
      expect((await look(['zone'])).table).toMatchObject({ datasetVersion: 2 });
    });
  });

  const preview = async (dimensions: string[]) =>
    commons.get(ProtectedPreviewService).of(await drawing.by(), dataset.id, { purpose: PURPOSE, dimensions });
  const look = async (columns: string[]) => {
    const live = commons.get(LiveAggregatesService);
    const dimensions = columns.map((column) => ({ field: column }));
    const asked = { purpose: PURPOSE, dimensions, measures: [], filters: [] } as const;
    const { extractId, table } = await live.ask(await drawing.by(), dataset.id, asked);
    if (table) return { extractId, table };
    await drawing.run(extractId);
    return live.ask(await drawing.by(), dataset.id, asked);
  };
  const object = async (at: number) => {
    const [federationId, organisationId] = [commons.federationId, commons.cooperatives[at] as OrganisationId];
    await commons.get(ObjectionService).file(await commons.steward(at), {
      ...{ federationId, organisationId, datasetId: dataset.id, kind: 'optOut' },
      ...{ purposes: [PURPOSE], reason: 'Non per questo.' },
    });
  };
});
