import fc from 'fast-check';
import { protectTable, verifyCertificate, type Protection, type Table } from '#disclosure';
import { rangesOf } from '../../test/reader';
import { sharedTable, type Part } from '../../test/shared-tables';
import { idOf } from '../suppression/grid';
import { layOutTable } from '../suppression/lay-out-table';
import { needsOf } from './need';

const RULE = { minPeople: 3, minContributors: 0, pPercent: 20 };

/** Zones by needs, with a group of zones; up to three holders in each inner cell. */
const aTable: fc.Arbitrary<Table> = fc
  .record({
    zones: fc.integer({ min: 2, max: 3 }),
    needs: fc.integer({ min: 1, max: 2 }),
    isGrouped: fc.boolean(),
    isSigned: fc.boolean(),
  })
  .chain(({ zones, needs, isGrouped, isSigned }) => {
    const part = fc.record({
      people: fc.integer({ min: 1, max: 3 }),
      sum: fc.integer({ min: isSigned ? -4 : 0, max: 9 }),
    });
    const parts = fc.array(fc.option(part, { freq: 2 }), { minLength: 3, maxLength: 3 });
    return fc.array(parts, { minLength: zones * needs, maxLength: zones * needs }).map((cells) => {
      const facts = cells.flatMap((of, i) =>
        of.flatMap((one, holder): Part[] =>
          one
            ? [
                {
                  codes: [`z${i % zones}`, `n${Math.floor(i / zones)}`],
                  holder,
                  people: BigInt(one.people),
                  sum: BigInt(one.sum),
                },
              ]
            : [],
        ),
      );
      return sharedTable(
        { zones, needs, groups: isGrouped ? { north: ['z0', 'z1'] } : {}, coalitions: [[0, 1]] },
        facts,
      );
    });
  });

const hiddenOf = ({ cells }: Protection) => cells.filter(({ status }) => status === 'primary');

describe('a protected table, read by anybody', () => {
  it('leaves outsiders, each holder and a coalition no narrower than each primary cell needs', async () => {
    await fc.assert(
      fc.asyncProperty(aTable, async (table) => {
        const protection = await protectTable(table, RULE);
        const grid = layOutTable(table);
        for (const reader of [[], [0], [1], [2], [0, 1]])
          for (const range of rangesOf(table, protection.cells, reader)) {
            const need = needsOf(grid, RULE, idOf(grid, range.codes), reader)?.[range.measure];
            if (!need) continue;
            expect(range.up).toBeGreaterThanOrEqual(Number(need.up));
            expect(range.down).toBeGreaterThanOrEqual(Number(need.down));
            expect(range.up + range.down).toBeGreaterThanOrEqual(Number(need.width));
          }
      }),
      { numRuns: 60 },
    );
  }, 300_000);

  it('comes with widths that are true, and with the same certificate again', async () => {
    await fc.assert(
      fc.asyncProperty(aTable, async (table) => {
        const protection = await protectTable(table, RULE);
        expect(await protectTable({ ...table, cells: table.cells.toReversed() }, RULE)).toEqual(protection);
        const truth = new Map(table.cells.map(({ codes, people }) => [codes.join('|'), people]));
        const widths = new Map(protection.widths.map(({ codes, people }) => [codes.join('|'), people]));
        for (const { codes, measure, up, down } of rangesOf(table, protection.cells, [])) {
          const people = widths.get(codes.join('|'));
          if (!people || measure !== 0) continue;
          const value = Number(truth.get(codes.join('|')) ?? 0n);
          expect(people.most === null ? Infinity : Number(people.most) - value).toBeLessThanOrEqual(up);
          expect(value - Number(people.least)).toBeLessThanOrEqual(down);
        }
      }),
      { numRuns: 30 },
    );
  }, 300_000);
});

describe('the certificate', () => {
  const square = [[2, 9], [9, 9]].flatMap((row, i) => row.flatMap((people, j) => [0, 1].map((holder): Part => ({ codes: [`z${i}`, `n${j}`], holder, people: BigInt(people), sum: BigInt(people * 10) })))); // prettier-ignore
  const table = sharedTable({ zones: 2, needs: 2, groups: {}, coalitions: [] }, square);
  const rule = { minPeople: 5, minContributors: 0 };
  const refused = expect.objectContaining({ code: 'DISCLOSURE.INVALID_CERTIFICATE' }) as Error;

  it('holds for the release that it was written for', async () => {
    const { cells, certificate } = await protectTable(table, rule);
    expect(() => {
      verifyCertificate(table, cells, certificate, rule);
    }).not.toThrow();
    expect(JSON.parse(JSON.stringify(certificate))).toEqual(certificate);
  });

  it.each(['published cell', 'primary', 'move', 'exposure', 'rule'])('fails with a tampered %s', async (what) => {
    const protection = await protectTable(table, rule);
    const { certificate } = protection;
    const secondary = protection.cells.find(({ status }) => status === 'secondary');
    const showing = (codes?: readonly string[]) =>
      protection.cells.map((cell) => (cell.codes === codes ? { ...cell, status: 'published' as const } : cell));
    const attempts = {
      'published cell': [showing(secondary?.codes), certificate, rule],
      primary: [showing(hiddenOf(protection)[0]?.codes), certificate, rule],
      move: [
        protection.cells,
        { ...certificate, moves: certificate.moves.map(({ inner }) => ({ inner, by: inner.map(() => '1') })) },
        rule,
      ],
      exposure: [
        protection.cells,
        { ...certificate, exposed: certificate.cells.map(({ codes }) => codes), cells: [] },
        rule,
      ],
      rule: [protection.cells, certificate, { ...rule, minPeople: 90 }],
    } as const;
    const [cells, proof, asked] = attempts[what as keyof typeof attempts];
    expect(() => {
      verifyCertificate(table, cells, proof, asked);
    }).toThrow(refused);
  });

  it('fails where a published sum less its published parts is one contributor’s, though each cell is open', async () => {
    const parts = ['z0', 'z1', 'z2'].flatMap((zone) =>
      ['n0', 'n1', 'n2'].flatMap((need) =>
        [0, 1, 2]
          .filter((holder) => holder === 0 || zone === 'z2' || need === 'n2')
          .map((holder): Part => ({ codes: [zone, need], holder, people: 9n, sum: 20n })),
      ),
    );
    const alone = sharedTable({ zones: 3, needs: 3, groups: {}, coalitions: [] }, parts);
    const asked = { minPeople: 2, minContributors: 2 };
    const { cells } = await protectTable(alone, asked);
    const inner = ['z0', 'z1'].flatMap((zone) => ['n0', 'n1'].map((need) => [zone, need]));
    const forged = {
      ...{ version: 1 as const, moves: [{ inner, by: ['1', '-1', '-1', '1'] }], exposed: [] },
      cells: inner.map((codes) => ({ codes, moves: [0] })),
    };
    const isHidden = (codes: readonly string[]) => inner.some((of) => of.join() === codes.join());
    const square = cells.map(({ codes }) => ({
      codes,
      status: isHidden(codes) ? ('primary' as const) : ('published' as const),
    }));
    expect(cells.filter(({ status }) => status !== 'published').length).toBeGreaterThan(inner.length);
    expect(() => {
      verifyCertificate(alone, square, forged, asked);
    }).toThrow(refused);
  });

  it('fails with another table', async () => {
    const { cells, certificate } = await protectTable(table, rule);
    const fewer = sharedTable(
      { zones: 2, needs: 2, groups: {}, coalitions: [] },
      square.map((part) => ({ ...part, people: 1n })),
    );
    expect(() => {
      verifyCertificate(fewer, cells, certificate, rule);
    }).toThrow(refused);
  });
});

describe('a table with many people', () => {
  it('is protected beyond 2^53', async () => {
    const huge = 10n ** 40n;
    const facts = [1n, huge, huge, huge].map((people, i): Part => ({
      codes: [`z${i % 2}`, `n${i >> 1}`],
      holder: 0,
      people,
      sum: huge * huge,
    }));
    const table = sharedTable({ zones: 2, needs: 2, groups: {}, coalitions: [] }, facts);
    const cells = table.cells.map((cell) => ({ ...cell, shares: undefined }));
    const protection = await protectTable(
      { dimensions: table.dimensions, cells },
      { minPeople: 5, minContributors: 0 },
    );
    expect(protection).toMatchObject({ primary: 1, secondary: 3, published: 5 });
  });
});
