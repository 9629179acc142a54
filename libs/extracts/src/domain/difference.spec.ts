import { protectTable, TOTAL, type Cell, type Table } from '#disclosure';
import type { ContributionId, OrganisationId } from '#kernel';
import fc from 'fast-check';
import { differencesToHide, hidingDifference, isHeldBack, roundingHides, type UsedPart } from './difference';
import type { Terms } from './permit';

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

/** What our engine releases after a table of before; null: it is held back. */
async function releasedAfter(before: Rows, after: Rows): Promise<Map<string, bigint> | null> {
  const later = { dimensions: ['zone'], terms, parts: partsOf(after) };
  const earlier = { dimensions: ['zone'], terms, parts: partsOf(before), largest: null };
  const differences = differencesToHide(later, [earlier]);
  if (isHeldBack(later, differences)) return null;
  const added = Object.fromEntries(Object.entries(after).filter(([name]) => !(name in before)));
  const behind = Object.keys(added).length > 0 ? tableOf(added) : null;
  const table = differences.reduce(
    (safe, { common }) => hidingDifference(safe, (name) => common.includes(name), behind, terms),
    tableOf(after),
  );
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

describe('the difference of a recalled release and the next', () => {
  it('gives the withdrawn contributor away where each table is protected by itself', async () => {
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

  it('is held back where one contributor took its rows back and nothing else changed', async () => {
    expect(await releasedAfter(before, without(before, 'po'))).toBeNull();
  });

  it('is held back where two did, or one took another’s place', async () => {
    expect(await releasedAfter(before, without(before, 'po', 'stura'))).toBeNull();
    expect(await releasedAfter(before, { ...without(before, 'po'), sesia: [50, 50, 50, 50] })).toBeNull();
  });

  it('is not of three who went, because nobody can tell any more in which cells each of them was', async () => {
    expect(await releasedAfter(before, without(before, 'po', 'stura', 'sangone'))).toBeNull();
  });

  it('is hidden by enough others who came in between, cell by cell', async () => {
    const after: Rows = {
      ...without(before, 'po'),
      ...{ sesia: [12, 9, 14, 0], orco: [8, 11, 20, 16], lanza: [30, 2, 9, 22], ceronda: [5, 0, 21, 0] },
    };
    const old = await released(tableOf(before));
    const next = await releasedAfter(before, after);
    const stolen = subtract(old, next ?? new Map<string, bigint>());
    expect(stolen.has('mirafiori')).toBe(true);
    expect(stolen.has('vanchiglia')).toBe(false);
    expect(stolen.get('mirafiori')).not.toBe(3n);
  });

  it('is nothing where no rows changed', async () => {
    expect(await releasedAfter(before, before)).toEqual(await released(tableOf(before)));
  });

  it('holds back of another table only what both tables have in common', () => {
    const later = { dimensions: ['need'], terms, parts: partsOf(without(before, 'po')) };
    const earlier = { dimensions: ['zone'], terms, parts: partsOf(before), largest: null };
    const differences = differencesToHide(later, [earlier]);
    expect(differences).toEqual([{ common: [], added: [] }]);
    expect(isHeldBack(later, differences)).toBe(false);
    const safe = hidingDifference(tableOf(before), () => false, null, terms);
    expect(safe.cells.filter(({ contributors }) => contributors === 0).map(({ codes }) => codes)).toEqual([[TOTAL]]);
  });

  it('is decided by whose rows changed: other numbers of whoever left change nothing', async () => {
    const counts = fc.array(fc.nat({ max: 60 }), { minLength: 4, maxLength: 4 });
    const others = fc.record({ sesia: counts, orco: counts, lanza: counts });
    await fc.assert(
      fc.asyncProperty(counts, counts, others, async (one, another, added) => {
        const after = { ...without(before, 'po'), ...added };
        const first = await releasedAfter({ ...before, po: one }, after);
        const second = await releasedAfter({ ...before, po: another }, after);
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
        const next = await releasedAfter(before, { ...without(before, 'po'), ...added });
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
