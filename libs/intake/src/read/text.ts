import { createReadStream } from 'node:fs';

const CHUNK_BYTES = 256 << 10;
const REPLACEMENT = '\ufffd';
const REPLACEMENT_BYTES = Buffer.from(REPLACEMENT);

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
  private balance = 0;
  private tail: Buffer = Buffer.alloc(0);

  constructor(private readonly encoding: string) {}

  areFewerThan(text: string, chunk: Buffer): boolean {
    if (!text.includes(REPLACEMENT)) {
      this.tail = Buffer.from(chunk.subarray(-2));
      return false;
    }
    if (this.encoding !== 'utf-8') return true;
    const bytes = Buffer.concat([this.tail, chunk]);
    this.balance += text.split(REPLACEMENT).length - bytes.toString('latin1').split(LATIN).length;
    this.tail = Buffer.from(chunk.subarray(-2));
    return this.balance > 0;
  }
}

const LATIN = REPLACEMENT_BYTES.toString('latin1');
