import { createReadStream, createWriteStream } from 'node:fs';
import { Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { rowsBefore } from '../domain/found';

const [QUOTE, COMMA, NEW_LINE] = [0x22, 0x2c, 0x0a];

/**
 * Puts canonical files behind each other, and to the row numbers of each what tells the files apart.
 *
 * @param parts files without a header line whose records begin with a row number; their columns are the same
 */
export async function mergeNumbered(
  parts: readonly { readonly path: string; readonly file: number }[],
  outPath: string,
): Promise<void> {
  for (const { path, file } of parts) {
    const out = createWriteStream(outPath, { flags: 'a', mode: 0o600 });
    await pipeline(createReadStream(path), new Renumber(rowsBefore(file)), out);
  }
}

/** Adds to the number at the beginning of every record. Line breaks inside of quotes begin no record. */
class Renumber extends Transform {
  private isQuoted = false;
  /** The digits of a number that has begun; null: not at the beginning of a record. */
  private digits: string | null = '';

  constructor(private readonly before: number) {
    super();
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    for (let at = 0; at < chunk.length;) {
      at = this.digits === null ? this.passRecord(chunk, at) : this.passNumber(chunk, at);
    }
    done();
  }

  /** @returns where the number ends, or the chunk */
  private passNumber(chunk: Buffer, from: number): number {
    let at = from;
    while (at < chunk.length && chunk[at] !== COMMA && chunk[at] !== NEW_LINE) at += 1;
    const digits = (this.digits ?? '') + chunk.toString('latin1', from, at);
    const isWhole = at < chunk.length;
    this.digits = isWhole ? null : digits;
    if (isWhole) this.push(String(Number(digits) + this.before));
    return at;
  }

  /** @returns where the next record begins, or where the chunk ends */
  private passRecord(chunk: Buffer, from: number): number {
    for (let at = from; at < chunk.length; at += 1) {
      if (chunk[at] === QUOTE) this.isQuoted = !this.isQuoted;
      if (chunk[at] !== NEW_LINE || this.isQuoted) continue;
      this.push(chunk.subarray(from, at + 1));
      this.digits = '';
      return at + 1;
    }
    this.push(chunk.subarray(from));
    return chunk.length;
  }
}
