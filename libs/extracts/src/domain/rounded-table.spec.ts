import type { OutputTable } from '#warehouse';
import fc from 'fast-check';
import { roundedTo } from './rounded-table';

const columns: OutputTable['columns'] = [
  { name: 'zone', type: 'string' },
  { name: 'people', type: 'integer' },
  { name: 'visits', type: 'integer' },
  { name: 'cost', type: 'decimal', scale: 2 },
  { name: 'conf_status', type: 'string' },
];
const table: OutputTable = {
  columns,
  rows: [
    ['A', 12n, 0n, 1_249n, 'F'],
    ['B', 13n, -7n, -1_250n, 'F'],
    ['C', null, null, null, 'C'],
    ['_T', 25n, -7n, -1n, 'F'],
  ],
};

const aNumber = fc.bigInt(-(10n ** 25n), 10n ** 25n);
const aRow = fc.oneof(
  fc.tuple(fc.string(), fc.bigInt(0n, 10n ** 9n), aNumber, aNumber, fc.constant('F')),
  fc.constant(['A', null, null, null, 'C']),
);
const someBases = fc.array(fc.integer({ min: 2, max: 60 }), { minLength: 1, maxLength: 3 });

describe('a rounded table', () => {
  it('keeps what is said of its numbers as it is: how far noise may have moved them, for instance', () => {
    const noisy = {
      columns: [...columns, { name: 'people_margin_95', type: 'integer' as const }],
      rows: table.rows.map((row) => [...row, row[1] === null ? null : 7n]),
    };
    expect(roundedTo([5], noisy).rows.map((row) => row.at(-2))).toEqual([7n, 7n, null, 7n]);
  });

  it('has multiples of the base, in whole units of each column, and says of which', () => {
    const rounded = roundedTo([5], table);
    expect(rounded.columns).toEqual([...columns, { name: 'rounding_base', type: 'integer' }]);
    expect(rounded.rows).toEqual([
      ['A', 10n, 0n, 1_000n, 'F', 5n],
      ['B', 15n, -5n, -1_500n, 'F', 5n],
      ['C', null, null, null, 'C', null],
      ['_T', 25n, -5n, 0n, 'F', 5n],
    ]);
  });

  it('has multiples of every base', () => {
    expect(roundedTo([4, 10], table).rows[0]).toEqual(['A', 20n, 0n, 2_000n, 'F', 20n]);
  });

  it('is the table itself, without a new column, where nothing is to be rounded', () => {
    expect(roundedTo([], table)).toEqual(table);
  });

  it('says nothing of what is suppressed, changes no text, and no number by more than half a base', () => {
    fc.assert(
      fc.property(fc.array(aRow), someBases, (rows, bases) => {
        const rounded = roundedTo(bases, { columns, rows });
        rounded.rows.forEach((row, i) => {
          const exact = rows[i] ?? [];
          const base = row.at(-1);
          expect(base === null).toBe(exact.every((value) => typeof value !== 'bigint'));
          exact.forEach((value, at) => {
            const [one, unit] = [row[at], columns[at]?.type === 'decimal' ? 100n : 1n];
            if (typeof value !== 'bigint' || typeof one !== 'bigint' || typeof base !== 'bigint') {
              expect(one).toBe(value);
              return;
            }
            for (const asked of bases) expect(one % (BigInt(asked) * unit)).toBe(0n);
            const moved = one > value ? one - value : value - one;
            expect(2n * moved).toBeLessThanOrEqual(base * unit);
          });
        });
      }),
    );
  });
});
