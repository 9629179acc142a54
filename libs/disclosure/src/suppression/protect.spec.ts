import { dimension, matrix, tableOf } from '../../test/tables';
import { protectTable } from './protect';
import { TOTAL, type CellStatus, type Protection, type Table } from './table';

const RULE = { minPeople: 10, minContributors: 3 };

const shown = ({ cells }: Protection, status: CellStatus) =>
  cells.filter((cell) => cell.status === status).map(({ codes }) => codes.join(' '));

describe('protecting a table', () => {
  it('publishes all of a table that has nothing to hide', async () => {
    const protection = await protectTable(matrix([[10, 20], [30, 40]]), RULE); // prettier-ignore
    expect(protection).toMatchObject({ primary: 0, secondary: 0, published: 9 });
    expect(protection.cells).toContainEqual({ codes: [TOTAL, TOTAL], status: 'published' });
  });

  it('hides the other corners of the cheapest square', async () => {
    const protection = await protectTable(matrix([[3, 50, 60], [20, 21, 90], [70, 80, 95]]), RULE); // prettier-ignore
    expect(shown(protection, 'primary')).toEqual(['z0 n0']);
    expect(shown(protection, 'secondary').sort()).toEqual(['z0 n1', 'z1 n0', 'z1 n1']);
  });

  it('hides what has too few contributors, however many people', async () => {
    const dimensions = [dimension('zone', ['a', 'b', 'c'])];
    const from = ['ada', 'ben', 'cleo'];
    const reports = [
      { codes: ['a'], people: 500, from: ['ada'] },
      { codes: ['b'], people: 20, from },
      { codes: ['c'], people: 30, from },
    ];
    const protection = await protectTable(tableOf(dimensions, reports), RULE);
    expect(shown(protection, 'primary')).toEqual(['a']);
    expect(shown(protection, 'secondary')).toEqual(['b']);
  });

  it('is not fooled by a row whose hidden cells can only be zero', async () => {
    const protection = await protectTable(matrix([[0, 0, 40], [30, 31, 32], [33, 34, 35]]), RULE); // prettier-ignore
    expect(shown(protection, 'primary').sort()).toEqual(['z0 n0', 'z0 n1']);
    expect(shown(protection, 'secondary')).toContain('z0 n2');
  });

  it('hides a margin that repeats a hidden cell', async () => {
    const protection = await protectTable(matrix([[4, 40, 60]]), RULE);
    expect(shown(protection, 'secondary').sort()).toEqual([`${TOTAL} n1`, 'z0 n1']);
  });

  it('protects a group against its leaves and its leaves against the group', async () => {
    const table = matrix([[4], [30], [40], [50]], { north: ['z0', 'z1'], south: ['z2', 'z3'] });
    const protection = await protectTable(table, RULE);
    expect(shown(protection, 'secondary').sort()).toEqual([`z1 ${TOTAL}`, 'z1 n0']);
    expect(shown(protection, 'published')).toContain('north n0');
  });

  it('keeps overlapping groups apart', async () => {
    const table = matrix([[4], [30], [40], [50]], { odd: ['z0', 'z2'], north: ['z0', 'z1'] });
    const protection = await protectTable(table, RULE);
    const hidden = [...shown(protection, 'primary'), ...shown(protection, 'secondary')];
    for (const group of ['odd', 'north']) {
      const members = table.dimensions[0]?.groups.find(({ code }) => code === group)?.leaves ?? [];
      const others = [`${group} n0`, ...members.slice(1).map((leaf) => `${leaf} n0`)];
      expect(others.some((cell) => hidden.includes(cell))).toBe(true);
    }
  });

  it.each<[string, Table]>([
    ['one cell', matrix([[3]])],
    ['one large cell beside nobody', matrix([[100, 0]])],
    ['nobody at all', matrix([[0, 0], [0, 0]])], // prettier-ignore
    ['a total below the threshold', matrix([[1, 2], [3, 0]])], // prettier-ignore
    ['a group of one', matrix([[3, 20], [30, 40]], { alone: ['z0'], all: ['z0', 'z1'] })], // prettier-ignore
    ['no dimension', { dimensions: [], cells: [{ codes: [], people: 3n, contributors: 1 }] }],
  ])('ends, with every cell: %s', async (_, table) => {
    const protection = await protectTable(table, RULE);
    const cells = table.dimensions.reduce((size, { leaves, groups }) => size * (leaves.length + groups.length + 1), 1);
    expect(protection.cells).toHaveLength(cells);
    expect(protection.primary + protection.secondary + protection.published).toBe(cells);
    expect(protection.primary).toBeGreaterThan(0);
  });

  it('publishes a single large cell', async () => {
    expect(await protectTable(matrix([[30]]), RULE)).toMatchObject({ primary: 0, secondary: 0, published: 4 });
  });

  it('takes counts beyond every float', async () => {
    const huge = 10n ** 40n;
    const cells = [
      { codes: ['a'], people: huge, contributors: 9 },
      { codes: ['b'], people: 1n, contributors: 1 },
      { codes: [TOTAL], people: huge + 1n, contributors: 9 },
    ];
    const protection = await protectTable({ dimensions: [dimension('zone', ['a', 'b'])], cells }, RULE);
    expect(shown(protection, 'published')).toHaveLength(1);
  });

  it.each([
    ['DISCLOSURE.INVALID_RULE', matrix([[1]]), { ...RULE, minPeople: 0.1 }],
    [
      'DISCLOSURE.INVALID_TABLE',
      { ...matrix([[1]]), cells: [{ codes: ['z0', 'n0'], people: 1n, contributors: 1 }] },
      RULE,
    ],
  ])('refuses with %s', async (code, table, rule) => {
    await expect(protectTable(table, rule)).rejects.toMatchObject({ code });
  });
});
