import fc from 'fast-check';
import { protectTable, TOTAL, verifyCertificate, type ProtectedCell, type Table } from '#disclosure';
import { jointRanges } from '../../test/joint-reader';
import { rangesOf, type Distance } from '../../test/reader';
import { sharedTable, type Part } from '../../test/shared-tables';
import { codesOf, idOf, OPEN, type Grid } from '../suppression/grid';
import { layOutTable } from '../suppression/lay-out-table';
import { primariesOf } from '../suppression/primaries';
import { exposedBefore } from './exposed';
import { needsOf } from './need';

const RULE = { minPeople: 4, minContributors: 2, pPercent: 20 };
const READERS = [[], [0], [1], [2], [0, 1]];

type Drawn = { readonly zones: number; readonly needs: number; readonly shown: readonly boolean[] };

/** Zones by needs of up to three holders; some cells are out already. */
const aTable = ({ zones, needs, shown }: Drawn): fc.Arbitrary<Table> => {
  const part = fc.record({ people: fc.integer({ min: 1, max: 3 }), sum: fc.integer({ min: 0, max: 9 }) });
  const parts = fc.array(fc.option(part, { freq: 2 }), { minLength: 3, maxLength: 3 });
  return fc.array(parts, { minLength: zones * needs, maxLength: zones * needs }).map((cells) => {
    const facts = cells.flatMap((of, i) =>
      of.flatMap((one, holder): Part[] => {
        const codes = [`z${i % zones}`, `n${Math.floor(i / zones)}`];
        return one ? [{ codes, holder, people: BigInt(one.people), sum: BigInt(one.sum) }] : [];
      }),
    );
    const table = sharedTable({ zones, needs, groups: {}, coalitions: [[0, 1]] }, facts);
    const published = table.cells.filter((_, i) => shown[i]).map(({ codes }) => codes);
    return { ...table, earlier: [{ dimensions: ['zone', 'need'], published }] };
  });
};

const someTable = (mostNeeds: number) =>
  fc
    .record({
      zones: fc.integer({ min: 2, max: 3 }),
      needs: fc.integer({ min: 1, max: mostNeeds }),
      shown: fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }),
    })
    .chain(aTable)
    .filter(({ cells }) => cells.length > 0);

function isShort({ codes, measure, up, down }: Distance, grid: Grid, reader: readonly number[]): boolean {
  const need = needsOf(grid, RULE, idOf(grid, codes), reader)?.[measure];
  if (!need) return false;
  return up < Number(need.up) || down < Number(need.down) || up + down < Number(need.width);
}

const among = (table: Table) => ({ grid: layOutTable(table), rule: RULE, readers: READERS });

describe('primary cells that earlier releases give away', () => {
  it('are more open to some reader than the need in no table that agrees with what is out', async () => {
    await fc.assert(
      fc.asyncProperty(someTable(2), async (table) => {
        const { grid } = among(table);
        const asked = [...primariesOf(grid, table, RULE).keys()];
        const found = [...exposedBefore(among(table), asked)].filter((cell) => grid.visibility[cell] !== OPEN);
        const out = new Set(table.earlier?.flatMap(({ published }) => published.map((codes) => codes.join())));
        const cells = found.map((cell): ProtectedCell => ({ codes: codesOf(grid, cell), status: 'primary' }));
        const seen = table.cells.flatMap(({ codes }): ProtectedCell[] =>
          out.has(codes.join()) ? [{ codes, status: 'published' }] : [],
        );
        const isNarrow = (reads: (reader: readonly number[]) => Distance[]) => (cell: ProtectedCell) =>
          READERS.some((reader) =>
            reads(reader).some((one) => one.codes.join() === cell.codes.join() && isShort(one, grid, reader)),
          );
        const beside = [...seen, ...cells];
        const left = cells.filter((cell) => !isNarrow((reader) => rangesOf(table, beside, reader))(cell));
        // Rarely, it takes counts and sums together.
        const joint = isNarrow((reader) => jointRanges(table, beside, { reader, farthest: [6, 9] }));
        expect(left.filter((cell) => !joint(cell))).toEqual([]);
        await Promise.resolve();
      }),
      { numRuns: 60 },
    );
  }, 300_000);

  it('are found again for nearly every table that gives cells up, and are proven or found in every table', async () => {
    let refused = 0;
    const tables = fc.sample(someTable(3), { numRuns: 150, seed: 20261122 });
    for (const table of tables)
      await protectTable(table, RULE).catch((error: unknown) => {
        expect(error).toMatchObject({ code: 'DISCLOSURE.INFEASIBLE' });
        refused += 1;
      });
    expect(refused).toBeLessThan(8);
  }, 300_000);
});

describe('a certificate that gives up what earlier releases do not give away', () => {
  const square = [[2, 9], [9, 9]].flatMap((row, i) => row.flatMap((people, j) => [0, 1].map((holder): Part => ({ codes: [`z${i}`, `n${j}`], holder, people: BigInt(people), sum: BigInt(people * 10) })))); // prettier-ignore
  const table = sharedTable({ zones: 2, needs: 2, groups: {}, coalitions: [] }, square);
  const rule = { minPeople: 5, minContributors: 0 };
  const showing = (...published: string[][]): Table => ({
    ...table,
    earlier: [{ dimensions: ['zone', 'need'], published }],
  });

  it('does not hold, whatever else they show', async () => {
    const beside = showing([TOTAL, TOTAL]);
    const { cells, certificate } = await protectTable(beside, rule);
    expect(certificate.exposed).toEqual([]);
    const forged = { ...certificate, exposed: certificate.cells.map(({ codes }) => codes), cells: [] };
    expect(() => {
      verifyCertificate(beside, cells, forged, rule);
    }).toThrow(expect.objectContaining({ code: 'DISCLOSURE.INVALID_CERTIFICATE' }) as Error);
  });

  it.each([
    { how: 'shown', published: [['z0', 'n0']] },
    { how: 'to be worked out', published: [['z0', TOTAL], ['z0', 'n1']] }, // prettier-ignore
  ])('holds where the cell is $how', async ({ published }) => {
    const beside = showing(...published);
    const { cells, certificate } = await protectTable(beside, rule);
    expect(certificate.exposed).toContainEqual(['z0', 'n0']);
    expect(() => {
      verifyCertificate(beside, cells, certificate, rule);
    }).not.toThrow();
  });

  it('does not hold where it shows a cell that was merely known nearly', async () => {
    const beside = { ...showing([TOTAL, TOTAL]), cells: table.cells };
    const wide = { minPeople: 80, minContributors: 0 };
    const { cells, certificate } = await protectTable(beside, wide);
    expect(certificate.exposed.length).toBeGreaterThan(0);
    const [codes] = certificate.exposed.filter((of) => of.join() !== [TOTAL, TOTAL].join());
    const shown = cells.map((cell) => (cell.codes.join() === codes?.join() ? { ...cell, status: 'published' as const } : cell)); // prettier-ignore
    expect(() => {
      verifyCertificate(beside, shown, certificate, wide);
    }).toThrow(expect.objectContaining({ code: 'DISCLOSURE.INVALID_CERTIFICATE' }) as Error);
  });
});
