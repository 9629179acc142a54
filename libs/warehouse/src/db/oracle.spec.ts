import fc from 'fast-check';
import { verdict } from '../../test/oracle';
import type { Field, TableSchema } from '../domain/field';
import type { RowRule } from '../domain/row-rule';
import { parseTableSchema } from '../domain/table-schema';
import { WarehouseFixture } from './spec-support';

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const CATEGORIES = ['casa', 'cura', 'è', 'NA'];
const NUMBERS = [
  '0',
  '1',
  '2',
  '-1',
  '1.5',
  '1,5',
  '12,50',
  '1.200',
  '1 200',
  "1'200",
  '\u22123',
  '1e3',
  '12345678901234567890',
  '0012',
  '',
  'x',
  ' 7\u00a0',
  '-9',
];
const TEXTS = [
  '',
  'a',
  'ab',
  'abc',
  '12345',
  '0123',
  'è',
  'e\u0300',
  ' a ',
  '\u00a0',
  'NA',
  'null',
  '_T',
  'x'.repeat(9),
  '😀',
  'ada@example.org',
  'RSSMRA85T10A562S',
  'casa',
  'n.d.',
  '"q"',
  'a;b',
  'a,b',
];
const DAYS = [
  '',
  '2024-01-31',
  '31/01/2024',
  '31.1.2024',
  '2024-02-30',
  '1-2-2024',
  '2020-01-01',
  '31/1-2024',
  'n.d.',
  'x',
];
const TRUTHS = ['', 'true', 'false', 'vero', 'Sì', 'si\u0300', 'NO', '1', '0', 'forse', 'n.d.'];
const CELLS = { string: [...TEXTS, ...CATEGORIES], integer: NUMBERS, decimal: NUMBERS, date: DAYS, boolean: TRUTHS };

const number = fc.record({
  type: fc.constantFrom('integer' as const, 'decimal' as const),
  disclosureRole: fc.constantFrom('measure' as const, 'dimension' as const),
  minimum: maybe(fc.constantFrom(0, '1', -2)),
  maximum: maybe(fc.constantFrom(2, '1200')),
});
const words = fc.record({
  type: fc.constant('string' as const),
  disclosureRole: fc.constant('dimension' as const),
  minLength: maybe(fc.constantFrom(0, 2)),
  maxLength: maybe(fc.constantFrom(3, 8)),
  pattern: maybe(fc.constantFrom(String.raw`\d+|[a-z]*`, '.+', String.raw`[^,]{1,4}`, String.raw`\p{L}+`)),
});
const listed = fc.record({
  type: fc.constant('string' as const),
  disclosureRole: fc.constant('dimension' as const),
  categories: fc.constant(CATEGORIES),
});
const day = fc.record({
  type: fc.constant('date' as const),
  disclosureRole: fc.constant('dimension' as const),
  minimum: maybe(fc.constant('2021-01-01')),
});
const truth = fc.record({ type: fc.constant('boolean' as const), disclosureRole: fc.constant('dimension' as const) });
const anyField = fc
  .tuple(fc.oneof(number, words, listed, day, truth), maybe(fc.boolean()), fc.integer({ min: 0, max: 9 }))
  .map(([field, required, unique]) => ({
    ...field,
    ...(required && { required }),
    ...(unique === 0 && { unique: true }),
  }));

const OPERATORS = ['<', '<=', '=', '!=', '>=', '>'] as const;
const rulesOf = (fields: readonly Field[]): fc.Arbitrary<RowRule[]> => {
  const numbers = fields.filter(({ type }) => type === 'integer' || type === 'decimal').map(({ name }) => name);
  const names = fields.map(({ name }) => name);
  const presence = fc.record({
    field: fc.constantFrom(...names),
    is: fc.constantFrom('present' as const, 'absent' as const),
  });
  if (numbers.length === 0) return fc.array(presence, { maxLength: 1 });
  const term = fc.oneof(
    fc.record({ field: fc.constantFrom(...numbers) }),
    fc.record({ sum: fc.array(fc.constantFrom(...numbers), { minLength: 1, maxLength: 3 }) }),
  );
  const right = fc.oneof(term, fc.record({ value: fc.constantFrom(1, '1.5', -1, '1200') }));
  const comparison = fc.record({ left: term, op: fc.constantFrom(...OPERATORS), right });
  const rule = fc.tuple(fc.oneof(comparison, presence), maybe(fc.oneof(comparison, presence)));
  return fc.array(
    rule.map(([condition, when]): RowRule => ({ ...condition, ...(when && { when }) })),
    { maxLength: 2 },
  );
};

const anySchema: fc.Arbitrary<TableSchema> = fc
  .array(anyField, { minLength: 2, maxLength: 5 })
  .map((fields): Field[] => fields.map((field, i) => ({ ...field, name: `f${i}` })))
  .chain((fields) =>
    fc.record({
      fields: fc.constant(fields),
      primaryKey: maybe(fc.constant<string[]>(['f0'])),
      uniqueKeys: maybe(fc.constant<string[][]>([['f0', 'f1']])),
      rules: rulesOf(fields),
      missingValues: maybe(fc.constantFrom<string[]>(['', 'n.d.', '-9'], ['n.d.'])),
      nested: fc.boolean(),
    }),
  )
  .map(({ nested, ...schema }) => {
    const [fine, coarse] = schema.fields;
    if (!nested || fine?.disclosureRole !== 'dimension' || coarse?.disclosureRole !== 'dimension') return schema;
    return { ...schema, fields: [{ ...fine, within: coarse.name }, ...schema.fields.slice(1)] };
  });

const anyTable = anySchema.chain((schema) =>
  fc.record({
    schema: fc.constant(schema),
    decimalMark: fc.constantFrom('.' as const, ',' as const),
    cells: fc.array(fc.tuple(...schema.fields.map(({ type }) => fc.constantFrom(...CELLS[type]))), {
      minLength: 1,
      maxLength: 6,
    }),
  }),
);

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

describe('the engine and a naive reader', () => {
  let fixture: WarehouseFixture;
  beforeAll(() => {
    fixture = new WarehouseFixture();
  });
  afterAll(() => fixture.close());

  it('find the same wrong with every table', async () => {
    await fc.assert(
      fc.asyncProperty(anyTable, async ({ schema, decimalMark, cells }) => {
        const parsed = parseTableSchema(JSON.parse(JSON.stringify(schema)));
        const header = schema.fields.map(({ name }) => name).join(';');
        const content = [header, ...cells.map((row) => row.map(quoted).join(';'))].join('\n');
        const dialect = { delimiter: ';', decimalMark, encoding: 'utf-8' };
        const { report } = await fixture.ingest(`${content}\n`, parsed, dialect);
        const found = report.findings.map(({ row, column, code, facts }) => {
          const place = code === 'ROW.RULE_BROKEN' ? `rule ${facts?.rule ?? ''}` : column;
          return `${row ?? '-'} ${place ?? '-'} ${code}`;
        });
        expect(found.sort()).toEqual(verdict(parsed, cells, decimalMark));
        expect(report.groups.reduce((sum, { count }) => sum + count, 0)).toBe(found.length);
      }),
      { numRuns: 60 },
    );
  });
});
