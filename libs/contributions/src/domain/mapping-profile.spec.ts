import type { Mapping } from '#intake';
import type { TableSchema } from '#warehouse';
import { assertMapping, assertProfileName, fits } from './mapping-profile';

const schema: TableSchema = {
  fields: [
    { name: 'sex', type: 'string', categories: ['F', 'M'], disclosureRole: 'dimension' },
    { name: 'hours', type: 'decimal', disclosureRole: 'measure' },
    { name: 'district', type: 'string', derivedFrom: 'zone', disclosureRole: 'dimension' },
  ],
};
const good: Mapping = {
  columns: [
    { from: 'Sesso', to: 'sex', values: { donna: 'F', uomo: 'M', '-': '' } },
    { from: 'Minuti', to: 'hours', unit: { multiplyBy: '1/60' } },
  ],
  ignored: ['Note'],
};
const [sex] = good.columns;

describe('assertMapping', () => {
  it('takes what leads to fields of the dataset, and to values of their lists', () => {
    expect(() => {
      assertMapping(good, schema);
    }).not.toThrow();
  });

  it.each<[string, Mapping]>([
    ['no column', { ...good, columns: [] }],
    ['an unknown field', { ...good, columns: [{ from: 'a', to: 'nothing' }] }],
    ['a field that follows from another', { ...good, columns: [{ from: 'a', to: 'district' }] }],
    ['two columns for one field', { ...good, columns: [...good.columns, { from: 'Altro', to: 'sex' }] }],
    ['a column that is taken and left out', { ...good, ignored: ['sesso '] }],
    ['a value that is not in the list', { ...good, columns: [{ from: 'Sesso', to: 'sex', values: { x: 'X' } }] }],
    [
      'a unit of what is no number',
      { ...good, columns: [{ ...sex, from: 'a', to: 'sex', unit: { multiplyBy: '2' } }] },
    ],
    ...['0', '-1', '1/0', '1e3', 'x', '', '1/2/3', '1/2.5', '1.5/2'].map((multiplyBy): [string, Mapping] => [
      `the factor ${JSON.stringify(multiplyBy)}`,
      { ...good, columns: [{ from: 'a', to: 'hours', unit: { multiplyBy } }] },
    ]),
  ])('refuses %s', (_, mapping) => {
    expect(() => {
      assertMapping(mapping, schema);
    }).toThrow(expect.objectContaining({ code: 'MAPPING.INVALID' }));
  });

  it('keeps columns that are named like what every object has', () => {
    const values = JSON.parse('{"__proto__": "F"}') as Record<string, string>;
    expect(() => {
      assertMapping({ columns: [{ from: '__proto__', to: 'sex', values }], ignored: ['constructor'] }, schema);
    }).not.toThrow();
  });
});

describe('fits', () => {
  it.each([
    [true, ['Note', 'MINUTI', ' Sesso']],
    [true, ['Sesso', 'Minuti']],
    [false, ['Sesso', 'Minuti', 'Note', 'Nuova']],
    [false, ['Sesso', 'Note']],
  ])('%s: %j', (is, header) => {
    expect(fits(good, header)).toBe(is);
  });
});

describe('assertProfileName', () => {
  it.each(['', ' ', 'x'.repeat(101), 'a\u202Eb', 'a\nb'])('refuses %j', (name) => {
    expect(() => {
      assertProfileName(name);
    }).toThrow(expect.objectContaining({ code: 'PROFILE.NAME_INVALID' }));
  });
});
