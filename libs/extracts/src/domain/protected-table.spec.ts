import { protectTable, type PrimaryRule } from '#disclosure';
import type { AggregateCell, OutputTable, TableSchema } from '#warehouse';
import fc from 'fast-check';
import { classify, type Classification } from './classification';
import { countByStatus, outputOf, shownCells, tableOf } from './protected-table';
import { aggregateOf, dimension, rowsOf, schemaOf, type Row } from './spec-support';

const rule = { minPeople: 10, minContributors: 3 };

/** As the commons releases it; or as a naive maker of tables would, who leaves something out. */
async function release(
  schema: TableSchema,
  rows: readonly Row[],
  dimensions: string[],
  naive = same,
): Promise<OutputTable> {
  const aggregate = aggregateOf(rows, dimensions);
  const classifications = classify(schema, aggregate).map(naive);
  const { cells } = await protectTable(tableOf(aggregate, classifications), rule);
  return outputOf(aggregate, classifications, shownCells(cells, classifications), [HOURS]);
}

const HOURS = { name: 'hours', type: 'decimal', scale: 1 } as const;

/** Whether enough stand behind a number, counted here by hand. */
const meets = (cell?: AggregateCell) => cell !== undefined && cell.people >= 10n && cell.contributors >= 3;

const same = (classification: Classification) => classification;

/** Rows as objects: `{ zone, need, people, hours, conf_status }`. */
const recordsOf = ({ columns, rows }: OutputTable) =>
  rows.map((row) => Object.fromEntries(columns.map(({ name }, at) => [name, row[at] ?? null])));

describe('a released table', () => {
  const schema = schemaOf(dimension('zone', ['A', 'B', 'C']), dimension('need', ['food', 'job'], { required: false }));
  const rows = [
    ...rowsOf({ zone: 'A', need: 'food' }, 20),
    ...rowsOf({ zone: 'A', need: 'job' }, 1),
    ...rowsOf({ zone: 'B', need: 'food' }, 30),
    ...rowsOf({ zone: 'B', need: 'job' }, 40),
    ...rowsOf({ zone: 'B', need: null }, 11),
    ...rowsOf({ zone: 'A', need: null }, 12),
  ];

  it('has the columns of the request, people, sums and a status', async () => {
    const { columns } = await release(schema, rows, ['need', 'zone']);
    expect(columns).toEqual([
      { name: 'need', type: 'string' },
      { name: 'zone', type: 'string' },
      { name: 'people', type: 'integer' },
      { name: 'hours', type: 'decimal', scale: 1 },
      { name: 'conf_status', type: 'string' },
    ]);
  });

  it('shows every combination of declared codes, missing values and totals, once', async () => {
    const records = recordsOf(await release(schema, rows, ['need', 'zone']));
    const codes = records.map(({ need, zone }) => `${String(zone)} ${String(need)}`);
    const expected = ['A', 'B', 'C', '_T'].flatMap((zone) =>
      ['food', 'job', '_U', '_T'].map((need) => `${zone} ${need}`),
    );
    expect(codes.sort()).toEqual(expected.sort());
  });

  it('gives no number of a suppressed cell, and does not say which kind of suppressed it is', async () => {
    const records = recordsOf(await release(schema, rows, ['zone', 'need']));
    const small = records.find(({ zone, need }) => zone === 'A' && need === 'job');
    const empty = records.find(({ zone, need }) => zone === 'C' && need === 'food');
    for (const cell of [small, empty]) expect(cell).toMatchObject({ people: null, hours: null, conf_status: 'C' });
  });

  it('gives the exact numbers of a published one', async () => {
    const records = recordsOf(await release(schema, rows, ['zone', 'need']));
    expect(records.find(({ zone, need }) => zone === '_T' && need === '_T')).toEqual({
      ...{ zone: '_T', need: '_T', people: 342n, hours: 3_420n, conf_status: 'F' },
    });
  });

  it('counts what it shows', async () => {
    const aggregate = aggregateOf(rows, ['zone', 'need']);
    const classifications = classify(schema, aggregate);
    const { cells } = await protectTable(tableOf(aggregate, classifications), rule);
    const counts = countByStatus(shownCells(cells, classifications));
    expect(counts.published + counts.primary + counts.secondary).toBe(16);
    expect(counts.primary).toBe(5);
  });
});

describe('a released table of columns that lie within each other', () => {
  const schema = schemaOf(
    dimension('district', ['1', '2'], { required: false }),
    dimension('zone', ['01', '02', '03', '04'], { within: 'district', required: false }),
  );
  const rows = [
    ...rowsOf({ zone: '01', district: '1' }, 10),
    ...rowsOf({ zone: '02', district: '1' }, 20),
    ...rowsOf({ zone: '03', district: '2' }, 30),
    ...rowsOf({ zone: '04', district: '2' }, 40),
    ...rowsOf({ zone: null, district: '1' }, 5),
    ...rowsOf({ zone: null, district: '2' }, 6),
    ...rowsOf({ zone: null, district: null }, 7),
  ];

  it('has one row a zone and one a district, whose numbers are true', async () => {
    const { rows: found } = await release(schema, rows, ['zone', 'district']);
    expect(found.map(([zone, district, people]) => [zone, district, people])).toEqual([
      ['01', '_T', 30n],
      ['02', '_T', 60n],
      ['03', '_T', 90n],
      ['04', '_T', 120n],
      ['_U', '_T', 54n],
      ['_T', '1', 105n],
      ['_T', '2', 228n],
      ['_T', '_U', 21n],
      ['_T', '_T', 354n],
    ]);
  });

  it('is made all the same when rows put one zone into two districts', async () => {
    const stray = rowsOf({ zone: '01', district: '2' }, 4);
    const records = recordsOf(await release(schema, [...rows, ...stray], ['zone', 'district']));
    expect(records.find(({ zone }) => zone === '01')).toMatchObject({ people: 42n });
    expect(records.find(({ district }) => district === '2')).toMatchObject({ people: 240n });
  });
});

describe('an attacker who knows the code lists', () => {
  const schema = schemaOf(dimension('zone', ['A', 'B', 'C']), dimension('need', ['food', 'job', 'care']));
  const rows = ['A', 'B', 'C'].flatMap((zone) =>
    ['food', 'job', 'care'].flatMap((need) => (zone === 'C' && need === 'care' ? [] : rowsOf({ zone, need }, 9))),
  );
  /** Combinations of declared codes that a table does not speak of: nobody is there. */
  const provenEmpty = (table: OutputTable) => {
    const spoken = recordsOf(table).map(({ zone, need }) => `${String(zone)} ${String(need)}`);
    const declared = ['A', 'B', 'C'].flatMap((zone) => ['food', 'job', 'care'].map((need) => `${zone} ${need}`));
    return declared.filter((codes) => !spoken.includes(codes));
  };

  it('learns from a naive table, which leaves out what has no rows, that nobody is there', () => {
    const aggregate = aggregateOf(rows, ['zone', 'need']);
    const naive: OutputTable = {
      columns: ['zone', 'need', 'people'].map((name) => ({ name, type: 'string' })),
      rows: aggregate.cells.map(({ codes, people }) => [...codes, people >= 10n ? people : null]),
    };
    expect(provenEmpty(naive)).toEqual(['C care']);
  });

  it('learns nothing of the kind from ours, nor from its margins', async () => {
    const table = await release(schema, rows, ['zone', 'need']);
    expect(provenEmpty(table)).toEqual([]);
    const hiddenIn = (column: string, code: string) =>
      recordsOf(table).filter((record) => record[column] === code && record.conf_status === 'C').length;
    expect(hiddenIn('zone', 'C')).toBeGreaterThanOrEqual(2);
    expect(hiddenIn('need', 'care')).toBeGreaterThanOrEqual(2);
  });
});

describe('an attacker with a map', () => {
  const zones = { Z: '2', A: '1', B: '1', C: '2', D: '2' };
  const schema = schemaOf(
    dimension('district', ['1', '2']),
    dimension('zone', Object.keys(zones), { within: 'district' }),
  );
  const rows = Object.entries(zones).flatMap(([zone, district]) => (zone === 'Z' ? [] : rowsOf({ zone, district }, 9)));

  /** What is left of district 2 for the zone that no row has; null where some other zone of it is hidden too. */
  const leftForZ = (table: OutputTable) => {
    const people = new Map(
      recordsOf(table).map((record) => [`${String(record.zone)} ${String(record.district)}`, record.people]),
    );
    const parts = ['_T 2', 'C _T', 'D _T'].map((codes) => people.get(codes) ?? null);
    const [all, ...known] = parts as (bigint | null)[];
    if (all == null || known.some((part) => part === null)) return null;
    return known.reduce<bigint>((left, part) => left - (part ?? 0n), all);
  };

  it('learns from a naive table, which trusts the rows to say what lies where, that the zone is empty', async () => {
    const naive = (classification: Classification): Classification => {
      const isSeen = (code: string) => !code.startsWith('{');
      const { name, leaves, groups } = classification.dimension;
      const seen = groups.map((group) => ({ ...group, leaves: group.leaves.filter(isSeen) }));
      return { ...classification, dimension: { name, leaves: leaves.filter(isSeen), groups: seen } };
    };
    expect(leftForZ(await release(schema, rows, ['zone', 'district'], naive))).toBe(0n);
  });

  it('learns nothing of it from ours', async () => {
    expect(leftForZ(await release(schema, rows, ['zone', 'district']))).toBeNull();
  });
});

describe('any released table', () => {
  const schema = schemaOf(
    dimension('district', ['1', '2'], { required: false }),
    dimension('zone', ['1', '2', '3'], { within: 'district', required: false }),
    dimension('need', ['food', 'job']),
  );
  const dimensions = ['need', 'zone', 'district'];
  const anyRow: fc.Arbitrary<Row> = fc.record({
    values: fc.record({
      zone: fc.constantFrom('1', '2', '3', null),
      district: fc.constantFrom('1', '2', null),
      need: fc.constantFrom('food', 'job'),
    }),
    people: fc.integer({ min: 0, max: 30 }),
    contributor: fc.constantFrom('a', 'b', 'c', 'd'),
  });

  it('shows each code once, publishes only what its terms allow, and only what is true', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { maxLength: 40 }), async (rows) => {
        const truth = new Map(aggregateOf(rows, dimensions).cells.map((cell) => [cell.codes.join(), cell]));
        const { rows: found } = await release(schema, rows, dimensions);
        expect(new Set(found.map((row) => row.slice(0, 3).join())).size).toBe(3 * (4 + 3 + 1));
        expect(found).toHaveLength(3 * (4 + 3 + 1));
        for (const [need, zone, district, people, hours, status] of found) {
          const cell = truth.get([need, zone, district].join());
          expect([people, hours]).toEqual(status === 'C' ? [null, null] : [cell?.people, cell?.sums[0]]);
          if (status === 'F') expect(meets(cell)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a released table under a p% rule', () => {
  const schema = schemaOf(
    dimension('district', ['1', '2'], { required: false }),
    dimension('zone', ['1', '2', '3'], { within: 'district', required: false }),
  );
  const dimensions = ['zone', 'district'];
  const anyRow: fc.Arbitrary<Row> = fc.record({
    values: fc.record({ zone: fc.constantFrom('1', '2', '3', null), district: fc.constantFrom('1', '2', null) }),
    people: fc.integer({ min: 8, max: 30 }),
    contributor: fc.constantFrom('a', 'b', 'c', 'd'),
    hours: fc.oneof(fc.constant(0n), fc.bigInt(0n, 10n), fc.bigInt(0n, 10_000n)),
  });

  /** What each contributor's hours are in a cell, read off the rows. */
  const sharesIn = (rows: readonly Row[], codes: readonly unknown[]): bigint[] => {
    const isIn = ({ values }: Row) =>
      dimensions.every((name, at) => codes[at] === '_T' || codes[at] === (values[name] ?? '_U'));
    return ['a', 'b', 'c', 'd'].map((contributor) =>
      rows
        .filter((row) => row.contributor === contributor && isIn(row))
        .reduce((sum, { hours = 0n }) => sum + hours, 0n),
    );
  };
  /** Whether somebody who takes their own hours off the sum is less than a tenth off somebody else's. */
  const isNearlyKnown = (shares: readonly bigint[]) => {
    const sum = shares.reduce((total, share) => total + share);
    return shares.some((own, i) => shares.some((theirs, j) => i !== j && (sum - own - theirs) * 10n < theirs));
  };
  const shown = ({ rows }: OutputTable) => rows.filter((row) => row.at(-1) === 'F');
  const releaseUnder = async (rows: readonly Row[], terms: PrimaryRule): Promise<OutputTable> => {
    const aggregate = aggregateOf(rows, dimensions);
    const classifications = classify(schema, aggregate);
    const { cells } = await protectTable(tableOf(aggregate, classifications), terms);
    return outputOf(aggregate, classifications, shownCells(cells, classifications), [HOURS]);
  };

  it('has no sum from which one organisation knows nearly what another did, at any level', async () => {
    let broken = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { minLength: 8, maxLength: 40 }), async (rows) => {
        const naive = shown(await releaseUnder(rows, rule));
        if (naive.some((row) => isNearlyKnown(sharesIn(rows, row)))) broken += 1;
        for (const row of shown(await releaseUnder(rows, { ...rule, pPercent: 10 })))
          expect(isNearlyKnown(sharesIn(rows, row))).toBe(false);
      }),
      { numRuns: 100, seed: 20261122 },
    );
    expect(broken).toBeGreaterThan(10);
  });
});
