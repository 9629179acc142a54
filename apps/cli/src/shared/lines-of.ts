import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK_BYTES = 1024 * 1024;
const LINE_END = '\n'.charCodeAt(0);

/**
 * The lines of a text file one by one, without their ends; only a part of the file is in memory at a time.
 *
 * Of a line that is too long a part is handed out and nothing after it, so that no file fills the memory.
 *
 * @param maxBytes of a line that is handed out whole
 */
export function* linesOf(path: string, maxBytes: number): Generator<string> {
  const file = openSync(path, 'r');
  try {
    const chunk = Buffer.alloc(CHUNK_BYTES);
    let rest: Buffer = Buffer.alloc(0);
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
      const bytes = Buffer.concat([rest, chunk.subarray(0, read)]);
      const end = bytes.lastIndexOf(LINE_END);
      // Cut at a line end, no letter of several bytes is cut in two.
      if (end >= 0) yield* bytes.toString('utf8', 0, end).split('\n');
      rest = bytes.subarray(end + 1);
      if (rest.length > maxBytes) break;
    }
    if (rest.length > 0) yield rest.toString('utf8');
  } finally {
    closeSync(file);
  }
}
