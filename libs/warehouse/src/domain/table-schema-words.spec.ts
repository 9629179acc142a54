import { CommonsError } from '#kernel';
import { parseTableSchema } from './table-schema';

const zone = { name: 'zone', type: 'string', disclosureRole: 'dimension' };
const hours = { name: 'hours', type: 'decimal', scale: 2, disclosureRole: 'measure' };

function issues(input: unknown): unknown {
  try {
    return parseTableSchema(input);
  } catch (error) {
    if (error instanceof CommonsError) return error.details.issues;
    throw error;
  }
}

describe('a Table Schema of others', () => {
  it.each<[string, object, object]>([
    ['a number with a scale', { ...hours, type: 'number' }, hours],
    ['a year', { ...zone, type: 'year' }, { ...zone, type: 'integer', minimum: 1000, maximum: 9999 }],
    [
      'a year with bounds of its own',
      { ...zone, type: 'year', constraints: { minimum: 2004 } },
      { ...zone, type: 'integer', minimum: 2004, maximum: 9999 },
    ],
    [
      'constraints',
      { ...zone, constraints: { required: true, unique: true, minLength: 1, maxLength: 3, pattern: '[A-Z]+' } },
      { ...zone, required: true, unique: true, minLength: 1, maxLength: 3, pattern: '[A-Z]+' },
    ],
    ['bounds', { ...hours, constraints: { minimum: 0, maximum: '24.00' } }, { ...hours, minimum: 0, maximum: '24.00' }],
    ['an enum of text', { ...zone, constraints: { enum: ['A', 'B'] } }, { ...zone, categories: ['A', 'B'] }],
    ['an enum of codes', { ...zone, type: 'integer', enum: [1, 2] }, { ...zone, categories: ['1', '2'] }],
    ['categories of codes', { ...zone, type: 'integer', categories: [1, 2] }, { ...zone, categories: ['1', '2'] }],
    ['years from a list', { ...zone, type: 'year', enum: [2023, 2024] }, { ...zone, categories: ['2023', '2024'] }],
    ['the usual form', { ...zone, type: 'date', format: '%Y-%m-%d' }, { ...zone, type: 'date' }],
    ['no constraints', { ...zone, format: 'default', constraints: {} }, zone],
  ])('is read with %s', (_, written, meant) => {
    expect(issues({ fields: [written] })).toEqual({ fields: [meant] });
  });

  it('may name one field as its key', () => {
    expect(issues({ fields: [zone], primaryKey: 'zone' })).toEqual({ fields: [zone], primaryKey: ['zone'] });
  });

  it.each<[string, object, string, RegExp]>([
    ['a number without a scale', { ...hours, scale: undefined, type: 'number' }, 'fields.0.type', /decimal.*scale/],
    ['a time', { ...zone, type: 'datetime' }, 'fields.0.type', /string.*integer.*decimal.*date.*boolean/],
    ['any', { ...zone, type: 'any' }, 'fields.0.type', /string.*boolean/],
    ['an enum of decimals', { ...hours, constraints: { enum: [0.5, 1] } }, 'fields.0.enum', /whole numbers/],
    ['an enum of a measure', { ...hours, type: 'integer', scale: undefined, enum: [1] }, 'fields.0.categories.0', /./],
    ['a list twice', { ...zone, categories: ['A'], enum: ['A'] }, 'fields.0.enum', /once/],
    ['a bound twice', { ...hours, minimum: 0, constraints: { minimum: 1 } }, 'fields.0.constraints', /once/],
    [
      'other constraints',
      { ...zone, constraints: { jsonSchema: {} } },
      'fields.0.constraints',
      /only required, unique/,
    ],
    [
      'constraints that are none',
      { ...zone, constraints: 'required' },
      'fields.0.constraints',
      /only required, unique/,
    ],
  ])('is refused with %s, naming the place', (_, written, path, message) => {
    expect(issues({ fields: [written] })).toContainEqual({ path, message: expect.stringMatching(message) as string });
  });
});
