import type { Dataset } from '#catalogue';
import type { ExtractId } from '#kernel';
import { KeyRing } from '#platform';
import { SYSTEM, type Commons } from '../../../../test/support/commons';
import { dimension, Drawing } from '../../test/drawing';
import { ExtractService } from './extract.service';
import { RecallService } from './recall.service';
import { RecomputeService } from './recompute.service';
import { RunService } from './run.service';

const schema = { fields: [dimension('zone', ['A', 'B'])] };
const TERMS = { minPeople: 5, minContributors: 1 };
const [DORA, SANGONE] = [1, 2];

describe('what was tried in vain for long', () => {
  let drawing: Drawing;
  let commons: Commons;
  let dataset: Dataset;
  let ofDora: Awaited<ReturnType<Commons['contribute']>>;
  let id: ExtractId;

  beforeAll(async () => {
    drawing = await Drawing.start();
    commons = drawing.commons;
  });
  afterAll(() => commons.stop());
  beforeEach(async () => {
    const permission = { actions: ['requestExtract'], dimensions: ['zone'], terms: TERMS };
    dataset = await drawing.offer(schema, permission, `zone\n${'A\nB\n'.repeat(20)}`);
    ofDora = await commons.contribute(dataset, DORA, `zone\n${'A\nB\n'.repeat(10)}`);
    id = await drawing.ask(dataset, ['zone']);
  });

  const read = () => drawing.read(id);
  const [run, recompute] = [() => commons.get(RunService), () => commons.get(RecomputeService)];

  it('ends an extract, which says so, and whoever waits asks anew', async () => {
    await commons.get(KeyRing).destroy(ofDora.id);
    await expect(run().run(SYSTEM, id)).rejects.toMatchObject({ kind: 'conflict', code: 'KEY.MISSING' });
    await run().giveUp(SYSTEM, id);
    await run().giveUp(SYSTEM, id);
    expect(await read()).toMatchObject({ state: 'failed', refusal: { code: 'EXTRACT.NOT_MADE' }, release: null });
    expect((await commons.journal()).filter((type) => type === 'extract.failed')).toHaveLength(1);
  });

  it('leaves what was released alone', async () => {
    await run().run(SYSTEM, id);
    await run().giveUp(SYSTEM, id);
    expect(await read()).toMatchObject({ state: 'released', release: { number: 1 } });
  });

  it('holds a recalled release back until rows change again', async () => {
    await run().run(SYSTEM, id);
    await commons.withdraw(DORA, ofDora.id);
    await commons.contribute(dataset, SANGONE, `zone\n${'A\nB\n'.repeat(12)}`);
    await commons.get(RecallService).follow(SYSTEM, dataset.id);
    await recompute().giveUp(SYSTEM, id);
    expect(await commons.get(ExtractService).recallOf(await read())).toMatchObject({ number: 1, state: 'held' });
    await recompute().recompute(SYSTEM, id);
    expect(await read()).toMatchObject({ release: { number: 2 } });
  });
});
