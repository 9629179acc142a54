import { anonymise, anonymiseAt, type Anonymised } from './anonymise';
import { hierarchyOf, type LabelledHierarchy } from './hierarchy';
import type { Microdata, Requirement } from './table';

const ZONES = ['A', 'B', 'C', 'D'];
const NEEDS = ['housing', 'job', 'care'];
const byZone = hierarchyOf('zone', [
  ['A', 'north', '*'],
  ['B', 'north', '*'],
  ['C', 'south', '*'],
  ['D', 'south', '*'],
]);
const bySex = hierarchyOf('sex', [
  ['F', '*'],
  ['M', '*'],
]);

type Row = readonly [zone: string, sex: string, need: string];
const people = (count: number, ...row: Row): Row[] => Array<Row>(count).fill(row);
const toMicrodata = (rows: readonly Row[]): Microdata => ({
  rows: rows.length,
  quasiIdentifiers: [
    { name: 'zone', hierarchy: byZone, codes: Uint32Array.from(rows, ([zone]) => ZONES.indexOf(zone)) },
    { name: 'sex', hierarchy: bySex, codes: Uint32Array.from(rows, ([, sex]) => ['F', 'M'].indexOf(sex)) },
  ],
  sensitive: [
    { name: 'need', values: NEEDS.length, codes: Uint32Array.from(rows, ([, , need]) => NEEDS.indexOf(need)) },
  ],
});

type Release = Pick<Anonymised, 'levels' | 'suppressed'>;

const shownAt = ({ levels, labels }: LabelledHierarchy, level: number, value: number) =>
  labels[level]?.[level === 0 ? value : (levels[level - 1]?.[value] ?? -1)];

/** What somebody learns who knows zone and sex of a person in the file: the needs of all rows that they may be. */
function needsOf({ levels, suppressed }: Release, rows: readonly Row[], [zone, sex]: readonly string[]): string[] {
  const shown = (ofZone = '', ofSex = '') =>
    [
      shownAt(byZone, levels[0] ?? 0, ZONES.indexOf(ofZone)),
      shownAt(bySex, levels[1] ?? 0, ['F', 'M'].indexOf(ofSex)),
    ].join();
  return rows.flatMap(([rowZone, rowSex, need], row) =>
    shown(rowZone, rowSex) === shown(zone, sex) && suppressed[row] === 0 ? [need] : [],
  );
}

describe('attacks on rows that leave one by one', () => {
  const asked: Requirement = { k: 3, mostSuppressedPercent: 0 };

  it('homogeneity: k alike rows with one need tell it, unless each group has several', () => {
    const rows = [...people(4, 'A', 'F', 'housing'), ...people(2, 'B', 'F', 'job'), ...people(2, 'B', 'F', 'care')];
    const naive = anonymise(toMicrodata(rows), asked);
    expect(new Set(needsOf(naive, rows, ['A', 'F']))).toEqual(new Set(['housing']));
    const diverse = anonymise(toMicrodata(rows), { ...asked, diversity: { kind: 'distinct', l: 2 } });
    expect(new Set(needsOf(diverse, rows, ['A', 'F'])).size).toBe(3);
  });

  it('skewness: a group of which nearly all have one need tells it, unless it is like the whole', () => {
    const rows = [
      ...people(9, 'A', 'F', 'care'),
      ...people(1, 'A', 'F', 'job'),
      ...people(9, 'B', 'F', 'job'),
      ...people(1, 'B', 'F', 'care'),
    ];
    const shareOfCare = (release: Release) => {
      const needs = needsOf(release, rows, ['A', 'F']);
      return needs.filter((need) => need === 'care').length / needs.length;
    };
    const diversity = { kind: 'distinct', l: 2 } as const;
    expect(shareOfCare(anonymise(toMicrodata(rows), { ...asked, diversity }))).toBe(0.9);
    const closeness = { part: 1, of: 5 };
    expect(shareOfCare(anonymise(toMicrodata(rows), { ...asked, diversity, closeness }))).toBe(0.5);
  });

  it('composition: two diverse releases of the same people tell what neither does, so nobody may let both out', () => {
    const rows = [
      ...people(2, 'A', 'F', 'housing'),
      ...people(2, 'B', 'F', 'job'),
      ...people(2, 'A', 'M', 'care'),
      ...people(2, 'B', 'M', 'housing'),
    ];
    const diverse: Requirement = { ...asked, diversity: { kind: 'distinct', l: 2 } };
    const seen = [[2, 0] as const, [0, 1] as const].map((levels) => {
      return new Set(needsOf(anonymiseAt(toMicrodata(rows), diverse, levels), rows, ['A', 'F']));
    });
    expect(seen).toEqual([new Set(['housing', 'job']), new Set(['housing', 'care'])]);
    expect(NEEDS.filter((need) => seen.every((needs) => needs.has(need)))).toEqual(['housing']);
  });

  it('minimality: a group that is starred for having one need alone would tell it', () => {
    const [alike, few] = [people(5, 'A', 'F', 'care'), [...people(1, 'B', 'F', 'job'), ...people(1, 'B', 'F', 'care')]];
    const others = [...people(6, 'C', 'M', 'job'), ...people(6, 'C', 'M', 'housing')];
    const rows = [...alike, ...few, ...others];
    // Who knows that the five were starred, though enough, knows that they have one need; and which one five rows have.
    const naive = [...alike, ...few].map(([, , need]) => need);
    expect(NEEDS.filter((need) => naive.filter((it) => it === need).length >= alike.length)).toEqual(['care']);
    const diverse: Requirement = { k: 3, diversity: { kind: 'distinct', l: 2 }, mostSuppressedPercent: 50 };
    const found = anonymiseAt(toMicrodata(rows), { ...diverse, suppression: 'values' }, [0, 0]);
    expect([...found.suppressed]).toEqual([...rows.keys()].map((row) => Number(row < 7)));
  });

  it('persons: one who has k rows alone is not hidden among them', () => {
    const rows = [...people(3, 'A', 'F', 'care'), ...people(1, 'B', 'F', 'care'), ...people(2, 'B', 'F', 'job')];
    const persons = Uint32Array.of(0, 0, 0, 1, 2, 3);
    expect(needsOf(anonymise(toMicrodata(rows), asked), rows, ['A', 'F'])).toEqual(['care', 'care', 'care']);
    const found = anonymise({ ...toMicrodata(rows), persons }, asked);
    expect(new Set(needsOf(found, rows, ['A', 'F']))).toEqual(new Set(['care', 'job']));
  });
});
