import { CommonsError } from '#kernel';
import type { Field, TableSchema } from './field';
import { parseTableSchema } from './table-schema';

const fields: Field[] = [
  { name: 'code', type: 'string', disclosureRole: 'dimension' },
  { name: 'district', type: 'string', disclosureRole: 'dimension' },
  { name: 'day', type: 'date', disclosureRole: 'dimension' },
  { name: 'active', type: 'boolean', disclosureRole: 'dimension' },
  { name: 'hours', type: 'integer', unit: 'h', disclosureRole: 'measure' },
  { name: 'cost', type: 'decimal', disclosureRole: 'measure' },
];
const withField = (rest: object) => ({ fields: [...fields, { ...fields[0], name: 'x', ...rest }] });

function refusal(input: unknown): string {
  try {
    parseTableSchema(input);
  } catch (error) {
    if (error instanceof CommonsError) return `${error.code} ${JSON.stringify(error.details)}`;
  }
  return 'accepted';
}

describe('parseTableSchema, for what is checked', () => {
  it('reads every constraint, key, rule and comparison', () => {
    const input: TableSchema = {
      fields: [
        {
          ...(fields[0] as Field),
          unique: true,
          minLength: 5,
          maxLength: 5,
          pattern: String.raw`\d{5}`,
          within: 'district',
        },
        {
          ...(fields[1] as Field),
          derivedFrom: 'code',
          codeList: { list: 'territory', version: 2, level: 'district' },
        },
        ...fields.slice(2),
        { name: 'person', type: 'string', disclosureRole: 'directIdentifier', pseudonym: true },
      ],
      primaryKey: ['code'],
      uniqueKeys: [['person', 'day']],
      foreignKeys: [
        { fields: ['code'], reference: { datasetId: 'zones', fields: ['zone'] } },
        { fields: ['code'], reference: { datasetId: '', fields: ['code'] } },
      ],
      rules: [
        { left: { field: 'hours' }, op: '<=', right: { value: 24 }, title: 'a day has 24 hours' },
        {
          left: { sum: ['hours', 'cost'] },
          op: '>',
          right: { value: '0.5' },
          when: { field: 'active', is: 'present' },
        },
        { left: { field: 'day' }, op: '>=', right: { value: '2020-02-29' } },
        { field: 'code', is: 'present', when: { left: { field: 'active' }, op: '=', right: { value: true } } },
        { left: { field: 'code' }, op: '!=', right: { field: 'district' } },
      ],
      plausibility: [
        { field: null, mostChangePercent: 30 },
        { field: 'cost', mostChangePercent: 100 },
      ],
    };
    expect(parseTableSchema(input)).toEqual(input);
  });

  it('says in `within` what a derived level implies', () => {
    const derived = (name: string, derivedFrom: string, within?: string) => ({
      ...fields[0],
      name,
      derivedFrom,
      within,
    });
    const parsed = parseTableSchema({ fields: [fields[0], derived('zone', 'code', 'city'), derived('city', 'code')] });
    expect(parsed.fields.map(({ within }) => within)).toEqual(['zone', 'city', undefined]);
    expect(refusal({ fields: [fields[0], derived('zone', 'code'), derived('city', 'code')] })).toContain(
      '"path":"fields.2.derivedFrom"',
    );
  });

  it('lets only pseudonyms of direct identifiers in', () => {
    const person = { disclosureRole: 'directIdentifier' };
    expect(refusal(withField({ ...person, pseudonym: false }))).toMatch(/^SCHEMA.DIRECT_IDENTIFIER/);
    expect(refusal(withField({ pseudonym: true }))).toContain('fields.6.pseudonym');
    expect(refusal(withField({ ...person, pseudonym: true, type: 'integer' }))).toContain('fields.6.pseudonym');
    expect(refusal(withField({ ...person, pseudonym: true, categories: ['a'] }))).toContain('fields.6.pseudonym');
  });

  const rule = (left: object, op: string, right: object, rest = {}) => ({
    fields,
    rules: [{ left, op, right, ...rest }],
  });
  const hours = { field: 'hours' };
  it.each([
    ['lengths of numbers', withField({ type: 'integer', minLength: 1 }), 'fields.6.minLength'],
    ['lengths in the wrong order', withField({ minLength: 2, maxLength: 1 }), 'fields.6.minLength'],
    ['a broken length', withField({ maxLength: 1.5 }), 'fields.6.maxLength'],
    ['a pattern that is none', withField({ pattern: '(' }), 'fields.6.pattern'],
    ['a pattern that looks back', withField({ pattern: '(?<=a)b' }), 'fields.6.pattern'],
    ['a pattern for dates', withField({ type: 'date', pattern: '.' }), 'fields.6.pattern'],
    ['a unit of text', withField({ unit: 'kg' }), 'fields.6.unit'],
    [
      'a code list of numbers',
      withField({ type: 'integer', codeList: { list: 'l', version: 1, level: 'a' } }),
      'fields.6.codeList',
    ],
    ['a code list without version', withField({ codeList: { list: 'l', level: 'a' } }), 'fields.6.codeList.version'],
    ['a NUL', withField({ categories: ['a\0'] }), 'fields.6.categories.0'],
    ['half a character', { fields, missingValues: ['\ud800'] }, 'missingValues.0'],
    ['a derivation from nothing', withField({ derivedFrom: 'y' }), 'fields.6.derivedFrom'],
    ['a derivation from itself', withField({ derivedFrom: 'x' }), 'fields.6.derivedFrom'],
    ['a derivation from a number', withField({ derivedFrom: 'hours' }), 'fields.6.derivedFrom'],
    ['a unique key of nothing', { fields, uniqueKeys: [['code'], ['y']] }, 'uniqueKeys.1.0'],
    ['a unique key without fields', { fields, uniqueKeys: [[]] }, 'uniqueKeys.0'],
    [
      'a foreign key of nothing',
      { fields, foreignKeys: [{ fields: ['y'], reference: { datasetId: 'd', fields: ['a'] } }] },
      'foreignKeys.0.fields.0',
    ],
    [
      'a foreign key to fewer',
      { fields, foreignKeys: [{ fields: ['code', 'day'], reference: { datasetId: 'd', fields: ['a'] } }] },
      'foreignKeys.0.reference.fields',
    ],
    [
      'a foreign key to no field of its own',
      { fields, foreignKeys: [{ fields: ['code'], reference: { datasetId: '', fields: ['a'] } }] },
      'foreignKeys.0.reference.fields.0',
    ],
    [
      'a foreign key to another type',
      { fields, foreignKeys: [{ fields: ['code'], reference: { datasetId: '', fields: ['day'] } }] },
      'foreignKeys.0.reference.fields.0',
    ],
    ['a rule about nothing', rule({ field: 'y' }, '<', hours), 'rules.0.left.field'],
    ['a rule between kinds', rule(hours, '<', { field: 'day' }), 'rules.0.right'],
    ['a rule that orders text', rule({ field: 'code' }, '<', { value: 'a' }), 'rules.0.op'],
    ['a rule with a broken number', rule(hours, '<', { value: '1e3' }), 'rules.0.right.value'],
    ['a rule with too fine a number', rule(hours, '<', { value: '0.1234567' }), 'rules.0.right.value'],
    ['a rule with no day', rule({ field: 'day' }, '<', { value: '2021-02-29' }), 'rules.0.right.value'],
    ['a rule without a cell', rule({ value: 1 }, '<', { value: 2 }), 'rules.0.left'],
    ['a sum of text', rule({ sum: ['hours', 'code'] }, '<', { value: 2 }), 'rules.0.left.sum.1'],
    ['a rule in words', { fields, rules: ['hours < 24'] }, 'rules.0'],
    ['a rule with another operator', rule(hours, '; DROP', { value: 2 }), 'rules.0'],
    [
      'a condition about nothing',
      rule(hours, '<', { value: 2 }, { when: { field: 'y', is: 'absent' } }),
      'rules.0.when.field',
    ],
    [
      'a comparison of text',
      { fields, plausibility: [{ field: 'code', mostChangePercent: 1 }] },
      'plausibility.0.field',
    ],
    [
      'a comparison twice',
      {
        fields,
        plausibility: [
          { field: null, mostChangePercent: 1 },
          { field: null, mostChangePercent: 2 },
        ],
      },
      'plausibility.1.field',
    ],
    [
      'half a percent',
      { fields, plausibility: [{ field: null, mostChangePercent: 0.5 }] },
      'plausibility.0.mostChangePercent',
    ],
  ])('refuses %s, naming the place', (_, input, path) => {
    expect(refusal(input)).toContain(`"path":"${path}"`);
    expect(refusal(input)).toMatch(/^SCHEMA.INVALID/);
  });
});
