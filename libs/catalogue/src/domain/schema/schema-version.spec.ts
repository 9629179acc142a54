import type { DatasetId } from '#kernel';
import type { Field, TableSchema } from '#warehouse';
import { without, withHidden } from '../visible-schema';
import { schemaChanges } from './schema-changes';
import { amend, firstSchema, visibleVersion, type Amendment, type SchemaVersion } from './schema-version';

const zone: Field = {
  name: 'zone',
  type: 'string',
  disclosureRole: 'dimension',
  required: true,
  categories: ['A', 'B'],
};
const hours: Field = {
  name: 'hours',
  type: 'decimal',
  scale: 1,
  disclosureRole: 'measure',
  minimum: 0,
  maximum: '24.5',
};
const people: Field = { name: 'people', type: 'integer', disclosureRole: 'weight' };
const schema: TableSchema = { fields: [zone, hours], primaryKey: ['zone'] };
const effects = (to: TableSchema, from = schema) =>
  schemaChanges(from, to).map(({ column, what, effect }) => `${column ?? '*'} ${what}: ${effect}`);
const having = (...fields: Field[]): TableSchema => ({ ...schema, fields });

describe('schemaChanges', () => {
  it.each<[string, TableSchema, string[]]>([
    ['nothing', having({ ...zone }, { ...hours, required: false }), []],
    ['a title', having({ ...zone, title: 'Zona' }, hours), ['zone title: words']],
    ['an optional column', having(zone, hours, { ...hours, name: 'cost' }), ['cost added: widening']],
    ['a required column', having(zone, hours, { ...hours, name: 'cost', required: true }), ['cost added: rows']],
    ['a weight', having(zone, hours, people), ['people added: rows']],
    ['a column less', having(zone), ['hours removed: use']],
    ['another name', having(zone, { ...hours, name: 'ore' }), ['hours removed: use', 'ore added: widening']],
    ['a category more', having({ ...zone, categories: ['C', 'B', 'A'] }, hours), ['zone categories: widening']],
    ['a category less', having({ ...zone, categories: ['A'] }, hours), ['zone categories: rows']],
    [
      'wider bounds',
      having(zone, { ...hours, minimum: '-1', maximum: '24.50' }),
      ['hours minimum: widening', 'hours maximum: widening'],
    ],
    ['narrower bounds', having(zone, { ...hours, maximum: 24 }), ['hours maximum: rows']],
    ['a grid for quantiles', having(zone, { ...hours, grid: '0.5' }), ['hours grid: widening']],
    ['a bound that was not there', having({ ...zone, maxLength: 3 }, hours), ['zone maxLength: rows']],
    ['an optional value', having({ ...zone, required: false }, hours), ['zone required: widening']],
    [
      'another type',
      having(zone, { name: 'hours', type: 'integer', disclosureRole: 'measure' }),
      ['hours type: rows', 'hours scale: rows', 'hours minimum: widening', 'hours maximum: widening'],
    ],
    ['another role', having({ ...zone, disclosureRole: 'sensitive' }, hours), ['zone disclosureRole: use']],
    [
      'a coarser level',
      having({ ...zone, within: 'district' }, hours, { ...zone, name: 'district', required: false }),
      ['zone within: rows', 'district added: widening'],
    ],
    ['no key', { fields: [zone, hours] }, ['* primaryKey: widening']],
    ['another key', { ...schema, primaryKey: ['zone', 'hours'] }, ['* primaryKey: rows']],
    ['a rule', { ...schema, rules: [{ field: 'hours', is: 'present' }] }, ['* rules: rows']],
    ['a hint', { ...schema, plausibility: [{ field: null, mostChangePercent: 10 }] }, ['* plausibility: words']],
  ])('knows what %s does', (_, to, expected) => {
    expect(effects(to)).toEqual(expected);
  });

  it('says what becomes of quantiles with another grid, and of one that is only written otherwise', () => {
    const from = having(zone, { ...hours, grid: '0.5' });
    expect(effects(having(zone, { ...hours, grid: 1 }), from)).toEqual(['hours grid: use']);
    expect(effects(having(zone, { ...hours, grid: '0.50' }), from)).toEqual(['hours grid: words']);
  });

  it('asks for rows anew where two grids of the same rows would tell more than either', () => {
    const from = having(zone, { ...hours, grid: 10 });
    for (const grid of [7, 15, 5, '2.5'])
      expect(effects(having(zone, { ...hours, grid }), from)).toEqual(['hours grid: rows']);
    expect(effects(schema, from)).toEqual(['hours grid: rows']);
    const beginning = (minimum: number) => effects(having(zone, { ...hours, grid: 10, minimum }), from);
    expect([beginning(-3), beginning(-20)].flat()).toEqual(['hours minimum: rows', 'hours minimum: widening']);
    expect(effects(having(zone), from)).toEqual(['hours removed: rows']);
  });

  it('lets a hierarchy go where its coarser level goes', () => {
    const nested = having({ ...zone, within: 'district' }, hours, { ...zone, name: 'district' });
    expect(effects(schema, nested)).toEqual(['district removed: use', 'zone within: widening']);
  });
});

const first: SchemaVersion = { ...firstSchema('d' as DatasetId, schema), createdAt: new Date(0), createdBy: 'p' };
const amended = (to: TableSchema, over: Partial<Amendment> = {}) =>
  amend(first, { schema: to, note: 'Perché serve.', breaking: false, migration: null, ...over });
const migration = { note: 'Mandate di nuovo i file.', renamed: [] };

describe('amend', () => {
  it('keeps rows readable through compatible changes and through a column that goes', () => {
    expect(amended(having(zone, hours, { ...hours, name: 'cost' }))).toMatchObject({
      number: 2,
      readableSince: 1,
      breaking: false,
    });
    expect(amended(having(zone), { breaking: true, migration })).toMatchObject({
      readableSince: 1,
      breaking: true,
      migration,
    });
  });

  it('leaves rows out until they are sent again where they may not be what the schema says now', () => {
    const narrower = having({ ...zone, categories: ['A'] }, hours);
    expect(amended(narrower, { breaking: true, migration })).toMatchObject({ number: 2, readableSince: 2 });
  });

  it.each<[string, () => unknown, string]>([
    ['nothing', () => amended(schema), 'SCHEMA.UNCHANGED'],
    ['a break that nobody said was meant', () => amended(having(zone)), 'SCHEMA.BREAKING'],
    ['a break that nobody explained', () => amended(having(zone), { breaking: true }), 'SCHEMA.MIGRATION_NOTE_NEEDED'],
    [
      'fewer digits',
      () => amended(having(zone, { ...hours, scale: 0 }), { breaking: true, migration }),
      'SCHEMA.SCALE_SHRINKS',
    ],
    ['no note', () => amended(having({ ...zone, title: 'Z' }, hours), { note: ' ' }), 'SCHEMA.INVALID_AMENDMENT'],
    [
      'a renaming of what stays',
      () =>
        amended(having(zone), { breaking: true, migration: { ...migration, renamed: [{ from: 'zone', to: 'ore' }] } }),
      'SCHEMA.INVALID_AMENDMENT',
    ],
  ])('refuses %s', (_, amending, code) => {
    expect(amending).toThrow(expect.objectContaining({ code }));
  });
});

describe('a schema with hidden columns', () => {
  const whole: TableSchema = {
    fields: [{ ...zone, within: 'district' }, hours, { ...zone, name: 'district' }],
    primaryKey: ['district', 'zone'],
    uniqueKeys: [['zone'], ['district', 'hours']],
    rules: [{ left: { field: 'district' }, op: '!=', right: { field: 'zone' } }],
    plausibility: [{ field: 'hours', mostChangePercent: 5 }],
  };
  const hidden = new Set(['district']);

  it('names them nowhere', () => {
    expect(JSON.stringify(without(whole, hidden))).not.toContain('district');
  });

  it('has them again, and all that names them, when somebody who does not see them amends it', () => {
    const back = withHidden(without(whole, hidden), whole, hidden);
    expect(schemaChanges(whole, { ...back, primaryKey: whole.primaryKey })).toEqual([]);
    expect(back.primaryKey).toEqual(['zone', 'district']);
  });

  it('has a version that neither names them nor lets anybody guess at them by its hash', () => {
    const migration = { note: 'Nuova.', renamed: [{ from: 'area', to: 'district' }, { from: 'ore', to: 'hours' }] }; // prettier-ignore
    const version = { ...firstSchema('d' as DatasetId, whole), createdAt: new Date(0), createdBy: 'x', migration };
    const visible = visibleVersion(version, hidden);
    expect(JSON.stringify(visible)).not.toContain('district');
    expect(visible.migration?.renamed).toEqual([{ from: 'ore', to: 'hours' }]);
    expect(visible.hash).toBe(firstSchema('d' as DatasetId, without(whole, hidden)).hash);
    expect(visibleVersion(version, new Set(['other']))).toEqual(version);
  });
});
