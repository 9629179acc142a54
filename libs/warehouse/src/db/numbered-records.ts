import { open, type FileHandle } from 'node:fs/promises';
import { MOST_LISTED, severityOf, type FindingCode, type FindingGroup } from '../domain/finding';
import { RecordScanner, type RecordSink } from '../domain/record-scanner';
import { chunksOf, isGarbled, MAX_LINE_BYTES } from './csv-bytes';
import type { Layout } from './csv-sql';

const BUFFER_BYTES = 4 << 20;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

export type NumberedRecords = { rows: number; groups: FindingGroup[] };

/** Where the copy goes, and the list of broken records: lines of row, code and number. */
export type NumberedPaths = { readonly from: string; readonly records: string; readonly troubles: string };

/**
 * Copies the well-formed records of a bad file, each with its row number before it and a plain line feed behind it, and lists
 * the others. So the engine can say in which row a bad cell is, whatever blank lines, line breaks and broken rows there are.
 */
export async function numberRecords(
  paths: NumberedPaths,
  layout: Layout,
  tell: (bytes: number) => void,
  signal?: AbortSignal,
): Promise<NumberedRecords> {
  const records = new LineFile(await open(paths.records, 'wx'));
  const troubles = new LineFile(await open(paths.troubles, 'wx'));
  const output = new RecordWriter(records, troubles, layout);
  const { delimiter } = layout.dialect;
  const scanner = new RecordScanner({ delimiter, width: layout.width, maxBytes: MAX_LINE_BYTES }, output);
  let bytes = 0;
  try {
    for await (const chunk of chunksOf(paths.from, signal)) {
      scanner.push(bytes === 0 && chunk.subarray(0, 3).equals(BYTE_ORDER_MARK) ? chunk.subarray(3) : chunk);
      tell((bytes += chunk.length));
      await records.flush();
      await troubles.flush();
    }
    scanner.end();
    await records.flush();
    await troubles.flush();
  } finally {
    await records.close();
    await troubles.close();
  }
  return { rows: Math.max(scanner.records - 1, 0), groups: [...output.groups.values()] };
}

/** A file that is written in large pieces, line by line. */
class LineFile {
  private buffers: Buffer[] = [];
  private buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  private used = 0;

  constructor(private readonly file: FileHandle) {}

  line(before: string, data: Buffer, start: number, end: number): void {
    this.reserve(end - start + 2 * before.length + 1);
    this.used += this.buffer.write(before, this.used, 'latin1');
    this.used += data.copy(this.buffer, this.used, start, end);
    this.used += this.buffer.write('\n', this.used, 'latin1');
  }

  private reserve(bytes: number): void {
    if (this.used + bytes <= this.buffer.length) return;
    this.buffers.push(this.buffer.subarray(0, this.used));
    this.buffer = Buffer.allocUnsafe(Math.max(BUFFER_BYTES, bytes));
    this.used = 0;
  }

  async flush(): Promise<void> {
    for (const buffer of [...this.buffers, this.buffer.subarray(0, this.used)]) await this.file.writeFile(buffer);
    this.buffers = [];
    this.used = 0;
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

class RecordWriter implements RecordSink {
  /** Broken records by code. */
  readonly groups = new Map<FindingCode, FindingGroup>();
  private listed = 0;
  private headerSeen = false;

  constructor(
    private readonly records: LineFile,
    private readonly troubles: LineFile,
    private readonly layout: Layout,
  ) {}

  record(row: number, data: Buffer, start: number, end: number): void {
    const isHeader = !this.headerSeen;
    this.headerSeen = true;
    if (isGarbled(data.subarray(start, end), this.layout.dialect.encoding)) this.find(row, 'CSV.WRONG_ENCODING', 0);
    else if (!isHeader) this.records.line(`${row}${this.layout.dialect.delimiter}`, data, start, end);
  }

  trouble(row: number, code: FindingCode, cells: number): void {
    this.headerSeen = true;
    this.find(row, code, cells);
  }

  private find(row: number, code: FindingCode, cells: number): void {
    const group = this.groups.get(code) ?? { code, column: null, severity: severityOf(code), count: 0, firstRow: row };
    this.groups.set(code, { ...group, count: group.count + 1 });
    this.listed += 1;
    if (this.listed <= MOST_LISTED) this.troubles.line(`${row},${code},${cells}`, NOTHING, 0, 0);
  }
}

const NOTHING = Buffer.alloc(0);
