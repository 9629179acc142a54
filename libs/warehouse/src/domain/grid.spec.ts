import type { Field } from './field';
import { gridOf } from './grid';
import { parseTableSchema } from './table-schema';

const hours: Field = { name: 'hours', type: 'decimal', disclosureRole: 'measure', minimum: 0, maximum: 100, grid: 0.5 };
const parse = (field: object) => parseTableSchema({ fields: [{ ...hours, ...field }] }).fields[0];

describe('a public grid', () => {
  it('is declared by the schema, in the units of its field, however it is written', () => {
    expect(gridOf(parse({}) ?? hours)).toEqual({ from: 0n, step: 50n, intervals: 201 });
    expect(gridOf(parse({ grid: '0.50', minimum: '-1' }) ?? hours)).toEqual({ from: -100n, step: 50n, intervals: 203 });
    expect(gridOf({ ...hours, grid: undefined })).toBeNull();
  });

  it.each<[string, object]>([
    ['without a minimum', { minimum: undefined }],
    ['without a maximum', { maximum: undefined }],
    ['of no width', { grid: 0 }],
    ['of a negative width', { grid: -1 }],
    ['finer than its field', { grid: '0.005' }],
    ['that is no number', { grid: 'fine' }],
    ['of more than 10,000 steps', { maximum: '5000.5' }],
    ['of what is no measure', { disclosureRole: 'dimension', type: 'integer', grid: 1 }],
    ['of words', { type: 'string', disclosureRole: 'dimension', minimum: undefined, maximum: undefined }],
  ])('is refused %s', (_, field) => {
    expect(() => parse(field)).toThrow(expect.objectContaining({ code: 'SCHEMA.INVALID' }) as Error);
  });

  it('may have 10,000 steps', () => {
    expect(gridOf(parse({ maximum: 5_000 }) ?? hours)?.intervals).toBe(10_001);
  });
});
