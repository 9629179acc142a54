import { createReadStream } from 'node:fs';

const CHUNK_BYTES = 256 << 10;
const REPLACEMENT = '\ufffd';

/** What was seen of a file so far. */
export type TextSeen = {
  bytesRead: number;
  /** Holds bytes that its encoding does not know; they became U+FFFD. */
  garbled: boolean;
};

/** The text of a file, piece by piece, without its byte order mark. */
export async function* textOf(path: string, encoding: string, seen: TextSeen): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  const honest = new HonestReplacements(encoding);
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    seen.bytesRead += chunk.length;
    const text = decoder.decode(chunk, { stream: true });
    seen.garbled ||= honest.areFewerThan(text, chunk);
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  seen.garbled ||= rest !== '';
  if (rest !== '') yield rest;
}

/** A file may hold U+FFFD itself; only what the decoder added speaks of damage. */
class HonestReplacements {
  private added = 0;
  /** Bytes of a character that the last piece broke off in. */
  private tail: Buffer = Buffer.alloc(0);

  constructor(private readonly encoding: string) {}

  areFewerThan(text: string, chunk: Buffer): boolean {
    const bytes = Buffer.concat([this.tail, chunk]);
    const isWide = this.encoding.startsWith('utf-16');
    this.tail = Buffer.from(bytes.subarray(isWide ? bytes.length - (bytes.length % 2) : Math.max(0, bytes.length - 2)));
    if (!isWide && !text.includes(REPLACEMENT)) return false;
    this.added += count(text, REPLACEMENT) - (isWide ? this.inUnits(bytes) : this.inBytes(bytes));
    return this.added > 0;
  }

  /** In UTF-16, whose halves of pairs Node reads as they stand. */
  private inUnits(bytes: Buffer): number {
    const whole = bytes.subarray(0, bytes.length - (bytes.length % 2));
    const little = this.encoding === 'utf-16be' ? Buffer.from(whole).swap16() : whole;
    return count(little.toString('utf16le'), REPLACEMENT);
  }

  /** No encoding of single bytes has it. */
  private inBytes(bytes: Buffer): number {
    return this.encoding === 'utf-8' ? count(bytes.toString('latin1'), LATIN) : 0;
  }
}

const LATIN = Buffer.from(REPLACEMENT).toString('latin1');
const count = (text: string, part: string): number => text.split(part).length - 1;
