import type { FileHandle } from 'node:fs/promises';
import type { PageHeader } from 'hyparquet';
import { parquetHeader } from 'hyparquet/src/column.js';
import { refusal, type Refusal } from '../../domain/trouble';
import { LIMITS } from '../limits';
import { readAt } from '../sample';

/** So much is read at once, and kept, of a column; a file may have thousands of them. */
const STEP_BYTES = 1 << 12;
/** A header holds the smallest and the largest value of its page. */
const MOST_HEADER_BYTES = 8 << 20;

/** A group of so many rows fits, however wide the table is that a cooperative has. */
const SMALLER_GROUP_ROWS = 100_000;

/** What was packed into one group of rows is too much at once; smaller groups may not be. */
export const tooBig = (limit: number): Refusal =>
  refusal('FILE.TOO_BIG_INSIDE', { limit, groupRows: SMALLER_GROUP_ROWS });

export type Page = {
  readonly header: PageHeader;
  /** From the header's end on. */
  readonly view: DataView;
};

/** The pages of one column of one row group, one after the other; so much is read of the file as one page needs. */
export class PageSource {
  private buffer: Buffer = Buffer.alloc(0);
  private bufferAt = 0;

  constructor(
    private readonly file: FileHandle,
    private at: number,
    private readonly end: number,
  ) {}

  /** @returns null after the last. @throws FILE.TOO_BIG_INSIDE, FILE.UNREADABLE */
  async next(): Promise<Page | null> {
    if (this.at >= this.end) return null;
    const { header, bytes } = await this.header();
    const { compressed_page_size: packed, uncompressed_page_size: unpacked } = header;
    if (!(packed >= 0)) throw refusal('FILE.UNREADABLE');
    if (Math.max(packed, unpacked) > LIMITS.pageBytes) throw tooBig(LIMITS.pageBytes);
    const page = (await this.bytes(bytes + packed)).subarray(bytes, bytes + packed);
    if (page.length < packed) throw refusal('FILE.UNREADABLE');
    this.at += bytes + packed;
    if (this.buffer.length > STEP_BYTES) this.buffer = Buffer.alloc(0);
    return { header, view: new DataView(page.buffer, page.byteOffset, page.length) };
  }

  private async header(): Promise<{ header: PageHeader; bytes: number }> {
    for (let length = STEP_BYTES; ; length *= 8) {
      const bytes = await this.bytes(length);
      const reader = { view: new DataView(bytes.buffer, bytes.byteOffset, bytes.length), offset: 0 };
      try {
        return { header: parquetHeader(reader), bytes: reader.offset };
      } catch (error) {
        // It may only be longer than what was read of it.
        if (bytes.length < length || length > MOST_HEADER_BYTES) throw error;
      }
    }
  }

  /** What comes next, so long if there is so much. */
  private async bytes(length: number): Promise<Buffer> {
    const wanted = Math.min(length, this.end - this.at);
    if (this.at + wanted > this.bufferAt + this.buffer.length) {
      this.buffer = await readAt(this.file, this.at, Math.min(Math.max(wanted, STEP_BYTES), this.end - this.at));
      this.bufferAt = this.at;
    }
    return this.buffer.subarray(this.at - this.bufferAt);
  }
}
