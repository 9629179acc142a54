import { TOTAL } from '#disclosure';
import type { Classification } from './classification';
import { rolledUp } from './rolled-up';

const [ZONES, DISTRICTS, NEEDS] = [
  ['1', '2', '3', '4', '5', '6'],
  ['A', 'B'],
  ['food', 'home'],
] as const;

/** Labels alone decide what has a row. */
function classification(levels: Record<string, readonly string[]>): Classification {
  const columns = Object.keys(levels);
  const all = columns.map(() => TOTAL);
  const labels = columns.flatMap((column, at) =>
    (levels[column] ?? []).map((code): [string, string[]] => [`${column}=${code}`, all.with(at, code)]),
  );
  const dimension = { name: columns[0] ?? '', leaves: [], groups: [] };
  return { columns, dimension, labels: new Map([...labels, [TOTAL, all]]), combinations: new Set() };
}

const place = classification({ zone: ZONES, district: DISTRICTS });
const need = classification({ need: NEEDS });
const everyZone = ZONES.flatMap((zone) => [TOTAL, 'need=food', 'need=home'].map((code) => [`zone=${zone}`, code]));

describe('a table that would be mostly holes', () => {
  it('is made by district where zone and district were asked for', () => {
    const { dimensions, levels } = rolledUp(['need', 'zone', 'district'], [place, need], everyZone);
    expect(dimensions).toEqual(['need', 'district']);
    expect(levels).toMatchObject({ columns: ['zone'], unsafe: { asked: 18, chosen: 0 } });
  });

  it('is made by district where the zone alone was asked for, in its place', () => {
    expect(rolledUp(['zone', 'need'], [place, need], everyZone).dimensions).toEqual(['district', 'need']);
  });

  it('stays as it is where half of it can be shown', () => {
    const { dimensions, levels } = rolledUp(['zone', 'need'], [place, need], everyZone.slice(0, 13));
    expect(dimensions).toEqual(['zone', 'need']);
    expect(levels).toBeNull();
  });
});
