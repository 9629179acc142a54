import { CommonsError } from '#kernel';
import { suiteTests, type SuiteTable } from '../../test/csvw';
import { describePublished } from '../../test/published';
import type { IngestTask } from '../app/ingest-task';
import { parseTableSchema } from '../domain/table-schema';
import { WarehouseFixture } from './spec-support';

/**
 * Tests that are not about a table: metadata documents are JSON-LD, and are refused for what they are. Schemas come to us in
 * our own language, whose own refusals are tested beside it.
 */
const ABOUT_DOCUMENTS = [
  ...[
    'test074',
    'test077',
    'test078',
    'test079',
    'test080',
    'test081',
    'test082',
    'test083',
    'test084',
    'test085',
    'test086',
  ],
  ...[
    'test087',
    'test088',
    'test089',
    'test090',
    'test092',
    'test098',
    'test100',
    'test103',
    'test104',
    'test107',
    'test108',
  ],
  ...[
    'test109',
    'test111',
    'test133',
    'test134',
    'test135',
    'test136',
    'test137',
    'test138',
    'test139',
    'test140',
    'test141',
  ],
  ...['test142', 'test143', 'test144', 'test145', 'test146'],
];

const OUT_OF_SCOPE = new Map([
  ...ABOUT_DOCUMENTS.map((id) => [id, 'is about a metadata document'] as const),
  ['test023', 'has no header; a file without one is not a table here'],
  ['test034', 'the only reference that leads nowhere is a missing value, which refers to nothing here'],
  ['test035', 'as test034'],
  ['test147', 'differs in case only; headers are found in any case here'],
  ['test148', 'titles in another language; titles have no language here'],
]);

/** A schema may be what is refused, too. */
function codeOf(error: unknown): string[] {
  if (error instanceof CommonsError) return [error.code];
  throw error;
}

describePublished('W3C CSV on the Web, validation', () => {
  let fixture: WarehouseFixture;
  beforeAll(() => {
    fixture = new WarehouseFixture();
  });
  afterAll(() => fixture.close());

  const ingest = async (table: SuiteTable, rest: Partial<IngestTask>) => {
    const parquetPath = fixture.path('parquet');
    const input = {
      kind: 'asIs',
      csvPath: fixture.file(table.content),
      dialect: { delimiter: ',', decimalMark: '.' },
    } as const;
    const schema = parseTableSchema(rest.schema ?? table.schema);
    return { report: await fixture.warehouse.ingest({ input, parquetPath, ...rest, schema }), parquetPath };
  };

  /** First without foreign keys, so that there is something to refer to; then with them. */
  const judge = async (tables: readonly SuiteTable[]) => {
    const files = new Map<string, string>();
    const codes: string[] = [];
    for (const table of tables) {
      const { foreignKeys, ...schema } = table.schema;
      const { report, parquetPath } = await ingest(table, { schema });
      codes.push(...report.groups.map(({ code }) => code));
      if (report.findingCount === 0) files.set(table.resource.replace(/\.\w+$/, ''), parquetPath);
      if (foreignKeys) table.schema.foreignKeys = foreignKeys;
    }
    for (const table of tables.filter(({ schema }) => schema.foreignKeys)) {
      const references = (table.schema.foreignKeys ?? []).map(({ fields, reference }) => ({
        fields,
        referenceFields: reference.fields,
        files: [files.get(reference.datasetId.replace(/\.\w+$/, ''))].filter((file) => file !== undefined),
      }));
      codes.push(...(await ingest(table, { references })).report.groups.map(({ code }) => code));
    }
    return codes;
  };

  it('gives the published verdict on every table that it describes', async () => {
    const judged = suiteTests().filter(({ id, tables }) => tables !== null && !OUT_OF_SCOPE.has(id));
    const verdicts: Record<string, string> = {};
    const expected: Record<string, string> = {};
    for (const { id, name, verdict, tables } of judged) {
      const codes = await judge(tables ?? []).catch(codeOf);
      verdicts[`${id} ${name}`] = codes.length > 0 ? 'reject' : 'accept';
      expected[`${id} ${name}`] = verdict;
    }
    expect(verdicts).toEqual(expected);
    expect(judged.length).toBeGreaterThanOrEqual(70);
  });

  it('leaves out nothing without saying why', () => {
    const absent = suiteTests().filter(({ id, tables }) => tables === null && !OUT_OF_SCOPE.has(id));
    expect(absent.map(({ id }) => id)).toEqual(['test028', 'test029', 'test030', 'test031', 'test097', 'test101']);
  });
});
