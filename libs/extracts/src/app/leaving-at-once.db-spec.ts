import type { Dataset } from '#catalogue';
import { OrganisationGroups } from '#identity';
import type { ExtractId } from '#kernel';
import type { Commons } from '../../../../test/support/commons';
import { dimension, Drawing, PURPOSE } from '../../test/drawing';
import { CheckedMaker } from './check/checked-maker';
import { ProtectedPreviewService } from './protected-preview.service';

const NAMES = ['zone', 'need'];
const schema = { fields: NAMES.map((name) => dimension(name, ['x', 'y'])) };
const csv = ['zone,need', ...Array<string>(20).fill('x,x'), ...Array<string>(20).fill('y,y')].join('\n');
const TERMS = { minPeople: 5, minContributors: 1 };

describe('two tables of one dataset that are made at the same time', () => {
  let drawing: Drawing;
  let commons: Commons;
  let dataset: Dataset;

  beforeAll(async () => {
    drawing = await Drawing.start();
    commons = drawing.commons;
    dataset = await published(csv, csv);
  });
  afterAll(() => commons.stop());

  const published = (...csvs: string[]) =>
    drawing.offer(schema, { actions: ['preview', 'requestExtract'], dimensions: NAMES, terms: TERMS }, ...csvs);
  const ask = (name: string, of = dataset) => drawing.ask(of, [name]);
  const run = (id: ExtractId) => drawing.run(id);
  const read = (id: ExtractId) => drawing.read(id);

  /** Runs an extract, with something that happens between the making of its table and its release. */
  function runWhile(id: ExtractId, happens: () => Promise<unknown>): Promise<void> {
    const maker = commons.get(CheckedMaker);
    const make = maker.make.bind(maker);
    maker.make = async (...order) => {
      maker.make = make;
      const made = await make(...order);
      await happens();
      return made;
    };
    return run(id);
  }

  it('do not both leave unaware of each other: the second is made anew, beside the first', async () => {
    const [first, second] = [await ask('zone'), await ask('need')];
    await expect(runWhile(first, () => run(second))).rejects.toMatchObject({
      kind: 'conflict',
      code: 'EXTRACT.ANOTHER_LEFT',
    });
    expect(await read(first)).toMatchObject({ state: 'granted', release: null });
    expect(await read(second)).toMatchObject({ state: 'released' });
    await run(first);
    expect(await read(first)).toMatchObject({ state: 'released' });
  });

  it('are made anew where it is recorded meanwhile that two contributors are one', async () => {
    const other = await published(csv, csv, csv);
    const id = await ask('zone', other);
    const groups = commons.get(OrganisationGroups);
    const draft = { kind: 'affiliated', name: 'Gruppo', organisationIds: commons.cooperatives.slice(0, 2) } as const;
    const record = () => commons.work((tx) => groups.record(tx, commons.federationId, draft));
    await expect(runWhile(id, record)).rejects.toMatchObject({ kind: 'conflict', code: 'EXTRACT.ANOTHER_LEFT' });
    expect(await read(id)).toMatchObject({ state: 'granted', release: null });
    await run(id);
    expect(await read(id)).toMatchObject({ state: 'released' });
    for (const group of await groups.inForce(commons.db, commons.federationId))
      await commons.work((tx) => groups.end(tx, group.id));
  });

  it('leave both where they are the same: it tells nothing twice', async () => {
    const [first, second] = [await ask('zone'), await ask('zone')];
    await runWhile(first, () => run(second));
    const releases = [await read(first), await read(second)].map(({ release }) => release?.csv.sha256);
    expect(releases[0]).toBe(releases[1]);
  });

  it('are one after the other where one is only looked at', async () => {
    const other = await published(csv, csv);
    const by = await drawing.by();
    const preview = (name: string) =>
      commons.get(ProtectedPreviewService).of(by, other.id, { purpose: PURPOSE, dimensions: [name] });
    const shown = await Promise.all([preview('zone'), preview('need')]);
    expect(shown.map(({ dimensions }) => dimensions)).toEqual([['zone'], ['need']]);
    const heights = await commons.db.query<{ n: string }>(
      'select count(distinct height) as n from extracts.shown_table where dataset_id = $1',
      [other.id],
    );
    expect(heights).toEqual([{ n: '2' }]);
  });
});
