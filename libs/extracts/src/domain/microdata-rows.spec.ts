import fc from 'fast-check';
import type { CodedColumn, Field, TableSchema } from '#warehouse';
import { assertMicrodataColumns, namedByRole } from './microdata-columns';
import { anonymousRows } from './microdata-rows';

const column = (name: string, change: Partial<Field> = {}): Field => ({
  ...{ name, type: 'string', disclosureRole: 'dimension' },
  ...change,
});
const schema: TableSchema = {
  fields: [
    column('district'),
    column('zone', { within: 'district' }),
    column('age', { type: 'integer', disclosureRole: 'quasiIdentifier' }),
    column('since', { type: 'date', disclosureRole: 'quasiIdentifier' }),
    column('need', { disclosureRole: 'sensitive' }),
    column('cost', { type: 'decimal', scale: 2, disclosureRole: 'measure' }),
    column('who', { disclosureRole: 'directIdentifier', pseudonym: true }),
  ],
  personKey: 'who',
};

type Value = string | null;
type Row = Readonly<Record<string, Value>>;

const coded = (rows: readonly Row[], names = schema.fields.map(({ name }) => name)) => ({
  rows: rows.length,
  columns: names.map((name): CodedColumn => {
    const values = [...new Set(rows.map((row) => row[name] ?? null))];
    return { name, values, codes: Uint32Array.from(rows, (row) => values.indexOf(row[name] ?? null)) };
  }),
});
const made = (rows: readonly Row[], columns: readonly string[], requirement: object = {}) =>
  anonymousRows(
    { schema, asked: namedByRole(schema, columns), coded: coded(rows) },
    { k: 2, mostSuppressedPercent: 0, ...requirement },
  );
/** As many people as rows. */
const people = (rows: readonly Row[]) => rows.map((row, at) => ({ who: `p${at}`, ...row }));
const shown = (rows: readonly Row[], columns: readonly string[], requirement: object = {}) =>
  made(people(rows), columns, requirement).table.rows.map((row) => row.join('|'));

describe('rows that leave one by one', () => {
  it('show less of what lies within something, before nothing of it', () => {
    const rows = [
      { district: '1', zone: 'A' },
      { district: '1', zone: 'B' },
      { district: '2', zone: 'C' },
      { district: '2', zone: 'C' },
    ];
    expect(shown(rows, ['zone', 'district'])).toEqual(['1|*', '1|*', '2|*', '2|*']);
    expect(shown(rows, ['zone'])).toEqual(['*', '*', '*', '*']);
    expect(shown(rows, ['zone', 'district'], { k: 3 })).toEqual(['*|*', '*|*', '*|*', '*|*']);
    expect(made(people(rows), ['zone', 'district']).facts.columns).toEqual([
      { name: 'district', isSensitive: false, level: 0, levels: 1, starred: 0 },
      { name: 'zone', isSensitive: false, level: 1, levels: 1, starred: 0 },
    ]);
  });

  it('show numbers as bands ten times as wide each, and days as months and years', () => {
    const ages = (...all: string[]) =>
      shown(
        all.map((age) => ({ age })),
        ['age'],
      );
    expect(ages('31', '31')).toEqual(['31', '31']);
    expect(ages('31', '35', '40', '49')).toEqual(['[30,40)', '[30,40)', '[40,50)', '[40,50)']);
    expect(ages('-1', '-10', '0', '9')).toEqual(['[-10,0)', '[-10,0)', '[0,10)', '[0,10)']);
    expect(ages('3', '17', '92', '170')).toEqual(['*', '*', '*', '*']);
    const costs = (...all: string[]) =>
      shown(
        all.map((cost) => ({ cost })),
        ['cost'],
      );
    expect(costs('1.50', '1.99', '-0.01', '-0.50')).toEqual(['[-1,0)', '[-1,0)', '[1,2)', '[1,2)']);
    const days = (...all: string[]) =>
      shown(
        all.map((since) => ({ since })),
        ['since'],
      );
    expect(days('2024-02-01', '2024-02-29')).toEqual(['2024-02', '2024-02']);
    expect(days('2024-02-01', '2024-11-29')).toEqual(['2024', '2024']);
  });

  it('show what is missing as missing, as long as they show anything', () => {
    expect(shown([{ age: null }, { age: null }, { age: '31' }, { age: '32' }], ['age'])).toEqual([
      ...['[30,40)', '[30,40)', '', ''],
    ]);
  });

  it('count people, and not the rows of one', () => {
    const rows = [{ zone: 'A' }, { zone: 'A' }, { zone: 'B' }, { zone: 'B' }];
    expect(shown(rows, ['zone'])).toEqual(['A', 'A', 'B', 'B']);
    const twice = rows.map((row, at) => ({ ...row, who: ['x', 'x', 'y', 'z'][at] as string }));
    expect(made(twice, ['zone']).table.rows.flat()).toEqual(['*', '*', '*', '*']);
    const unknown = rows.map((row, at) => ({ ...row, who: at < 2 ? null : `p${at}` }));
    expect(made(unknown, ['zone']).table.rows.flat()).toEqual(['*', '*', '*', '*']);
  });

  it('show sensitive values as they are, of which every group has several', () => {
    const rows = ['casa', 'casa', 'cura', 'casa'].map((need, at) => ({ need, zone: at < 2 ? 'A' : 'B' }));
    const diversity = { kind: 'distinct', l: 2 };
    expect(shown(rows, ['zone', 'need'])).toEqual(['A|casa', 'A|casa', 'B|casa', 'B|cura']);
    expect(shown(rows, ['zone', 'need'], { diversity })).toEqual(['*|casa', '*|casa', '*|casa', '*|cura']);
    expect(shown(rows, ['zone', 'need'], { diversity, mostSuppressedPercent: 50 })).toEqual(['B|casa', 'B|cura']);
  });

  it('show a star where too few look alike with the value, and say in how many rows', () => {
    const of = (age: string, zone: string) => ({ age, zone, district: '1' });
    const few = [of('31', 'C'), of('31', 'D'), of('60', 'C')];
    const rows = [...Array<Row>(10).fill(of('31', 'A')), ...Array<Row>(10).fill(of('92', 'B')), ...few];
    const asked = { suppression: 'values', mostSuppressedPercent: 15 };
    const seen = new Set(shown(rows, ['age', 'zone', 'district'], asked));
    expect([...seen]).toEqual(['*|*|31', '1|A|31', '1|B|92']);
    expect(made(people(rows), ['age', 'zone', 'district'], asked).facts).toMatchObject({
      ...{ rows: 22, suppressedRows: 1, groups: 3, smallestGroup: 2 },
      columns: [{ starred: 2 }, { starred: 2 }, { starred: 0 }],
    });
  });

  it('come in an order that does not tell whose they are', () => {
    const value = fc.constantFrom('A', 'B', 'C', null);
    fc.assert(
      fc.property(fc.array(fc.record({ zone: value, district: value, need: value }), { minLength: 2 }), (rows) => {
        const columns = ['zone', 'district', 'need'];
        expect(shown(rows.toReversed(), columns)).toEqual(shown(rows, columns));
      }),
    );
  });

  it('have no column that names somebody, none twice, and one at least that is not sensitive', () => {
    const ask =
      (columns: string[], of = schema) =>
      () => {
        assertMicrodataColumns(of, columns, of);
      };
    const refused = (code: string) => expect.objectContaining({ code }) as Error;
    expect(ask(['zone', 'cost', 'need'])).not.toThrow();
    expect(ask(['zone', 'who'])).toThrow(refused('EXTRACT.UNKNOWN_COLUMN'));
    expect(ask(['zone', 'zone'])).toThrow(refused('EXTRACT.REPEATED_COLUMN'));
    expect(ask(['need'])).toThrow(refused('EXTRACT.COLUMN_COUNT'));
    const weighed = { fields: [...schema.fields, column('people', { type: 'integer', disclosureRole: 'weight' })] };
    expect(ask(['zone', 'people'], weighed)).toThrow(refused('EXTRACT.UNKNOWN_COLUMN'));
    expect(ask(['zone'], weighed)).toThrow(refused('EXTRACT.NOT_PERSONS'));
  });
});
