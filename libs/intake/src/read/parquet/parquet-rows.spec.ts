import fc from 'fast-check';
import { IntakeFixture, NOTHING_WANTED } from '../../../test/intake-fixture';
import { parquetFile, readElsewhere } from '../../../test/parquet-file';
import { watched } from '../../../test/watched-reader';
import { inspect } from '../../app/inspect';
import { prepare } from '../../app/prepare';
import { parquetRows } from './parquet-rows';

const fixture = new IntakeFixture();
afterAll(() => {
  fixture.close();
});

async function rowsIn(path: string): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const batch of parquetRows(path, '.')) rows.push(...batch.map(({ cells }) => [...cells]));
  return rows.slice(1);
}

/** Columns of few and of many values, of every kind that both write alike; where `i` says so, of no value. */
const KINDS = [
  `'città ' || (i * 7 % 5)`,
  `'P-' || lpad(i::VARCHAR, 9, '0')`,
  `repeat('x', (i % 40)::INTEGER)`,
  '(i % 3)::TINYINT - 1',
  '(i * 7919 % 100003)::INTEGER',
  'i * 1000003 - 9007199254740993',
  '(i * 31)::UBIGINT + 18446744073709000000::UBIGINT',
  '(i * 101 - 5000)::DECIMAL(9, 2)',
  '(i * 12345678901 - 5)::DECIMAL(30, 4)',
  `DATE '2026-11-23' - (i % 50000)::INTEGER`,
  'i % 3 = 0',
  '(i % 1000) / 8 + 0.0625::DOUBLE',
  `md5((i % 100)::VARCHAR)::UUID`,
];

const table = fc.record({
  kinds: fc.array(fc.record({ kind: fc.constantFrom(...KINDS), gap: fc.constantFrom(0, 1, 2, 3, 7) }), {
    minLength: 1,
    maxLength: 6,
  }),
  rows: fc.integer({ min: 1, max: 9_000 }),
  group: fc.constantFrom(2_048, 4_096, 1_048_576),
  codec: fc.constantFrom('uncompressed', 'snappy', 'gzip', 'zstd', 'lz4_raw', 'brotli'),
  version: fc.constantFrom('V1', 'V2'),
});

describe('the rows of a Parquet file', () => {
  it('are those that another program reads, whatever its row groups, encodings and codecs are', async () => {
    await fc.assert(
      fc.asyncProperty(table, async ({ kinds, rows, group, codec, version }) => {
        const columns = kinds.map(({ kind, gap }, c) =>
          gap === 0 ? `${kind} AS c${c}` : `CASE WHEN i % ${gap} <> 0 THEN ${kind} END AS c${c}`,
        );
        const path = fixture.path('rows.parquet');
        const options = `COMPRESSION ${codec}, ROW_GROUP_SIZE ${group}, PARQUET_VERSION ${version}`;
        await parquetFile(path, `SELECT ${columns.join(', ')} FROM range(${rows}) t(i)`, options);
        expect(await rowsIn(path)).toEqual(await readElsewhere(path));
      }),
      { numRuns: 25 },
    );
  });

  it('are read in one go and little memory where all of them are one group', async () => {
    const path = fixture.path('group.parquet');
    const numbers = Array.from({ length: 5 }, (_, c) => `(hash(i * ${c + 7}) % 100000)::INTEGER AS n${c}`);
    const select = `SELECT 'A' || (i % 50) AS code, i % 3 = 0 AS yes, ${numbers.join(', ')} FROM range(500000) t(i)`;
    await parquetFile(path, select, 'COMPRESSION snappy, ROW_GROUP_SIZE 1048576');
    const { candidates } = await inspect(path, 'x.parquet', NOTHING_WANTED);
    const [best] = candidates;
    if (!best) throw new Error('It was not understood.');
    const task = { path, outPath: fixture.path(), wanted: NOTHING_WANTED, mapping: null, pseudonyms: null };
    const { answer, peakMegabytes } = await watched(() => prepare({ ...task, reading: best.reading }));
    expect(answer).toMatchObject({ kind: 'converted', rows: 500_000 });
    expect(peakMegabytes).toBeLessThan(300);
  });
});

describe('a hostile Parquet file', () => {
  const refusal = async (content: Buffer) => {
    const path = fixture.file(content);
    const { answer, seconds, peakMegabytes } = await watched(() => inspect(path, 'x.parquet', NOTHING_WANTED));
    expect(answer.candidates).toEqual([]);
    expect(seconds).toBeLessThan(2);
    expect(peakMegabytes).toBeLessThan(300);
    return answer.trouble;
  };

  it('that makes 2 GB of one text is refused within two seconds of work', async () => {
    const enumeration = `CREATE TYPE long_text AS ENUM (SELECT repeat('x', 20000))`;
    const select = 'SELECT enum_first(NULL::long_text) AS text FROM range(100000)';
    const file = await parquetFile(fixture.path('bomb.parquet'), select, 'ROW_GROUP_SIZE 1048576', enumeration);
    expect(file.length).toBeLessThan(1_000_000);
    expect(await refusal(file)).toMatchObject({ code: 'FILE.TOO_BIG_INSIDE' });
  });

  it('with more texts in one page than fit is told how to be written', async () => {
    const select = `SELECT 'P-' || i AS text FROM range(500000) t(i)`;
    const file = await parquetFile(fixture.path('page.parquet'), select, 'ROW_GROUP_SIZE 1048576');
    expect(await refusal(file)).toMatchObject({ code: 'FILE.TOO_BIG_INSIDE', facts: { groupRows: 100_000 } });
  });

  it('that was cut off, or whose pages are something else, is refused', async () => {
    const file = await parquetFile(
      fixture.path('whole.parquet'),
      'SELECT i FROM range(5000) t(i)',
      'COMPRESSION snappy',
    );
    const other = Buffer.from(file);
    other.fill(0xff, 4, file.length / 2);
    expect(await refusal(file.subarray(0, file.length - 9))).toMatchObject({ code: 'FILE.UNREADABLE' });
    expect(await refusal(other)).toMatchObject({ code: 'FILE.UNREADABLE' });
  });
});
