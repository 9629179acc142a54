import { open, type FileHandle } from 'node:fs/promises';

const BUFFER_CHARACTERS = 1 << 20;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/u;

const written = (cell: string): string => (NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Writes the numbered CSV that the warehouse reads: commas, quotes doubled, line feeds, no header. */
export class CanonicalCsv {
  rows = 0;
  private buffer = '';

  private constructor(private readonly file: FileHandle) {}

  /** @throws EEXIST if the file is there already */
  static async create(path: string): Promise<CanonicalCsv> {
    return new CanonicalCsv(await open(path, 'wx', 0o600));
  }

  async write(row: number, cells: readonly string[]): Promise<void> {
    this.buffer += `${row},${cells.map(written).join(',')}\n`;
    this.rows += 1;
    if (this.buffer.length >= BUFFER_CHARACTERS) await this.flush();
  }

  async close(): Promise<void> {
    try {
      await this.flush();
    } finally {
      await this.file.close();
    }
  }

  private async flush(): Promise<void> {
    await this.file.writeFile(this.buffer);
    this.buffer = '';
  }
}
