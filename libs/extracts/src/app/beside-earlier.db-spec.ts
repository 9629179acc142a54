import { ObjectionService, type Dataset } from '#catalogue';
import type { ExtractId, OrganisationId, PersonId } from '#kernel';
import { parsePolicy } from '#policy';
import type { TableSchema } from '#warehouse';
import { Commons, SYSTEM } from '../../../../test/support/commons';
import { membersMay } from '../../../../test/support/policies';
import { ExtractService } from './extract.service';
import { LiveAggregatesService } from './live-aggregates.service';
import { MadeTables } from './made-tables';
import { ProfileService } from './profile.service';
import { ProtectedPreviewService } from './protected-preview.service';
import { RunService } from './run.service';
import type { Signed } from './signed';

const field = (name: string, categories: string[]): TableSchema['fields'][number] => ({
  ...{ name, type: 'string', required: true, categories, disclosureRole: 'dimension' },
});
const schema: TableSchema = { fields: [field('zone', ['A', 'B', 'C']), field('need', ['casa', 'cura'])] };
/** People by zone; in each, one in three needs care. */
const csvOf = (...zones: number[]) =>
  zones.reduce(
    (csv, people, at) =>
      csv + Array.from({ length: people }, (_, n) => `${'ABC'[at]},${n % 3 ? 'casa' : 'cura'}\n`).join(''),
    'zone,need\n',
  );
const PURPOSE = 'AcademicResearch';
const [AURORA, DORA, SANGONE] = [0, 1, 2];
type Numbers = Readonly<Record<string, bigint | null>>;

describe('a table beside those that left before it', () => {
  let commons: Commons;
  let dataset: Dataset;
  let people: PersonId[];

  beforeAll(async () => {
    commons = await Commons.start();
    await commons.enact(membersMay('read'));
    people = [];
    for (const at of [AURORA, DORA])
      people.push(await commons.person(commons.cooperatives[at] as OrganisationId, 'member'));
  });
  afterAll(() => commons.stop());
  beforeEach(async () => {
    dataset = await commons.publish(schema);
    await commons.enact(permitting(dataset));
    await commons.contribute(dataset, AURORA, csvOf(30, 24, 21));
    await commons.contribute(dataset, DORA, csvOf(21, 30, 24));
  });

  const signed = async (at = 0) => (await commons.actor(people[at] as PersonId)) as Signed;
  /** What an engine would do that protects each table by itself. */
  const forget = () =>
    commons.work(async (tx) =>
      tx.unchanged(await tx.query('delete from extracts.shown_table where dataset_id = $1', [dataset.id])),
    );
  const ask = async (dimensions: string[], at = 0): Promise<ExtractId> => {
    const wish = { purpose: PURPOSE, dimensions, measures: [] } as const;
    return (await commons.get(ExtractService).request(await signed(at), dataset.id, wish)).id;
  };
  const read = async (id: ExtractId, at = 0) => commons.get(ExtractService).read(await signed(at), id);
  const draw = async (dimensions: string[], at = 0) => {
    const id = await ask(dimensions, at);
    await commons.get(RunService).run(SYSTEM, id);
    return read(id, at);
  };
  /** The numbers of a release, by their codes in the alphabetical order of their columns. */
  const numbersOf = async ({ release }: Awaited<ReturnType<typeof read>>): Promise<Numbers> => {
    if (!release) return {};
    const { columns, rows } = await commons.get(MadeTables).read(release, new Map());
    const names = columns.flatMap(({ name, type }, at) =>
      type === 'string' && name !== 'conf_status' ? [{ name, at }] : [],
    );
    names.sort((one, other) => (one.name < other.name ? -1 : 1));
    const counts = columns.findIndex(({ name }) => name === 'people');
    return Object.fromEntries(
      rows.map((row) => [names.map(({ at }) => String(row[at])).join(' '), row[counts] as bigint | null]),
    );
  };
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
        expect(await numbersOf(await draw(dimensions, 1))).toEqual(numbers);
      const sql = 'select count(*) as n from extracts.shown_table where dataset_id = $1';
      expect(await commons.db.query(sql, [dataset.id])).toEqual([{ n: '1' }]);
    });

    it.each([
      ['a profile', async () => commons.get(ProfileService).of(await signed(), dataset.id, PURPOSE)],
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
      expect(await commons.get(ProfileService).of(await signed(), dataset.id, PURPOSE)).toMatchObject({
        datasetVersion: 2,
      });
      expect((await look(['zone'])).table).toMatchObject({ datasetVersion: 2 });
    });
  });

  const preview = async (dimensions: string[]) =>
    commons.get(ProtectedPreviewService).of(await signed(), dataset.id, { purpose: PURPOSE, dimensions });
  const look = async (columns: string[]) => {
    const live = commons.get(LiveAggregatesService);
    const dimensions = columns.map((column) => ({ field: column }));
    const asked = { purpose: PURPOSE, dimensions, measures: [], filters: [] } as const;
    const { extractId, table } = await live.ask(await signed(), dataset.id, asked);
    if (table) return { extractId, table };
    await commons.get(RunService).run(SYSTEM, extractId);
    return live.ask(await signed(), dataset.id, asked);
  };
  const object = async (at: number) => {
    const [federationId, organisationId] = [commons.federationId, commons.cooperatives[at] as OrganisationId];
    await commons.get(ObjectionService).file(await commons.steward(at), {
      ...{ federationId, organisationId, datasetId: dataset.id, kind: 'optOut' },
      ...{ purposes: [PURPOSE], reason: 'Non per questo.' },
    });
  };
});

const permitting = ({ id }: Dataset) =>
  parsePolicy({
    ...{ schema: 'granaio-policy/1', title: 'Looking and taking', prohibitions: [], validUntil: null },
    permissions: (['preview', 'requestExtract', 'queryAggregates'] as const).map((action) => ({
      ...{ assignee: { type: 'members' }, actions: [action], subject: 'Dataset', where: { id: { $eq: id } } },
      ...{ purposes: [PURPOSE], dimensions: ['zone', 'need'], measures: [] },
      terms: { minPeople: 5, minContributors: 2, minPeopleOutside: 0 },
    })),
  });
