import {
  asyncBufferFromFile,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
  type AsyncBuffer,
  type Compressors,
  type FileMetaData,
} from 'hyparquet';
import { MAX_COLUMNS, type Row } from '../../domain/header';
import type { DecimalMark } from '../../domain/number-text';
import { refusal } from '../../domain/trouble';
import { LIMITS } from '../limits';
import { bare, columnText, type ColumnText } from './column-text';

/** So many values are in memory at once. */
const SLICE_VALUES = 200_000;

type Table = {
  readonly file: AsyncBuffer;
  readonly metadata: FileMetaData;
  readonly columns: readonly ColumnText[];
  readonly compressors: Compressors;
};

/** The rows of a Parquet file, its column names first. @throws Refusal FILE.NESTED, FILE.TOO_WIDE, FILE.TOO_BIG_INSIDE, FILE.UNREADABLE */
export async function* parquetRows(path: string, mark: DecimalMark): AsyncGenerator<Row[]> {
  const table = await openTable(path);
  yield [{ row: 1, cells: table.columns.map(({ name }) => name) }];
  const rows = Number(table.metadata.num_rows);
  const step = Math.max(1, Math.floor(SLICE_VALUES / table.columns.length));
  for (let start = 0; start < rows; start += step) {
    const slice = await readSlice(table, start, Math.min(start + step, rows));
    yield slice.map((values, i) => rowOf(start + i + 2, values, table.columns, mark));
  }
}

async function openTable(path: string): Promise<Table> {
  const file = await asyncBufferFromFile(path);
  const metadata = await parquetMetadataAsync(file);
  const { children } = parquetSchema(metadata);
  if (children.length > MAX_COLUMNS) throw refusal('FILE.TOO_WIDE', { columns: children.length, limit: MAX_COLUMNS });
  const nested = children.find(
    ({ children: inner, element }) => inner.length > 0 || element.repetition_type === 'REPEATED',
  );
  if (nested) throw refusal('FILE.NESTED', { column: nested.element.name });
  for (const { columns } of metadata.row_groups) {
    const bytes = columns.reduce((sum, { meta_data: meta }) => sum + (meta?.total_compressed_size ?? 0n), 0n);
    if (bytes > LIMITS.rowGroupBytes) throw refusal('FILE.TOO_BIG_INSIDE', { limit: LIMITS.rowGroupBytes });
  }
  const columns = children.map(({ element }) => columnText(element));
  const stored = { ...metadata, schema: metadata.schema.map(bare) };
  return { file, columns, metadata: stored, compressors: await boundedCompressors() };
}

async function readSlice(
  { file, metadata, compressors }: Table,
  rowStart: number,
  rowEnd: number,
): Promise<unknown[][]> {
  let rows: unknown[][] = [];
  await parquetRead({
    file,
    metadata,
    rowStart,
    rowEnd,
    compressors,
    utf8: false,
    geoparquet: false,
    // The oldest timestamps, 96 bits long, come as nanoseconds.
    parsers: { timestampFromNanoseconds: (nanoseconds) => nanoseconds },
    onComplete: (found: unknown[][]) => {
      rows = found;
    },
  });
  return rows;
}

/** A page says itself how much it unpacks to. */
async function boundedCompressors(): Promise<Compressors> {
  const { compressors } = await import('hyparquet-compressors');
  return Object.fromEntries(
    Object.entries(compressors).map(([name, unpack]) => [
      name,
      (input: Uint8Array, length: number) => {
        if (length > LIMITS.pageBytes) throw refusal('FILE.TOO_BIG_INSIDE', { limit: LIMITS.pageBytes });
        return unpack(input, length);
      },
    ]),
  );
}

function rowOf(row: number, values: readonly unknown[], columns: readonly ColumnText[], mark: DecimalMark): Row {
  const native = new Set<number>();
  const cells = columns.map((column, i) => {
    if (column.native) native.add(i);
    const text = column.textOf(values[i]);
    return column.native && mark === ',' ? text.replace('.', ',') : text;
  });
  return { row, cells, native };
}
