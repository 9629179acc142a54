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
    let from = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at];
      if (this.digits !== null) {
        if (byte === COMMA || byte === NEW_LINE) {
          this.push(this.numbered(this.digits + chunk.toString('latin1', from, at)));
          [this.digits, from] = [byte === NEW_LINE ? '' : null, at];
          if (byte === NEW_LINE) {
            this.push(chunk.subarray(at, at + 1));
            from = at + 1;
          }
        }
      } else if (byte === QUOTE) this.isQuoted = !this.isQuoted;
      else if (byte === NEW_LINE && !this.isQuoted) {
        this.push(chunk.subarray(from, at + 1));
        [this.digits, from] = ['', at + 1];
      }
    }
    if (this.digits === null) this.push(chunk.subarray(from));
    else this.digits += chunk.toString('latin1', from);
    done();
  }

  private numbered(digits: string): string {
    return String(Number(digits) + this.before);
  }
}
