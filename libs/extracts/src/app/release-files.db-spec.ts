import type { Dataset } from '#catalogue';
import type { ExtractId } from '#kernel';
import { buffer } from 'node:stream/consumers';
import { SYSTEM, type Commons } from '../../../../test/support/commons';
import { dimension, Drawing } from '../../test/drawing';
import { RecallService } from './recall.service';
import { RecomputeService } from './recompute.service';
import { ReleaseMaker } from './release-maker';
import { ReleaseService } from './release.service';

const schema = { fields: [dimension('zone', ['A', 'B'])] };
const TERMS = { minPeople: 5, minContributors: 1 };
const [DORA, SANGONE] = [1, 2];

/** So few rows that every table of them is the same: nothing is shown. */
const FEW = 'zone\nA\n';

describe('files of a release that is made again with the very same bytes', () => {
  let drawing: Drawing;
  let commons: Commons;
  let dataset: Dataset;
  let id: ExtractId;

  beforeAll(async () => {
    drawing = await Drawing.start();
    commons = drawing.commons;
    dataset = await drawing.offer(schema, { actions: ['requestExtract'], dimensions: ['zone'], terms: TERMS }, FEW);
    const { id: ofDora } = await commons.contribute(dataset, DORA, FEW);
    id = await drawing.ask(dataset, ['zone']);
    await drawing.run(id);
    await commons.withdraw(DORA, ofDora);
    await commons.contribute(dataset, SANGONE, FEW);
    await commons.get(RecallService).follow(SYSTEM, dataset.id);
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await commons.stop();
  });

  const destroy = () => commons.get(RecallService).destroy(SYSTEM, { extractId: id, number: 1 });
  const recompute = () => commons.get(RecomputeService).recompute(SYSTEM, id);

  it('are there when it is released, though those of before were destroyed while it was made', async () => {
    const maker = commons.get(ReleaseMaker);
    const between = maker.assertConsented.bind(maker);
    const made = jest.spyOn(maker, 'assertConsented').mockImplementation(async (...what) => {
      await destroy();
      return between(...what);
    });
    await expect(recompute()).rejects.toMatchObject({ kind: 'conflict', code: 'RELEASE.FILES_GONE' });
    made.mockRestore();
    await recompute();
    await destroy();
    const { release } = await drawing.read(id);
    const { content, sha256 } = await commons.get(ReleaseService).download(await drawing.by(), id, 'csv');
    expect([release?.number, release?.csv.sha256]).toEqual([2, sha256]);
    expect((await buffer(content)).length).toBe(release?.csv.bytes);
  });
});
