import { readFileSync } from 'node:fs';
import type { IngestTask } from '../app/ingest-task';
import type { Field, TableSchema } from '../domain/field';
import { parseTableSchema } from '../domain/table-schema';
import { dimension, glance, measure, WarehouseFixture } from './spec-support';

const only = (...fields: Field[]): TableSchema => ({ fields });

describe('checks', () => {
  let fixture: WarehouseFixture;
  beforeAll(() => {
    fixture = new WarehouseFixture();
  });
  afterAll(() => fixture.close());

  const check = async (content: string, schema: TableSchema, rest: Partial<IngestTask> = {}) => {
    const parquetPath = fixture.path('parquet');
    const task = { input: { kind: 'asIs', csvPath: fixture.file(content) }, parquetPath, schema, ...rest } as const;
    return { report: await fixture.warehouse.ingest(task), parquetPath };
  };
  const found = async (content: string, schema: TableSchema, rest: Partial<IngestTask> = {}) =>
    (await check(content, parseTableSchema(schema), rest)).report.findings.map(
      ({ row, column, code, value }) =>
        `${row ?? '-'} ${column ?? '-'} ${code}${value === undefined ? '' : ` ${value}`}`,
    );

  it('counts characters, not bytes, and matches whole values', async () => {
    const schema = only(
      dimension('a', { minLength: 2, maxLength: 3 }),
      dimension('b', { pattern: String.raw`\d{5}|x+` }),
    );
    expect(await found('a,b\nèé,01234\n😀😀😀,xxx\n,\n', schema)).toEqual([]);
    expect(await found('a,b\nè,1234\nabcd,x1\n', schema)).toEqual([
      '2 a CELL.TOO_SHORT è',
      '2 b CELL.WRONG_PATTERN 1234',
      '3 a CELL.TOO_LONG abcd',
      '3 b CELL.WRONG_PATTERN x1',
    ]);
  });

  it.each([
    String.raw`\p{L}{50}\p{N}{0,}`,
    String.raw`(?:\P{Lu}{10}\p{L}){5}`,
    '(?:[^,]{10}){100}',
    '(?:a|b|c){1000}|x+',
    `(?:${'[^,]'.repeat(120)}){40}`,
    String.raw`(?:\w|\W|\s|\b|\.\/)*`,
    '[a-z]*'.repeat(80),
    '.'.repeat(500),
    String.raw`[\p{L}\d]`.repeat(50),
  ])('has an engine for every pattern that a schema may have: %s', async (pattern) => {
    const codes = await found('a\nè\n', only(dimension('a', { pattern })));
    expect(codes.filter((line) => line !== '2 a CELL.WRONG_PATTERN è')).toEqual([]);
  });

  it('finds values and keys that are there twice, where they are complete', async () => {
    const schema = {
      ...only(dimension('a', { unique: true }), dimension('b'), measure('c')),
      uniqueKeys: [['b', 'c']],
    };
    expect(await found('a,b,c\n1,x,1\n2,x,\n,x,\n,y,1\n', schema)).toEqual([]);
    expect(await found('a,b,c\n1,x,1\n 1 ,x,2\n3,x,01\n', schema)).toEqual([
      '3 a CELL.NOT_UNIQUE 1',
      '4 b, c ROW.DUPLICATE_KEY x · 1',
    ]);
  });

  it('follows foreign keys into accepted rows, and into its own', async () => {
    const zones = await check('zone,n\nz1,1\nz2,2\n', only(dimension('zone'), measure('n')));
    const schema: TableSchema = {
      ...only(dimension('id'), dimension('zone'), dimension('parent')),
      foreignKeys: [
        { fields: ['zone'], reference: { datasetId: 'zones', fields: ['zone'] } },
        { fields: ['parent'], reference: { datasetId: '', fields: ['id'] } },
      ],
    };
    const references = (files: string[]) => ({ references: [{ fields: ['zone'], referenceFields: ['zone'], files }] });
    const content = 'id,zone,parent\na,z1,b\nb,z2,\nc,,a\n';
    expect(await found(content, schema, references([zones.parquetPath]))).toEqual([]);
    expect(await found(`${content}d,z3,e\n`, schema, references([zones.parquetPath]))).toEqual([
      '5 zone ROW.UNKNOWN_REFERENCE z3',
      '5 parent ROW.UNKNOWN_REFERENCE e',
    ]);
    expect(await found(content, schema, references([]))).toHaveLength(2);
    await expect(found(content, schema)).rejects.toThrow(/not given/);
  });

  it('holds rows to their rules, exactly, and lets missing values be', async () => {
    const schema: TableSchema = {
      ...only(
        dimension('need'),
        measure('women'),
        measure('men'),
        measure('all'),
        measure('cost', { type: 'decimal', scale: 2 }),
        dimension('from', { type: 'date' }),
        dimension('to', { type: 'date' }),
      ),
      rules: [
        { left: { sum: ['women', 'men'] }, op: '=', right: { field: 'all' }, title: 'women and men' },
        {
          left: { field: 'cost' },
          op: '<=',
          right: { value: '0.1' },
          when: { left: { field: 'need' }, op: '=', right: { value: 'casa' } },
        },
        { left: { field: 'from' }, op: '<=', right: { field: 'to' } },
        { field: 'to', is: 'present', when: { field: 'from', is: 'present' } },
      ],
    };
    const header = 'need,women,men,all,cost,from,to\n';
    expect(await found(`${header}casa,1,2,3,0.1,2024-01-01,2024-01-01\nx,1,,3,9,,\ncasa,,,,,,\n`, schema)).toEqual([]);
    const { report } = await check(
      `${header}casa,1,2,4,0.11,2024-01-02,2024-01-01\ncura,1,2,3,1,2024-01-01,\n`,
      schema,
    );
    expect(
      report.findings.map(({ row, column, facts }) => [row, column, facts?.rule, facts?.title, facts?.says]),
    ).toEqual([
      [2, 'women, men, all', 1, 'women and men', 'women + men = all'],
      [2, 'cost, need', 2, undefined, 'need = "casa" ⇒ cost <= "0.1"'],
      [2, 'from, to', 3, undefined, 'from <= to'],
      [3, 'to, from', 4, undefined, 'from ≠ ∅ ⇒ to ≠ ∅'],
    ]);
  });

  it('fills in coarser levels, and finds codes that lie nowhere', async () => {
    const schema = parseTableSchema(
      only(
        dimension('zone', { categories: ['z1', 'z2', 'z3'] }),
        dimension('district', { derivedFrom: 'zone', within: 'city' }),
        dimension('city', { derivedFrom: 'zone' }),
      ),
    );
    const ancestors = {
      district: new Map([
        ['z1', 'd1'],
        ['z2', 'd2'],
      ]),
      city: new Map([
        ['z1', 'Torì'],
        ['z2', 'Torì'],
        ['z3', 'Asti'],
      ]),
    };
    const good = await check('zone\nz1\nz2\n\nz1\n', schema, { ancestors });
    expect(good.report.findings).toEqual([]);
    const sources = [{ file: await fixture.keep(good.parquetPath), contributor: 'a' }];
    const { cells } = await fixture.warehouse.aggregate({
      sources,
      schema,
      dimensions: ['zone', 'district', 'city'],
      measures: [],
    });
    expect(glance(cells)).toEqual(expect.arrayContaining(['z1/d1/Torì: 2 by 1, ', 'z2/d2/Torì: 1 by 1, ']));
    expect(await found('zone\nz1\nz3\n', schema, { ancestors })).toEqual(['3 zone CELL.NO_ANCESTOR z3']);
    const { report } = await check('district,zone\nd9,z1\n', schema, { ancestors });
    expect(report).toMatchObject({ findingCount: 0, warningCount: 1, rows: 1, people: 1n });
    expect(report.findings).toMatchObject([
      { row: 1, column: 'district', code: 'COLUMN.DERIVED', severity: 'warning' },
    ]);
    await expect(check('zone\nz1\n', schema)).rejects.toThrow(/no ancestors/);
  });

  it('derives from open codes too', async () => {
    const schema = parseTableSchema(only(dimension('zone'), dimension('district', { derivedFrom: 'zone' })));
    const ancestors = { district: new Map([["z'1", 'd1']]) };
    expect(await found('zone\nz\'1\n""\nz2\n', schema, { ancestors })).toEqual(['4 zone CELL.NO_ANCESTOR z2']);
    expect((await check("zone\nz'1\n", schema, { ancestors })).report.rows).toBe(1);
  });

  it('warns of totals that are far from the previous ones, and accepts', async () => {
    const schema: TableSchema = {
      ...only(dimension('zone'), measure('cost', { type: 'decimal', scale: 2 })),
      plausibility: [
        { field: null, mostChangePercent: 50 },
        { field: 'cost', mostChangePercent: 10 },
      ],
    };
    const { parquetPath } = await check('zone,cost\na,50\nb,50\n', schema);
    const previous = [parquetPath];
    expect((await check('zone,cost\na,109.99\nb,0.01\nc,0\n', schema, { previous })).report.findings).toEqual([]);
    const { report } = await check('zone,cost\na,110\nb,0.01\nc,\nd,\n', schema, { previous });
    expect(report).toMatchObject({ rows: 4, people: 4n, findingCount: 0, warningCount: 2 });
    expect(report.findings.map(({ column, facts }) => [column, facts])).toEqual([
      [null, { previous: '2', current: '4', mostChangePercent: 50 }],
      ['cost', { previous: '100.00', current: '110.01', mostChangePercent: 10 }],
    ]);
    const older = await check('zone\na\n', only(dimension('zone')));
    expect((await check('zone,cost\na,1\n', schema, { previous: [older.parquetPath] })).report.warningCount).toBe(0);
  });

  it('keeps direct identifiers out, and never shows them', async () => {
    const schema = only(dimension('note'), measure('hours'), dimension('vat'), {
      name: 'person',
      type: 'string',
      disclosureRole: 'directIdentifier',
      pseudonym: true,
    });
    const rows = [
      'RSSMRA85T10A562S,1,01234567890,9f86d081884c7d659a2feaa0c55ad015',
      'casa,RSSMRA85T10A562S,IT01234567890,Mario Rossi',
      'ada@example.org,1,x,',
      'ok,x,y,',
    ];
    const { report } = await check(`note,hours,vat,person\n${rows.join('\n')}\n`, parseTableSchema(schema));
    expect(
      report.findings.map(({ row, column, code, value, facts }) => [row, column, code, value, facts?.kind]),
    ).toEqual([
      [2, 'note', 'CELL.DIRECT_IDENTIFIER', undefined, 'taxCode'],
      [3, 'hours', 'CELL.WRONG_TYPE', undefined, undefined],
      [3, 'person', 'CELL.DIRECT_IDENTIFIER', undefined, 'name'],
      [4, 'note', 'CELL.DIRECT_IDENTIFIER', undefined, 'email'],
      [5, 'hours', 'CELL.WRONG_TYPE', 'x', undefined],
    ]);
    const header = await check('note,Codice Fiscale\na,b\n', schema);
    expect(header.report.findings[0]).toMatchObject({ code: 'COLUMN.UNKNOWN', facts: { position: 2, identifies: 1 } });
  });

  it('groups and counts all, and lists all for download', async () => {
    const schema = only(dimension('zone', { maxLength: 3 }), measure('n', { maximum: 9 }));
    const rows = Array.from({ length: 3_000 }, (_, i) =>
      i % 3 === 0 ? `z,-${i}x` : i % 3 === 1 ? '=1+1,10' : 'z,1,2',
    );
    const findingsPath = fixture.path('findings.jsonl');
    const { report } = await check(`zone,n\n${rows.join('\n')}\n`, schema, { findingsPath });
    expect(report).toMatchObject({ rows: 3_000, findingCount: 4_000, warningCount: 0, people: 0n });
    expect(report.groups).toEqual([
      { code: 'CELL.WRONG_TYPE', column: 'n', severity: 'error', count: 1_000, firstRow: 2 },
      { code: 'CELL.TOO_LONG', column: 'zone', severity: 'error', count: 1_000, firstRow: 3 },
      { code: 'CELL.OUT_OF_RANGE', column: 'n', severity: 'error', count: 1_000, firstRow: 3 },
      { code: 'CSV.RAGGED_ROW', column: null, severity: 'error', count: 1_000, firstRow: 4 },
    ]);
    const lines = readFileSync(findingsPath, 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(4_000);
    expect(lines.slice(0, 3).map((line) => JSON.parse(line) as object)).toEqual([
      { row: 2, column: 'n', code: 'CELL.WRONG_TYPE', value: '-0x', facts: { type: 'integer' } },
      { row: 3, column: 'zone', code: 'CELL.TOO_LONG', value: '=1+1', facts: { maxLength: 3 } },
      { row: 3, column: 'n', code: 'CELL.OUT_OF_RANGE', value: '10', facts: { maximum: '9' } },
    ]);
  });
});
