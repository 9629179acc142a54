import { protectTable, TOTAL, type Cell, type Table } from '#disclosure';
import type { ContributionId, OrganisationId } from '#kernel';
import type { TableSchema } from '#warehouse';
import fc from 'fast-check';
import { besideEarlier } from './beside-earlier';
import type { Classification } from './classification';
import { changesIn, hidingDifference, isDetailedBy, roundingHides } from './difference';
import type { UsedPart } from './earlier-table';
import type { Line } from './left-table';
import type { Terms } from './permit';
import type { ShownPattern } from './shown-pattern';

const ZONES = ['barca', 'falchera', 'mirafiori', 'vanchiglia'];
const terms: Terms = { minPeople: 10, minContributors: 3 };

/** People by zone, of each contributor's file. */
type Rows = Readonly<Record<string, readonly number[]>>;

const part = (name: string): UsedPart => ({
  contributionId: `file of ${name}` as ContributionId,
  organisationId: name.replace(/\d+$/, '') as OrganisationId,
});
const partsOf = (rows: Rows): UsedPart[] => Object.keys(rows).map(part);

/** All counts with their margin, of several contributors together. */
function tableOf(rows: Rows): Table {
  const files = Object.values(rows);
  const cell = (code: string, zones: readonly number[]): Cell => {
    const counts = files.map((people) => zones.reduce((sum, at) => sum + (people[at] ?? 0), 0));
    const people = BigInt(counts.reduce((sum, count) => sum + count, 0));
    return { codes: [code], people, contributors: counts.filter((count) => count > 0).length };
  };
  return {
    dimensions: [{ name: 'zone', leaves: ZONES, groups: [] }],
    cells: [...ZONES.map((zone, at) => cell(zone, [at])), cell(TOTAL, [...ZONES.keys()])],
  };
}

/** The numbers that leave: each table is protected by itself, as it was before differences were looked at. */
async function released(table: Table, rule: Terms = terms): Promise<Map<string, bigint>> {
  const { cells } = await protectTable(table, rule);
  const people = new Map(table.cells.map((cell) => [cell.codes[0] ?? '', cell.people]));
  const shown = cells.filter(({ status }) => status === 'published').map(({ codes: [code = ''] }) => code);
  return new Map(shown.map((code) => [code, people.get(code) ?? 0n]));
}

const classifications: Classification[] = [
  {
    ...{ columns: ['zone'], dimension: { name: 'zone', leaves: ZONES, groups: [] }, combinations: new Set() },
    labels: new Map([...ZONES, TOTAL].map((code) => [code, [code]])),
  },
];
const schema: TableSchema = {
  fields: [{ name: 'zone', type: 'string', required: true, categories: ZONES, disclosureRole: 'dimension' }],
};
const patternOfAll: ShownPattern = { axes: [{ columns: ['zone'], codes: [...ZONES, TOTAL] }], statuses: 'FFFFF' };
const lineOf = (before: Rows, gone: readonly string[] = []): Line => {
  const parts = partsOf(before);
  const made = {
    purpose: 'AcademicResearch',
    at: new Date(0),
    hash: 'before',
    datasetVersion: 1,
    isKnown: true,
  } as const;
  const asked = { dimensions: ['zone'], measures: [], terms, parts, largest: null };
  return {
    ...{ height: 1, tables: [{ ...made, ...asked, pattern: patternOfAll }], changedAt: null },
    counts: ({ organisationId }) => !gone.includes(organisationId),
    contributor: (organisation) => organisation,
    ...{ groups: '', schema, lacks: () => false },
  };
};

/** What our engine releases after a table of before; null: it is held back. @param gone whose rows were taken back */
async function releasedAfter(before: Rows, after: Rows, gone: readonly string[] = []) {
  const line = lineOf(before, gone);
  const beside = besideEarlier({ dimensions: ['zone'], measures: [], terms, parts: partsOf(after) }, line);
  if (!beside) return null;
  const rows = { ...before, ...after };
  const count = (parts: readonly UsedPart[]) => {
    const names = parts.map(({ contributionId }) => contributionId.replace('file of ', ''));
    const counted = Object.fromEntries(Object.entries(rows).filter(([name]) => names.includes(name)));
    return Promise.resolve(tableOf(counted).cells);
  };
  let table = tableOf(after);
  for (const difference of beside.differences) {
    const changes = await changesIn(difference, line.contributor, count);
    table = hidingDifference(table, isDetailedBy(difference.common, classifications), changes, terms);
  }
  return released(table);
}

/** The attack: who has both tables subtracts them. */
const subtract = (old: ReadonlyMap<string, bigint>, later: ReadonlyMap<string, bigint>) =>
  new Map([...old].flatMap(([code, people]) => (later.has(code) ? [[code, people - (later.get(code) ?? 0n)]] : [])));

const before: Rows = {
  aurora: [40, 30, 25, 15],
  dora: [35, 20, 30, 25],
  sangone: [20, 45, 15, 30],
  stura: [15, 25, 35, 20],
  po: [7, 0, 3, 11],
};
const without = (rows: Rows, ...names: string[]): Rows =>
  Object.fromEntries(Object.entries(rows).filter(([name]) => !names.includes(name)));

const LEFT = ['po', 'stura', 'sangone'];

describe('the difference of two tables of one dataset', () => {
  it('gives a contributor away where each table is protected by itself', async () => {
    const [old, next] = [await released(tableOf(before)), await released(tableOf(without(before, 'po')))];
    const stolen = subtract(old, next);
    expect([...stolen]).toEqual([
      ['barca', 7n],
      ['falchera', 0n],
      ['mirafiori', 3n],
      ['vanchiglia', 11n],
      [TOTAL, 21n],
    ]);
  });

  it('is held back where one contributor came or went, two did, or one took another’s place', async () => {
    expect(await releasedAfter(without(before, 'po'), before)).toBeNull();
    expect(await releasedAfter(before, without(before, 'po'))).toBeNull();
    expect(await releasedAfter(before, without(before, 'po', 'stura'))).toBeNull();
    expect(await releasedAfter(before, { ...without(before, 'po'), sesia: [50, 50, 50, 50] })).toBeNull();
  });

  it('is held back where one sent another file in the place of the first', async () => {
    const [first, then] = [
      { ...without(before, 'po'), po1: [7, 0, 3, 11] },
      { ...without(before, 'po'), po2: [8, 0, 3, 11] },
    ];
    expect(subtract(await released(tableOf(then)), await released(tableOf(first))).get('barca')).toBe(1n);
    expect(await releasedAfter(first, then)).toBeNull();
  });

  it('of many who sent other files is what they differ by, however many are in both', async () => {
    const files = (at: number, more: number): Rows => ({
      [`dora${at}`]: [35 + more, 20, 30, 25],
      [`sangone${at}`]: [20, 45, 15 + 6 * more, 30 - 4 * more],
      [`stura${at}`]: [15, 25, 35 + 4 * more, 20 - 5 * more],
      [`po${at}`]: [7, 9, 13 + 2 * more, 31 + 3 * more],
    });
    const [first, then]: Rows[] = [
      { aurora: [40, 30, 25, 15], ...files(1, 0) },
      { aurora: [40, 30, 25, 15], ...files(2, 1) },
    ];
    expect(subtract(await released(tableOf(then ?? {})), await released(tableOf(first ?? {}))).get('barca')).toBe(1n);
    const next = await releasedAfter(first ?? {}, then ?? {});
    expect(next?.has('barca')).toBe(false);
    expect(next?.has('mirafiori')).toBe(true);
  });

  it('is not of three whose rows are no more, because nobody can tell in which cells each of them was', async () => {
    expect(await releasedAfter(before, without(before, ...LEFT), LEFT)).toBeNull();
  });

  it('does not count what was sent in the place of rows that are no more', async () => {
    const then = { ...without(before, 'po'), po2: [8, 0, 3, 11], sesia: [40, 40, 40, 40], orco: [40, 40, 40, 40] };
    expect(await releasedAfter(before, then, ['po'])).toBeNull();
  });

  it('is shown where those who went keep the terms by themselves', async () => {
    const next = await releasedAfter({ ...before, sesia: [9, 30, 1, 4] }, without(before, 'po', 'stura'));
    expect(next?.has('falchera')).toBe(false);
    expect(next?.has('barca')).toBe(true);
  });

  it('is hidden by enough others who came in between, cell by cell', async () => {
    const after: Rows = {
      ...without(before, 'po'),
      ...{ sesia: [12, 9, 14, 0], orco: [8, 11, 20, 16], lanza: [30, 2, 9, 22], ceronda: [5, 0, 21, 0] },
    };
    const old = await released(tableOf(before));
    const next = await releasedAfter(before, after, ['po']);
    const stolen = subtract(old, next ?? new Map<string, bigint>());
    expect(stolen.has('mirafiori')).toBe(true);
    expect(stolen.has('vanchiglia')).toBe(false);
    expect(stolen.get('mirafiori')).not.toBe(3n);
  });

  it('is decided by whose rows changed: other numbers of whoever took theirs back change nothing', async () => {
    const counts = fc.array(fc.nat({ max: 60 }), { minLength: 4, maxLength: 4 });
    const others = fc.record({ sesia: counts, orco: counts, lanza: counts });
    await fc.assert(
      fc.asyncProperty(counts, counts, others, async (one, another, added) => {
        const after = { ...without(before, 'po'), ...added };
        const first = await releasedAfter({ ...before, po: one }, after, ['po']);
        const second = await releasedAfter({ ...before, po: another }, after, ['po']);
        expect(first).toEqual(second);
      }),
      { numRuns: 25 },
    );
  });

  it('shows no cell of both tables that fewer than the terms ask for stand behind', async () => {
    const counts = fc.array(fc.nat({ max: 12 }), { minLength: 4, maxLength: 4 });
    const others = fc.record({ sesia: counts, orco: counts, lanza: counts, ceronda: counts });
    await fc.assert(
      fc.asyncProperty(others, async (added) => {
        const next = await releasedAfter(before, { ...without(before, 'po'), ...added }, ['po']);
        const alone = new Map(tableOf(added).cells.map((cell) => [cell.codes[0] ?? '', cell]));
        for (const code of next?.keys() ?? []) {
          expect(alone.get(code)?.contributors).toBeGreaterThanOrEqual(terms.minContributors);
          expect(Number(alone.get(code)?.people)).toBeGreaterThanOrEqual(terms.minPeople);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('rounding', () => {
  const rounded = (base: number, over: Partial<Terms> = {}): Terms => ({
    ...{ ...terms, pPercent: 10, roundingBases: [base] },
    ...over,
  });
  const of = (base: number, largest: bigint | null = 900n) => ({ terms: rounded(base), largest });

  it('hides a difference that it leaves open by p% of anything that was shown', () => {
    expect(roundingHides(of(100), rounded(100))).toBe(true);
    expect(roundingHides(of(100, 901n), rounded(100))).toBe(false);
    expect(roundingHides(of(50), rounded(100))).toBe(false);
  });

  it('hides none where one of the tables is exact, where nobody says p%, or what was shown is not known', () => {
    const exact: Terms = { ...terms, pPercent: 10 };
    expect(roundingHides({ terms: exact, largest: 10n }, rounded(1_000))).toBe(false);
    expect(roundingHides(of(1_000), exact)).toBe(false);
    expect(roundingHides(of(1_000), rounded(1_000, { pPercent: undefined }))).toBe(false);
    expect(roundingHides(of(1_000, null), rounded(1_000))).toBe(false);
  });

  it('hides none that is open by fewer people than must stand behind a number', () => {
    expect(roundingHides(of(9, 1n), rounded(9))).toBe(false);
    expect(roundingHides(of(10, 1n), rounded(10))).toBe(true);
  });
});
