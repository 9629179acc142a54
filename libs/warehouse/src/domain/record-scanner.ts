/** What is wrong with the shape of a record, whatever its cells say. */
export type ShapeTrouble = 'CSV.WRONG_QUOTING' | 'CSV.LINE_TOO_LONG' | 'CSV.RAGGED_ROW';

export type RecordSink = {
  /** A whole record of the right width: the bytes from `start` to `end` of `data`, without its line end. */
  record(row: number, data: Buffer, start: number, end: number): void;
  /** @param cells how many were found */
  trouble(row: number, code: ShapeTrouble, cells: number): void;
};

export type ScanRules = {
  readonly delimiter: string;
  /** Cells of the header, and so of every row. */
  readonly width: number;
  readonly maxBytes: number;
};

const CELL_START = 0;
const BARE = 1;
const QUOTED = 2;
/** Just behind a quotation mark inside a quoted cell: its end, or the first of two. */
const CLOSING = 3;
/** Behind text that follows a closing quotation mark. */
const BROKEN = 4;

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;

/**
 * Cuts the bytes of a CSV file into records, numbered as a spreadsheet numbers them: blank lines count, line breaks inside
 * quotes do not. It holds at most one record in memory, and of a record that is too long nothing.
 *
 * Only files that the engine refused come here: the engine says that something is wrong, this says where.
 *
 * @see RFC 4180
 */
export class RecordScanner {
  /** Records with content, the header among them. */
  records = 0;
  private row = 1;
  private state = CELL_START;
  private cells = 1;
  private broken = false;
  private overlong = false;
  /** The last line ended in CR, so that an LF right behind it belongs to it. */
  private afterCr = false;
  /** Where the current record begins in the data at hand. */
  private start = 0;
  private carry: Buffer = Buffer.alloc(0);
  private readonly delimiter: number;

  constructor(
    private readonly rules: ScanRules,
    private readonly sink: RecordSink,
  ) {
    this.delimiter = rules.delimiter.charCodeAt(0);
  }

  push(chunk: Buffer): void {
    const data = this.carry.length > 0 ? Buffer.concat([this.carry, chunk]) : chunk;
    this.start = 0;
    for (let at = this.carry.length; at < data.length; at++) {
      const byte = data[at];
      if (byte === LF || byte === CR) this.lineEnd(data, at, byte);
      else if (byte === this.delimiter || byte === QUOTE || this.state !== BARE) this.step(byte);
    }
    this.keep(data, this.start);
  }

  end(): void {
    if (this.state === QUOTED) this.broken = true;
    if (this.carry.length > 0 || this.overlong) this.finish(this.carry, 0, this.carry.length);
  }

  /** Ends the record, unless in quotes; CR and LF side by side are one line end. */
  private lineEnd(data: Buffer, at: number, byte: number): void {
    if (this.state === QUOTED) return;
    const second = byte === LF && this.afterCr && at === this.start;
    if (!second) this.finish(data, this.start, at);
    this.afterCr = byte === CR;
    this.start = at + 1;
  }

  private step(byte: number | undefined): void {
    switch (this.state) {
      case CELL_START:
        if (byte === this.delimiter) this.cells += 1;
        else this.state = byte === QUOTE ? QUOTED : BARE;
        break;
      case QUOTED:
        if (byte === QUOTE) this.state = CLOSING;
        break;
      default:
        this.leave(byte);
    }
  }

  /** A step in a cell whose quotes, if it has any, may be over. */
  private leave(byte: number | undefined): void {
    if (byte === this.delimiter) {
      this.cells += 1;
      this.state = CELL_START;
    } else if (this.state === CLOSING) {
      this.state = byte === QUOTE ? QUOTED : BROKEN;
      if (byte !== QUOTE) this.broken = true;
    }
  }

  private keep(data: Buffer, start: number): void {
    if (this.overlong || data.length - start > this.rules.maxBytes) {
      this.overlong = true;
      this.afterCr = false;
      this.carry = Buffer.alloc(0);
    } else {
      this.carry = Buffer.from(data.subarray(start));
    }
  }

  private finish(data: Buffer, start: number, end: number): void {
    if (end > start || this.overlong) {
      this.records += 1;
      const trouble = this.troubleOf(end - start);
      if (trouble) this.sink.trouble(this.row, trouble, this.cells);
      else this.sink.record(this.row, data, start, end);
    }
    this.row += 1;
    this.state = CELL_START;
    this.cells = 1;
    this.broken = false;
    this.overlong = false;
  }

  private troubleOf(bytes: number): ShapeTrouble | null {
    if (this.overlong || bytes > this.rules.maxBytes) return 'CSV.LINE_TOO_LONG';
    if (this.broken) return 'CSV.WRONG_QUOTING';
    return this.cells === this.rules.width ? null : 'CSV.RAGGED_ROW';
  }
}
