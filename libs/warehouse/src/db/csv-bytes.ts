import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';

/** No row of a table is a megabyte long; a longer one is a quotation mark that was never closed, or an attack. */
export const MAX_LINE_BYTES = 1_000_000;

const CHUNK_BYTES = 4 << 20;
const HEAD_BYTES = MAX_LINE_BYTES + CHUNK_BYTES;
const LF = 0x0a;
const CR = 0x0d;

/** What the bytes of a file say before anything is parsed. */
export type Inspection = {
  bytes: number;
  /** The beginning of the file, long enough for the longest header. */
  head: Buffer;
  utf8: boolean;
  /** Holds NUL bytes, as no text does. */
  binary: boolean;
  longLine: boolean;
};

/** Reads a whole file once. @param tell is told how many bytes were read */
export async function inspect(path: string, tell: (bytes: number) => void, signal?: AbortSignal): Promise<Inspection> {
  const found: Inspection = { bytes: 0, head: Buffer.alloc(0), utf8: true, binary: false, longLine: false };
  const encoding = new Utf8Check();
  let lineBytes = 0;
  for await (const chunk of chunksOf(path, signal)) {
    if (found.head.length < HEAD_BYTES) found.head = Buffer.concat([found.head, chunk]);
    found.bytes += chunk.length;
    tell(found.bytes);
    found.binary ||= chunk.includes(0);
    const rest = longestReach(chunk, lineBytes);
    found.longLine ||= rest === null;
    lineBytes = rest ?? 0;
    encoding.push(chunk);
  }
  found.utf8 = encoding.end();
  return found;
}

/** Checks a stream whose chunks may end inside a character. */
class Utf8Check {
  private valid = true;
  private cut: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): void {
    if (!this.valid) return;
    const whole = this.cut.length > 0 ? Buffer.concat([this.cut, chunk]) : chunk;
    const end = characterEnd(whole);
    this.valid = isUtf8(whole.subarray(0, end));
    this.cut = Buffer.from(whole.subarray(end));
  }

  end(): boolean {
    return this.valid && this.cut.length === 0;
  }
}

/** Chunks share one buffer: use each before asking for the next. */
export async function* chunksOf(path: string, signal?: AbortSignal): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await file.read(buffer, 0, CHUNK_BYTES);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** Where the last whole character ends, if this is UTF-8. */
function characterEnd(data: Buffer): number {
  for (let back = 1; back <= Math.min(3, data.length); back++) {
    const byte = data[data.length - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) return (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) > back ? data.length - back : data.length;
  }
  return data.length;
}

/**
 * Leaps from line end to line end, as far as a line may be long.
 *
 * @param before bytes of the line that the chunk begins in
 * @returns bytes of the line that the chunk ends in; null if a line is too long
 */
function longestReach(chunk: Buffer, before: number): number | null {
  for (let start = -before; ;) {
    const reach = start + MAX_LINE_BYTES;
    if (reach >= chunk.length) {
      const last = lineEndBefore(chunk, chunk.length - 1);
      return chunk.length - Math.max(start, last + 1);
    }
    const end = lineEndBefore(chunk, reach);
    if (end < Math.max(start, 0)) return null;
    start = end + 1;
  }
}

function lineEndBefore(chunk: Buffer, at: number): number {
  const end = chunk.lastIndexOf(LF, at);
  return end >= 0 ? end : chunk.lastIndexOf(CR, at);
}

/** Two bytes of UTF-8 read as two characters of Windows-1252, such as “Ã¨”: the file is a mixture of both. */
const MIXED = /[ÃÂ][€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u00a0-\u00bf]/;

/** Bytes that stand for nothing in Windows-1252, which the decoder passes on as control characters. */
const UNASSIGNED = /[\u0081\u008d\u008f\u0090\u009d]/;

export type Transcoding = { mixed: boolean; unassigned: boolean };

/** Copies a Windows-1252 file as UTF-8. */
export async function transcode(from: string, to: string, signal?: AbortSignal): Promise<Transcoding> {
  const decoder = new TextDecoder('windows-1252');
  const seen = { mixed: false, unassigned: false };
  const output = await open(to, 'wx');
  try {
    for await (const chunk of chunksOf(from, signal)) {
      const decoded = decoder.decode(chunk, { stream: true });
      seen.mixed ||= MIXED.test(decoded);
      seen.unassigned ||= UNASSIGNED.test(decoded);
      await output.writeFile(decoded);
    }
  } finally {
    await output.close();
  }
  return seen;
}

/** Whether a record of a file read as UTF-8 holds what its encoding does not know. */
export function isGarbled(record: Buffer, encoding: 'utf-8' | 'windows-1252'): boolean {
  return encoding === 'utf-8' ? !isUtf8(record) : UNASSIGNED.test(record.toString('utf8'));
}
