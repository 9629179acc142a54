import { isAscii, isUtf8 } from 'node:buffer';
import { open, type FileHandle } from 'node:fs/promises';

/** What is read of a file to guess how to read it: its head, a piece of its middle and of its end, and where it is not ASCII. */
export type Sample = {
  readonly path: string;
  readonly bytes: number;
  readonly head: Buffer;
  /** Whether the head is the whole file. */
  readonly whole: boolean;
  /** Pieces of the middle and the end; they may begin and end anywhere. */
  readonly pieces: readonly Buffer[];
  /** The first pieces that hold more than ASCII. */
  readonly strangers: readonly Buffer[];
  /** Whether all that was looked at is valid UTF-8. */
  readonly utf8: boolean;
};

const HEAD_BYTES = 256 << 10;
const PIECE_BYTES = 128 << 10;
/** So far into a file the bytes themselves are looked at; that takes a fifth of a second. */
export const SCAN_BYTES = 256 << 20;
const SCAN_STEP = 1 << 20;
const MOST_STRANGERS = 4;

export async function sampleOf(path: string): Promise<Sample> {
  const file = await open(path, 'r');
  try {
    const bytes = (await file.stat()).size;
    const head = await readAt(file, 0, HEAD_BYTES);
    const places = bytes > HEAD_BYTES ? [Math.floor(bytes / 2), Math.max(HEAD_BYTES, bytes - PIECE_BYTES)] : [];
    const pieces = await Promise.all(places.map((at) => readAt(file, at, PIECE_BYTES)));
    return { path, bytes, head, whole: bytes <= HEAD_BYTES, pieces, ...(await scan(file)) };
  } finally {
    await file.close();
  }
}

export async function readAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await file.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

async function scan(file: FileHandle): Promise<{ strangers: Buffer[]; utf8: boolean }> {
  const strangers: Buffer[] = [];
  const buffer = Buffer.alloc(SCAN_STEP);
  let utf8 = true;
  for (let at = 0; at < SCAN_BYTES;) {
    const { bytesRead } = await file.read(buffer, 0, SCAN_STEP, at);
    if (bytesRead === 0) break;
    const end = bytesRead < SCAN_STEP ? bytesRead : characterEnd(buffer.subarray(0, bytesRead));
    const chunk = buffer.subarray(0, end);
    if (!isAscii(chunk)) {
      utf8 &&= isUtf8(chunk);
      if (strangers.length < MOST_STRANGERS) strangers.push(aroundStranger(chunk));
    }
    at += end;
  }
  return { strangers, utf8 };
}

/** Where a piece of text can be cut without cutting a character of UTF-8. */
function characterEnd(chunk: Buffer): number {
  for (let back = 1; back <= Math.min(3, chunk.length - 1); back += 1) {
    const byte = chunk[chunk.length - back] ?? 0;
    if (byte < 0x80) return chunk.length;
    if (byte >= 0xc0) return chunk.length - back;
  }
  return chunk.length;
}

function aroundStranger(chunk: Buffer): Buffer {
  const at = chunk.findIndex((byte) => byte >= 0x80);
  return Buffer.from(chunk.subarray(Math.max(0, at - 1_000), at + (PIECE_BYTES >> 1)));
}
