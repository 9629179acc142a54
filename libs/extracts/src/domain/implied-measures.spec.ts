import type { RowRule, TableSchema } from '#warehouse';
import { impliedMeasures } from './implied-measures';

const schemaWith = (...rules: RowRule[]): TableSchema => ({
  fields: [
    ...['cost', 'paid', 'owed', 'vat', 'gross'].map((name) => ({ name, type: 'integer', disclosureRole: 'measure' })),
    { name: 'age', type: 'integer', disclosureRole: 'quasiIdentifier' },
  ] as TableSchema['fields'],
  rules,
});
const field = (name: string) => ({ field: name });
const COST: RowRule = { left: field('cost'), op: '=', right: { sum: ['paid', 'owed'] } };
const GROSS: RowRule = { left: { sum: ['cost', 'vat'] }, op: '=', right: field('gross') };

describe('sums that follow from others', () => {
  it.each([
    [['cost', 'paid'], ['owed']],
    [['paid', 'owed'], ['cost']],
    [['cost'], []],
    [['cost', 'paid', 'owed'], []],
    [
      ['paid', 'owed', 'vat'],
      ['cost', 'gross'],
    ],
  ])('of %s are %s', (known, implied) => {
    expect(impliedMeasures(schemaWith(COST, GROSS), known)).toEqual(implied);
  });

  it('follow from one that is the same, and from one beside a number that is given', () => {
    expect(impliedMeasures(schemaWith({ left: field('cost'), op: '=', right: field('gross') }), ['cost'])).toEqual([
      'gross',
    ]);
    const hundred: RowRule = { left: { sum: ['paid', 'owed'] }, op: '=', right: { value: 100 } };
    expect(impliedMeasures(schemaWith(hundred), ['paid'])).toEqual(['owed']);
  });

  it.each<[string, RowRule]>([
    ['a comparison', { ...COST, op: '<=' }],
    ['a condition', { ...COST, when: { field: 'age', is: 'present' } }],
    ['a presence', { field: 'cost', is: 'present' }],
    ['a column that is no measure', { left: field('cost'), op: '=', right: { sum: ['paid', 'age'] } }],
  ])('do not follow by %s', (_, rule) => {
    expect(impliedMeasures(schemaWith(rule), ['cost', 'paid'])).toEqual([]);
  });
});
