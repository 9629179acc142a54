import fc from 'fast-check';
import { knownForCertain } from '../../test/attacker';
import { dimension, tableOf } from '../../test/tables';
import { protectTable } from './protect';
import { TOTAL, type Dimension, type EarlierView, type ProtectedCell, type Table } from './table';

const RULE = { minPeople: 3, minContributors: 1 };
const [ZONE, NEED, AGE] = ['zone', 'need', 'age'].map((name) => dimension(name, [`${name}0`, `${name}1`])) as [
  Dimension,
  Dimension,
  Dimension,
];
const ALL = [ZONE, NEED, AGE];
type People = readonly number[];

/** The table of eight groups of people by some of the three columns. */
function tableBy(dimensions: readonly Dimension[], people: People): Table {
  const reports = people.map((count, at) => ({
    codes: dimensions.map((one) => one.leaves[(at >> ALL.indexOf(one)) & 1] ?? ''),
    people: count,
    from: ['ada'],
  }));
  const sums = new Map<string, (typeof reports)[number]>();
  for (const report of reports) {
    const known = sums.get(report.codes.join());
    sums.set(report.codes.join(), { ...report, people: report.people + (known?.people ?? 0) });
  }
  return tableOf(dimensions, [...sums.values()]);
}

/** Cells of a table by all three columns. */
const placed = (cells: readonly ProtectedCell[], dimensions: readonly Dimension[]): ProtectedCell[] =>
  cells.map(({ codes, status }) => ({ status, codes: ALL.map((one) => codes[dimensions.indexOf(one)] ?? TOTAL) }));

/** What whoever has both tables sees of each cell. */
function together(...tables: readonly ProtectedCell[][]): ProtectedCell[] {
  const seen = new Map<string, ProtectedCell>();
  for (const cell of tables.flat()) {
    const known = seen.get(cell.codes.join());
    const status = [known?.status, cell.status].includes('published') ? 'published' : (known?.status ?? cell.status);
    seen.set(cell.codes.join(), { ...cell, status });
  }
  return [...seen.values()];
}

const publishedOf = (cells: readonly ProtectedCell[]) =>
  cells.filter(({ status }) => status === 'published').map(({ codes }) => codes);

/** A table by `first`, and then one by `then`: each by itself, and the second beside the first. */
async function drawn(people: People, first: readonly Dimension[], then: readonly Dimension[]) {
  const before = placed((await protectTable(tableBy(first, people), RULE)).cells, first);
  const naive = placed((await protectTable(tableBy(then, people), RULE)).cells, then);
  const names = (dimensions: readonly Dimension[]) => dimensions.map(({ name }) => name);
  const earlier = [{ dimensions: names(first), published: publishedOf(before) }];
  const joint = tableBy(ALL, people);
  const { cells } = await protectTable({ ...joint, asked: names(then), earlier }, RULE);
  return { joint, naive: together(before, naive), beside: together(before, [...cells]) };
}

const somePeople = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 8, maxLength: 8 });
const PAIRS: readonly (readonly [readonly Dimension[], readonly Dimension[]])[] = [
  [
    [ZONE, NEED],
    [NEED, AGE],
  ],
  [[ZONE, NEED], [NEED]],
  [[NEED], [NEED, AGE]],
  [
    [ZONE, NEED, AGE],
    [ZONE, AGE],
  ],
];

/** Four needs, so that four tables of 2 by 2 have one change in common: whether there is one is a matter of non-negativity. */
const NEEDS = dimension('need', ['n0', 'n1', 'n2', 'n3']);
const BY_THREE = [[[0, 0, 1, 14], [12, 15, 13, 17]], [[11, 16, 18, 12], [1, 14, 0, 0]]]; // prettier-ignore

describe('three tables of the same people', () => {
  const rule = { minPeople: 10, minContributors: 3 };
  const threeBy = tableOf(
    [ZONE, AGE, NEEDS],
    BY_THREE.flatMap((rows, i) =>
      rows.flatMap((row, j) =>
        row.map((people, k) => ({
          ...{ codes: [`zone${i}`, `age${j}`, `n${k}`], people, from: people === 0 ? [] : ['ada', 'ben', 'cleo'] },
        })),
      ),
    ),
  );
  const allOf = (asked: readonly string[]): ProtectedCell[] =>
    threeBy.cells
      .filter(({ codes }) =>
        codes.every((code, i) => code === TOTAL || asked.includes(['zone', 'age', 'need'][i] ?? '')),
      )
      .map(({ codes }) => ({ codes, status: 'published' }));
  const singles = threeBy.cells.filter(({ codes, people }) => !codes.includes(TOTAL) && people < 10n);
  const asPrimaries = singles.map(({ codes }): ProtectedCell => ({ codes, status: 'primary' }));
  const PAIRWISE = [
    ['zone', 'age'],
    ['zone', 'need'],
    ['age', 'need'],
  ];

  it('by two columns each tell all that one by the three would, where each cell of each is safe', () => {
    const naive = together(...PAIRWISE.map(allOf), asPrimaries);
    expect(knownForCertain(threeBy, naive, 20)).toHaveLength(singles.length);
  });

  it('do not with us: the third hides what the first two leave open', async () => {
    const tables: ProtectedCell[][] = [];
    const earlier: EarlierView[] = [];
    for (const asked of PAIRWISE) {
      const { cells } = await protectTable({ ...threeBy, asked, earlier: [...earlier] }, rule);
      tables.push([...cells]);
      earlier.push({ dimensions: asked, published: publishedOf(cells) });
    }
    const hidden = tables.map((cells) => cells.filter(({ status }) => status !== 'published').length);
    expect(hidden).toEqual([0, 0, 4]);
    expect(knownForCertain(threeBy, together(...tables, asPrimaries), 20)).toEqual([]);
  });
});

describe('two tables of the same people', () => {
  it('together tell what each of them hides, where each is protected by itself', async () => {
    const { joint, naive, beside } = await drawn([2, 5, 0, 0, 4, 5, 0, 4], [ZONE, NEED], ALL);
    expect(knownForCertain(joint, naive, 7).length).toBeGreaterThan(0);
    expect(knownForCertain(joint, beside, 7)).toEqual([]);
  });

  it.each(PAIRS)(
    'tell nothing of that where the second was protected beside the first (%#)',
    async (first, then) => {
      await fc.assert(
        fc.asyncProperty(somePeople, async (people) => {
          const { joint, beside } = await drawn(people, first, then);
          expect(knownForCertain(joint, beside, 6)).toEqual([]);
        }),
        { numRuns: 150 },
      );
    },
    120_000,
  );
});
