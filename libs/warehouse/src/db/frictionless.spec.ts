import { readdirSync, readFileSync } from 'node:fs';
import { CommonsError } from '#kernel';
import { describePublished, published, schemaFor, tableOf } from '../../test/published';
import type { Field, TableSchema } from '../domain/field';
import { parseTableSchema } from '../domain/table-schema';
import { WarehouseFixture } from './spec-support';

const FOLDER = 'csv_quality/frictionless';

const text = (name: string, rest: Partial<Field> = {}): Field => ({
  name,
  type: 'string',
  disclosureRole: 'dimension',
  ...rest,
});
const whole = (name: string, rest: Partial<Field> = {}): Field => ({ ...text(name, rest), type: 'integer' });
const person: TableSchema = { fields: [whole('id'), text('name'), whole('age')] };
const named: TableSchema = { fields: [whole('id'), text('name')] };

/** Each file, what it must be, and what is found in it; a file without findings is accepted. */
const DEFECTS: [string, TableSchema, string[]][] = [
  ['blank-cells', named, []],
  ['blank-cells', { fields: [whole('id'), text('name', { required: true })] }, ['6 name CELL.REQUIRED']],
  ['blank-headers', person, ['1 - COLUMN.UNKNOWN']],
  ['blank-rows', { ...person, primaryKey: ['id'] }, ['4 id CELL.REQUIRED']],
  ['blank-rows-no-fields', { ...person, primaryKey: ['id'] }, []],
  ['bom', named, []],
  ['capital-valid', named, []],
  [
    'capital-invalid',
    { ...named, primaryKey: ['id'] },
    ['1 name COLUMN.DUPLICATE', '10 - CSV.RAGGED_ROW', '12 - CSV.RAGGED_ROW'],
  ],
  ['defective-rows', person, ['2 - CSV.RAGGED_ROW', '3 - CSV.RAGGED_ROW']],
  ['duplicate-headers', person, ['1 id COLUMN.DUPLICATE', '1 id COLUMN.DUPLICATE']],
  ['duplicate-rows', { ...person, primaryKey: ['id'] }, ['4 id ROW.DUPLICATE_KEY']],
  ['duplicate-rows', { ...person, uniqueKeys: [['name', 'age']] }, ['4 name, age ROW.DUPLICATE_KEY']],
  ['empty', person, ['- - CSV.EMPTY']],
  [
    'invalid',
    named,
    ['1 - COLUMN.UNKNOWN', '1 name COLUMN.DUPLICATE', '2 - CSV.RAGGED_ROW', '3 - CSV.RAGGED_ROW', '5 - CSV.RAGGED_ROW'],
  ],
  ['latin1', named, []],
  ['leading-zeros', { fields: [text('value', { pattern: '0.*' })] }, []],
  ['nested', { fields: [whole('id'), whole('cat'), text('name')], foreignKeys: [own('cat', 'id')] }, []],
  [
    'nested-invalid',
    { fields: [whole('id'), whole('cat'), text('name')], foreignKeys: [own('cat', 'id')] },
    ['6 cat ROW.UNKNOWN_REFERENCE'],
  ],
  ['structure-errors', person, ['5 - CSV.RAGGED_ROW']],
  ['schema-errors', person, ['4 id CELL.WRONG_TYPE', '5 - CSV.RAGGED_ROW']],
  ['table-infer-missing-values', { ...person, missingValues: ['-'] }, []],
  ['table-infer-missing-values', person, ['3 id CELL.WRONG_TYPE', '5 id CELL.WRONG_TYPE', '7 id CELL.WRONG_TYPE']],
  [
    'unique-field',
    { fields: [text('id', { unique: true }), text('name'), text('slug', { unique: true })] },
    ['10 id CELL.NOT_UNIQUE'],
  ],
  ['without-headers', named, ['1 - COLUMN.UNKNOWN', '1 - COLUMN.UNKNOWN']],
  ['without-rows', named, ['- - CSV.NO_ROWS']],
];

function own(from: string, to: string) {
  return { fields: [from], reference: { datasetId: '', fields: [to] } };
}

describePublished('frictionless defects', () => {
  let fixture: WarehouseFixture;
  beforeAll(() => {
    fixture = new WarehouseFixture();
  });
  afterAll(() => fixture.close());

  it.each(DEFECTS)('finds what is wrong in %s', async (file, schema, expected) => {
    const content = readFileSync(published(`${FOLDER}/${file}.csv`));
    const { report } = await fixture.ingest(content, parseTableSchema(schema), { delimiter: ',' });
    expect(report.findings.map(({ row, column, code }) => `${row ?? '-'} ${column ?? '-'} ${code}`)).toEqual(expected);
  });

  it('refuses or accepts every other file without a defect of its own', async () => {
    const files = readdirSync(published(FOLDER)).filter((file) => file.endsWith('.csv'));
    for (const file of files) {
      const { names } = tableOf(`${FOLDER}/${file}`);
      if (new Set(names).size < names.length || names.length === 0) continue;
      const { report } = await fixture.ingest(readFileSync(published(`${FOLDER}/${file}`)), schemaFor(names));
      expect({ file, total: report.findingCount }).toEqual({
        file,
        total: report.groups.reduce((sum, { count }) => sum + count, 0),
      });
    }
  });

  it('refuses every schema that is published as invalid', () => {
    // `schema-invalid.json` says `required` beside `type`, where it stands here too.
    const files = readdirSync(published(FOLDER)).filter((file) => /^schema-invalid-.*\.json$/.test(file));
    const isAccepted = (file: string) => {
      // Their fields have no role here, and would be refused for that alone: give them one.
      const given = JSON.parse(readFileSync(published(`${FOLDER}/${file}`), 'utf8')) as TableSchema;
      const fields = (given.fields as Field[] | undefined)?.map(({ name, type }) => text(name, { type }));
      try {
        return Boolean(parseTableSchema({ ...given, ...(fields && { fields }) }));
      } catch (error) {
        return !(error instanceof CommonsError);
      }
    };
    expect(files.filter(isAccepted)).toEqual([]);
    expect(files.length).toBeGreaterThan(10);
  });
});
