import { open, type FileHandle } from 'node:fs/promises';
import { Findings, type FindingCode } from '../domain/finding';
import { RecordScanner, type RecordSink } from '../domain/record-scanner';
import { chunksOf, isGarbled, MAX_LINE_BYTES } from './csv-bytes';
import type { Layout } from './csv-sql';

const BUFFER_BYTES = 4 << 20;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

export type NumberedRecords = { rows: number; findings: Findings };

/**
 * Copies the well-formed records of a bad file, each with its row number before it and a plain line feed behind it, and lists
 * the others. So the engine can say in which row a bad cell is, whatever blank lines, line breaks and broken rows there are.
 */
export async function numberRecords(
  from: string,
  to: string,
  layout: Layout,
  signal?: AbortSignal,
): Promise<NumberedRecords> {
  const output = new RecordWriter(await open(to, 'wx'), layout);
  const { delimiter } = layout.dialect;
  const scanner = new RecordScanner({ delimiter, width: layout.width, maxBytes: MAX_LINE_BYTES }, output);
  try {
    let first = true;
    for await (const chunk of chunksOf(from, signal)) {
      scanner.push(first && chunk.subarray(0, 3).equals(BYTE_ORDER_MARK) ? chunk.subarray(3) : chunk);
      first = false;
      await output.flush();
    }
    scanner.end();
    await output.flush();
  } finally {
    await output.close();
  }
  return { rows: Math.max(scanner.records - 1, 0), findings: output.findings };
}

class RecordWriter implements RecordSink {
  readonly findings = new Findings();
  private buffers: Buffer[] = [];
  private buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  private used = 0;
  private headerSeen = false;

  constructor(
    private readonly file: FileHandle,
    private readonly layout: Layout,
  ) {}

  record(row: number, data: Buffer, start: number, end: number): void {
    const isHeader = !this.headerSeen;
    this.headerSeen = true;
    if (isGarbled(data.subarray(start, end), this.layout.dialect.encoding)) {
      this.find(row, 'CSV.WRONG_ENCODING');
      return;
    }
    if (isHeader) return;
    this.reserve(end - start + 32);
    this.used += this.buffer.write(`${row}${this.layout.dialect.delimiter}`, this.used, 'latin1');
    this.used += data.copy(this.buffer, this.used, start, end);
    this.used += this.buffer.write('\n', this.used, 'latin1');
  }

  trouble(row: number, code: FindingCode, cells: number): void {
    this.headerSeen = true;
    if (code === 'CSV.RAGGED_ROW') this.find(row, code, { expected: this.layout.width, found: cells });
    else this.find(row, code, code === 'CSV.LINE_TOO_LONG' ? { limit: MAX_LINE_BYTES } : undefined);
  }

  private find(row: number, code: FindingCode, facts?: Record<string, number>): void {
    this.findings.add({ row, column: null, code, ...(facts && { facts }) });
  }

  private reserve(bytes: number): void {
    if (this.used + bytes <= this.buffer.length) return;
    this.buffers.push(this.buffer.subarray(0, this.used));
    this.buffer = Buffer.allocUnsafe(BUFFER_BYTES);
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
