import { asyncBufferFromFile, parquetMetadataAsync, parquetSchema, type Compressors, type RowGroup } from 'hyparquet';
import { open, type FileHandle } from 'node:fs/promises';
import { MAX_COLUMNS, type Row } from '../../domain/header';
import type { DecimalMark } from '../../domain/number-text';
import { refusal } from '../../domain/trouble';
import { LIMITS } from '../limits';
import { ColumnReader, type ColumnPlan } from './column-reader';
import { columnText } from './column-text';
import { tooBig } from './page-source';

/** So many rows, and so many cells, are handed on at once. */
const BATCH_ROWS = 1_000;
const BATCH_CELLS = 100_000;

type Table = { readonly columns: readonly ColumnPlan[]; readonly groups: readonly RowGroup[] };

/** The rows of a Parquet file, its column names first. @throws Refusal FILE.NESTED, FILE.TOO_WIDE, FILE.TOO_BIG_INSIDE, FILE.UNREADABLE */
export async function* parquetRows(path: string, mark: DecimalMark): AsyncGenerator<Row[]> {
  const { columns, groups } = await openTable(path);
  yield [{ row: 1, cells: columns.map(({ text }) => text.name) }];
  const native = new Set(columns.flatMap(({ text }, i) => (text.native ? [i] : [])));
  const file = await open(path, 'r');
  try {
    const text = new TextSoFar((await file.stat()).size);
    let row = 2;
    for (const group of groups) {
      const readers = readersOf(group, columns, file);
      for (let left = Number(group.num_rows); left > 0;) {
        const rows = Math.min(left, await turned(readers, text), batchRows(columns.length));
        yield Array.from({ length: rows }, () => ({ row: row++, cells: cellsOf(readers, native, mark), native }));
        left -= rows;
      }
    }
  } finally {
    await file.close();
  }
}

async function openTable(path: string): Promise<Table> {
  const metadata = await parquetMetadataAsync(await asyncBufferFromFile(path));
  const root = parquetSchema(metadata);
  const { children } = root;
  if (children.length > MAX_COLUMNS) throw refusal('FILE.TOO_WIDE', { columns: children.length, limit: MAX_COLUMNS });
  const nested = children.find(
    ({ children: inner, element }) => inner.length > 0 || element.repetition_type === 'REPEATED',
  );
  if (nested) throw refusal('FILE.NESTED', { column: nested.element.name });
  const compressors = await boundedCompressors();
  const columns = children.map((column) => ({ text: columnText(column.element), path: [root, column], compressors }));
  return { columns, groups: metadata.row_groups };
}

/** A page says itself how much it unpacks to. */
async function boundedCompressors(): Promise<Compressors> {
  const { compressors } = await import('hyparquet-compressors');
  return Object.fromEntries(
    Object.entries(compressors).map(([name, unpack]) => [
      name,
      (input: Uint8Array, length: number) => {
        if (length > LIMITS.pageBytes) throw tooBig(LIMITS.pageBytes);
        return unpack(input, length);
      },
    ]),
  );
}

/** What a file was found to say so far; a dictionary makes much of little. */
class TextSoFar {
  private bytes = 0;
  private readonly most: number;

  constructor(fileBytes: number) {
    this.most = Math.max(LIMITS.parquetTextBytes, fileBytes * LIMITS.compressionRatio);
  }

  /** @throws FILE.TOO_BIG_INSIDE */
  add(bytes: number): void {
    this.bytes += bytes;
    if (this.bytes > this.most) throw refusal('FILE.TOO_BIG_INSIDE', { limit: this.most });
  }
}

function readersOf({ columns: chunks }: RowGroup, columns: readonly ColumnPlan[], file: FileHandle): ColumnReader[] {
  return columns.map((plan, i) => {
    const { meta_data: meta, file_path: elsewhere } = chunks[i] ?? {};
    if (!meta || elsewhere || meta.path_in_schema[0] !== plan.text.name) {
      throw refusal('FILE.UNREADABLE', { column: plan.text.name });
    }
    return new ColumnReader(file, meta, plan);
  });
}

/** Turns the pages that are read to their end. @returns how many rows all pages have. @throws FILE.TOO_BIG_INSIDE, FILE.UNREADABLE */
async function turned(readers: readonly ColumnReader[], text: TextSoFar): Promise<number> {
  let [rows, held] = [Number.POSITIVE_INFINITY, 0];
  for (const reader of readers) {
    if (reader.left === 0) text.add(await reader.turn());
    rows = Math.min(rows, reader.left);
    held += reader.heldBytes;
    if (held > LIMITS.openPagesBytes) throw tooBig(LIMITS.openPagesBytes);
  }
  return rows;
}

const batchRows = (columns: number): number => Math.min(BATCH_ROWS, Math.max(1, Math.floor(BATCH_CELLS / columns)));

const cellsOf = (readers: readonly ColumnReader[], native: ReadonlySet<number>, mark: DecimalMark): string[] =>
  readers.map((reader, i) => (mark === ',' && native.has(i) ? reader.next().replace('.', ',') : reader.next()));
