import { CommonsError } from '#kernel';
import type { Field, TableSchema } from './field';
import { parseTableSchema } from './table-schema';

const zone: Field = { name: 'zone', type: 'string', disclosureRole: 'dimension' };
const schema = (...fields: Partial<Field>[]): unknown => ({ fields: fields.map((field) => ({ ...zone, ...field })) });

function refusal(input: unknown): string {
  try {
    parseTableSchema(input);
  } catch (error) {
    if (error instanceof CommonsError) return `${error.code} ${JSON.stringify(error.details)}`;
  }
  return 'accepted';
}

describe('parseTableSchema', () => {
  it('reads a schema with every kind of field', () => {
    const input: TableSchema = {
      fields: [
        { ...zone, within: 'district', title: 'Zona' },
        { ...zone, name: 'district', categories: ['1', '2'] },
        { name: 'cost', type: 'decimal', scale: 3, minimum: '-0.125', maximum: 10, disclosureRole: 'measure' },
        { name: 'since', type: 'date', minimum: '2000-02-29', disclosureRole: 'quasiIdentifier' },
        { name: 'residents', type: 'integer', disclosureRole: 'weight' },
      ],
      primaryKey: ['zone', 'since'],
      missingValues: ['', 'n.d.'],
    };
    expect(parseTableSchema(input)).toEqual(input);
  });

  it('keeps direct identifiers out, by a code of their own', () => {
    expect(refusal(schema({ name: 'tax_code', disclosureRole: 'directIdentifier' }))).toMatch(
      /^SCHEMA.DIRECT_IDENTIFIER/,
    );
  });

  it.each([
    ['an unknown key', { fields: [{ ...zone, format: 'any' }] }, 'fields.0'],
    ['no fields', { fields: [] }, 'fields'],
    ['a name that is no identifier', schema({ name: 'Zone"; --' }), 'fields.0.name'],
    ['a name that begins with an underscore', schema({ name: '__proto__' }), 'fields.0.name'],
    ['a repeated name', schema({}, {}), 'fields.1.name'],
    ['a scale on text', schema({ scale: 2 }), 'fields.0.scale'],
    ['a scale beyond six', schema({ type: 'decimal', scale: 7 }), 'fields.0.scale'],
    ['a measure of text', schema({ disclosureRole: 'measure' }), 'fields.0.type'],
    ['a weight that is no integer', schema({ type: 'decimal', disclosureRole: 'weight' }), 'fields.0.type'],
    ['categories of numbers', schema({ type: 'integer', categories: ['1'] }), 'fields.0.categories'],
    ['a repeated category', schema({ categories: ['a', 'a'] }), 'fields.0.categories'],
    ['a reserved category', schema({ categories: ['_T'] }), 'fields.0.categories'],
    ['a bound on text', schema({ minimum: 1 }), 'fields.0.minimum'],
    ['a bound with too many digits', schema({ type: 'decimal', scale: 1, minimum: '0.25' }), 'fields.0.minimum'],
    ['a bound that is no number', schema({ type: 'integer', maximum: "1'; DROP" }), 'fields.0.maximum'],
    ['a day that is not in the calendar', schema({ type: 'date', minimum: '2001-02-29' }), 'fields.0.minimum'],
    ['bounds in the wrong order', schema({ type: 'integer', minimum: 2, maximum: 1 }), 'fields.0.minimum'],
    ['a key that is no field', { fields: [zone], primaryKey: ['id'] }, 'primaryKey.0'],
    ['a zone within nothing', schema({ within: 'district' }), 'fields.0.within'],
    ['a zone within itself', schema({ within: 'zone' }), 'fields.0.within'],
    ['dimensions within each other', schema({ within: 'b' }, { name: 'b', within: 'zone' }), 'fields.1.within'],
    [
      'two weights',
      schema({ type: 'integer', disclosureRole: 'weight' }, { name: 'b', type: 'integer', disclosureRole: 'weight' }),
      'fields',
    ],
    ['no object', null, ''],
  ])('refuses %s, naming the place', (_, input, path) => {
    expect(refusal(input)).toContain(`"path":"${path}"`);
    expect(refusal(input)).toMatch(/^SCHEMA.INVALID/);
  });
});
