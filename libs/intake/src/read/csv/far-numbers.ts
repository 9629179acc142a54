import { decoded } from '#kernel';
import { open, type FileHandle } from 'node:fs/promises';
import type { Row } from '../../domain/header';
import { numberEvidence } from '../../domain/number-text';
import type { Reading } from '../../domain/reading';
import { readAt, SCAN_BYTES } from '../sample';

const STEP_BYTES = 1 << 20;
/** So many cells say enough. */
const MOST_FOUND = 100;
/** No number is longer, its quotation marks and spaces included. */
const MOST_CHARACTERS = 64;

type Cut = Pick<Reading, 'encoding' | 'delimiter' | 'quote' | 'escape'>;

/**
 * The first cells of some columns that say how their numbers are written, wherever they stand in a file; 256 MB are looked at.
 *
 * Cells are cut by the bytes alone, which takes a tenth of the time that it takes to parse them: a file that is not cut as
 * its reading says is refused when it is converted.
 *
 * @returns a row for each, with nothing in its other cells; none where several characters end a cell
 */
export async function farNumbers(path: string, cut: Cut, positions: readonly number[]): Promise<Row[]> {
  if ((cut.delimiter?.length ?? 0) > 1) return [];
  const scan = new NumberScan(cut, new Set(positions));
  const file = await open(path, 'r');
  try {
    for (let at = 0; at < SCAN_BYTES && scan.found.length < MOST_FOUND;) {
      const piece = await pieceAt(file, at, cut.encoding ?? 'utf-8');
      at += scan.push(piece) * piece.bytesEach;
      if (piece.isLast) break;
    }
  } finally {
    await file.close();
  }
  return scan.found;
}

const isWide = (encoding: string | null): boolean => encoding?.startsWith('utf-16') ?? false;

type Piece = { readonly bytes: Buffer; readonly isLast: boolean };

/** One byte for each character, as all have that cut cells; a character that has none is as good as any other letter. */
async function pieceAt(
  file: FileHandle,
  at: number,
  encoding: string,
): Promise<Piece & { readonly bytesEach: number }> {
  const bytes = await readAt(file, at, STEP_BYTES);
  const isLast = bytes.length < STEP_BYTES;
  if (!isWide(encoding)) return { bytes, isLast, bytesEach: 1 };
  const whole = bytes.subarray(0, bytes.length - (bytes.length % 2));
  const little = encoding === 'utf-16be' ? whole.swap16() : whole;
  return {
    bytes: Buffer.from(little.toString('utf16le').replace(/[\u0100-\uffff]/g, 'x'), 'latin1'),
    isLast,
    bytesEach: 2,
  };
}

/** What a byte means for where a cell ends. */
const BYTE = { plain: 0, mark: 1, delimiter: 2, lineEnd: 3, quote: 4, escape: 5 } as const;

function meanings({ delimiter, quote, escape }: Cut): Uint8Array {
  const kinds = new Uint8Array(256);
  const mean = (character: string | null, kind: number) => {
    if (character !== null) kinds[character.charCodeAt(0) & 0xff] = kind;
  };
  for (const mark of '.,') mean(mark, BYTE.mark);
  for (const end of '\r\n') mean(end, BYTE.lineEnd);
  mean(delimiter, BYTE.delimiter);
  mean(escape, BYTE.escape);
  mean(quote, BYTE.quote);
  return kinds;
}

class NumberScan {
  readonly found: Row[] = [];
  private readonly kinds: Uint8Array;
  private column = 0;
  private start = 0;
  private isQuoted = false;
  private isMarked = false;

  constructor(
    private readonly cut: Cut,
    private readonly positions: ReadonlySet<number>,
  ) {
    this.kinds = meanings(cut);
  }

  /** @returns how much of the piece is done with: the next one begins with its last cell, which may go on */
  push({ bytes, isLast }: Piece): number {
    this.start = 0;
    for (let i = 0; i < bytes.length; i += 1) {
      const kind = this.kinds[bytes[i] ?? 0] ?? BYTE.plain;
      if (kind !== BYTE.plain) i += this.meet(kind, bytes, i);
    }
    if (isLast) this.endCell(bytes, bytes.length);
    if (isLast || this.start === 0) return bytes.length;
    this.isQuoted = false;
    return this.start;
  }

  /** @returns how many bytes behind this one are part of it */
  private meet(kind: number, bytes: Buffer, at: number): number {
    if (kind === BYTE.quote) this.isQuoted = !this.isQuoted;
    else if (kind === BYTE.escape) return this.isQuoted ? 1 : 0;
    else if (kind === BYTE.mark || this.isQuoted) this.isMarked = true;
    else {
      this.endCell(bytes, at);
      this.column = kind === BYTE.lineEnd ? 0 : this.column + 1;
    }
    return 0;
  }

  private endCell(bytes: Buffer, end: number): void {
    if (this.isMarked && this.positions.has(this.column) && end - this.start <= MOST_CHARACTERS) this.look(bytes, end);
    this.start = end + 1;
    this.isMarked = false;
  }

  private look(bytes: Buffer, end: number): void {
    const { encoding, quote } = this.cut;
    const text = decoded(bytes.subarray(this.start, end), isWide(encoding) ? 'latin1' : (encoding ?? 'utf-8')).trim();
    const isQuoted = quote !== null && text.startsWith(quote) && text.endsWith(quote);
    const cell = isQuoted ? text.slice(1, -1) : text;
    if (this.found.length === MOST_FOUND || numberEvidence(cell) === null) return;
    const cells = Array.from({ length: this.column + 1 }, (_, i) => (i === this.column ? cell : ''));
    this.found.push({ row: this.found.length + 1, cells });
  }
}
