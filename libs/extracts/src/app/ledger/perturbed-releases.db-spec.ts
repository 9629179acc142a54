import type { Dataset } from '#catalogue';
import type { PolicyVersion } from '#policy';
import type { TableSchema } from '#warehouse';
import { byName, dimension, Drawing } from '../../../test/drawing';

const ZONES = ['A', 'B', 'C', 'D'];
const NEEDS = ['casa', 'cura'];
const schema: TableSchema = {
  fields: [
    dimension('zone', ZONES),
    dimension('need', NEEDS),
    { name: 'hours', type: 'decimal', scale: 1, disclosureRole: 'measure' },
  ],
};
/** Every zone and need has people of its own number, of three cooperatives; none is small. */
const peopleOf = (zone: string, need: string) => 21 + 4 * ZONES.indexOf(zone) + 11 * NEEDS.indexOf(need);
const CSV = [
  'zone,need,hours',
  ...ZONES.flatMap((zone) => NEEDS.flatMap((need) => Array<string>(peopleOf(zone, need)).fill(`${zone},${need},1.5`))),
].join('\n');

describe('releases whose numbers are moved', () => {
  let drawing: Drawing;
  let dataset: Dataset;
  let policy: PolicyVersion;

  beforeAll(async () => {
    drawing = await Drawing.start('member', 1);
  });
  afterAll(() => drawing.commons.stop());
  beforeEach(async () => {
    dataset = await drawing.publish(schema, CSV, CSV, CSV);
  });
  afterEach(() => drawing.commons.end(policy));

  const under = async (terms: object) => {
    const asked = { actions: ['requestExtract'], dimensions: ['zone', 'need'], measures: ['hours'] };
    const all = { minPeople: 10, minContributors: 3, minPeopleOutside: 0, ...terms };
    policy = await drawing.permit(dataset, { ...asked, terms: all });
  };
  const run = async (dimensions: string[], measures: string[] = []) =>
    drawing.made(await drawing.ask(dataset, dimensions, measures));
  const release = async (dimensions: string[], measures: string[] = []) => {
    const extract = await run(dimensions, measures);
    expect(extract.refusal).toBeNull();
    return byName(await drawing.lines(extract.id));
  };

  it('still add up where they are rounded together, in people and in sums', async () => {
    await under({ roundingBase: 5, rounding: 'controlled' });
    const rows = await release(['zone'], ['hours']);
    const [total] = rows.slice(-1);
    const parts = rows.slice(0, -1);
    expect(
      rows.every(
        ({ people, hours, rounding_base: base }) => Number(people) % 5 === 0 && Number(hours) % 5 === 0 && base === '5',
      ),
    ).toBe(true);
    const sum = (name: string) => parts.reduce((all, row) => all + Number(row[name]), 0);
    expect([sum('people'), sum('hours')]).toEqual([Number(total?.people), Number(total?.hours)]);
    expect(await release(['zone'], ['hours'])).toEqual(rows);
  });

  it('are moved by the same for the same rows in every table, where cells have keys', async () => {
    await under({ cellKey: { maxNoise: 5, variance: '3', tables: 2 } });
    const [byZone, byBoth] = [await release(['zone']), await release(['zone', 'need'])];
    const moves = byZone.map(
      ({ zone = '', people }) =>
        [zone, Number(people), 3 * NEEDS.reduce((all, need) => all + peopleOf(zone, need), 0)] as const,
    );
    for (const [zone, people, truth] of moves.slice(0, -1)) {
      expect(Math.abs(people - truth)).toBeLessThanOrEqual(5);
      expect(byBoth).toContainEqual(expect.objectContaining({ zone, need: '_T', people: String(people) }));
    }
    expect(byBoth.every(({ cell_key_max_noise: most }) => most === '5')).toBe(true);
    expect(
      byBoth.some(
        ({ zone = '', need = '', people }) =>
          zone !== '_T' && need !== '_T' && Number(people) !== 3 * peopleOf(zone, need),
      ),
    ).toBe(true);
  });

  it('are no more different tables than the policies allow, and no sums, where cells have keys', async () => {
    await under({ cellKey: { maxNoise: 5, variance: '3', tables: 1 } });
    const first = await release(['zone']);
    expect(await run(['need'])).toMatchObject({ state: 'failed', refusal: { code: 'EXTRACT.CELL_KEY_TABLES_SPENT' } });
    expect(await release(['zone'])).toEqual(first);
    await expect(run(['zone'], ['hours'])).rejects.toMatchObject({ code: 'EXTRACT.CELL_KEY_COUNTS_ONLY' });
  });

  it('are not moved in another way for the same rows, nor by zone rounded, whatever is voted meanwhile', async () => {
    await under({ cellKey: { maxNoise: 5, variance: '3', tables: 5 } });
    await release(['zone']);
    for (const terms of [{ cellKey: { maxNoise: 5, variance: '4', tables: 5 } }, { roundingBase: 5 }]) {
      await drawing.commons.end(policy);
      await under(terms);
      const refused = { state: 'failed', refusal: { code: 'EXTRACT.SHOWN_CHANGED' } };
      expect(await run(['zone', 'need'])).toMatchObject(refused);
    }
    // The total is all that it has in common with the first.
    expect((await run(['need'])).refusal).toBeNull();
  });
});
