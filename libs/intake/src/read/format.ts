import { decoded } from '#kernel';
import { open } from 'node:fs/promises';
import type { FileFormat } from '../domain/reading';
import { refusal } from '../domain/trouble';
import type { EncodingGuess } from './encoding';
import { readAt, type Sample } from './sample';

const MARKS: readonly (readonly [Buffer, 'xlsx' | 'parquet' | 'ole'])[] = [
  [Buffer.from('PK\x03\x04'), 'xlsx'],
  // An archive without parts, and one in several volumes.
  [Buffer.from('PK\x05\x06'), 'xlsx'],
  [Buffer.from('PK\x07\x08'), 'xlsx'],
  [Buffer.from('PAR1'), 'parquet'],
  [Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'ole'],
];
const ENCRYPTED_PARQUET = Buffer.from('PARE');

const startsWith = (head: Buffer, bytes: Buffer): boolean => head.subarray(0, bytes.length).equals(bytes);

/** Formats that say themselves what they are; null for what can only be text. */
export function markedFormat(head: Buffer): 'xlsx' | 'parquet' | 'ole' | null {
  if (startsWith(head, ENCRYPTED_PARQUET)) throw refusal('FILE.ENCRYPTED');
  return MARKS.find(([bytes]) => startsWith(head, bytes))?.[1] ?? null;
}

const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le');
const MACRO_STREAM = Buffer.from('_VBA_PROJECT', 'utf16le');

/** A container of the 1990s: an old spreadsheet, or a new one behind a password. @throws always */
export async function refuseOle(path: string, head: Buffer): Promise<never> {
  const directory = (head.readUInt32LE(48) + 1) * 2 ** Math.min(head.readUInt16LE(30), 12);
  const file = await open(path, 'r');
  try {
    const entries = await readAt(file, directory, 16 << 10);
    if (entries.includes(ENCRYPTED_STREAM)) throw refusal('FILE.ENCRYPTED');
    if (entries.includes(MACRO_STREAM)) throw refusal('FILE.HAS_MACROS');
    throw refusal('FILE.OTHER_SPREADSHEET', { kind: 'xls' });
  } finally {
    await file.close();
  }
}

/** Bytes that no text holds: control characters apart from white space and what old programs leave. */
const CONTROL = /[\0-\u0008\u000e-\u0019\u001c-\u001f]/;
const OTHER_TEXTS: readonly (readonly [RegExp, string])[] = [
  [/^\s*%PDF-/, 'pdf'],
  [/^\s*\{\\rtf/, 'rtf'],
  [/^\s*<\?xml/i, 'xml'],
  [/^\s*<(?:!doctype|[a-z]+[ >])/i, 'html'],
];
const PACKED = new Set(['gz', 'bz2', '7z', 'rar', 'xz', 'zst', 'lz', 'lz4', 'tar', 'z', 'cab']);

/**
 * Which text format a file is in.
 *
 * @param text the file's head, decoded
 * @throws FILE.NOT_A_TABLE, FILE.ARCHIVE, FILE.NUL_BYTES for what is no table
 */
export async function textFormat(
  sample: Sample,
  text: string,
  fileName: string,
): Promise<Exclude<FileFormat, 'xlsx' | 'parquet'>> {
  if (CONTROL.test(text)) await refuseBinary(sample, text);
  const other = OTHER_TEXTS.find(([pattern]) => pattern.test(text));
  if (other) throw refusal('FILE.NOT_A_TABLE', { kind: other[1] });
  if (!/^\s*[[{]/.test(text)) return 'csv';
  if (/\.(?:ndjson|jsonl)$/i.test(fileName)) return 'ndjson';
  return /^\s*(?:\{\s*["}]|\[\s*[[\]{"\d-])/.test(text) ? jsonFormat(text) : 'csv';
}

/** Several values at the top level, each on lines of its own. */
const jsonFormat = (text: string): 'json' | 'ndjson' =>
  /^\s*\{[^\r\n]*\}\s*[\r\n]\s*\{/.test(text) ? 'ndjson' : 'json';

async function refuseBinary({ head, bytes }: Sample, text: string): Promise<never> {
  const { fileTypeFromBuffer } = await import('file-type');
  const type = await fileTypeFromBuffer(head);
  if (type && PACKED.has(type.ext)) throw refusal('FILE.ARCHIVE', { kind: type.ext });
  if (type) throw refusal('FILE.NOT_A_TABLE', { kind: type.ext });
  const nuls = text.split('\0').length - 1;
  // A text in which a program left a few holes, not a picture or a program.
  if (nuls > 0 && nuls * 10 < Math.min(bytes, text.length) && !/[\u0001-\u0008]/.test(text))
    throw refusal('FILE.NUL_BYTES', {}, text.slice(0, text.indexOf('\0')).split(/\r\n|\n|\r/).length);
  throw refusal('FILE.NOT_A_TABLE', { kind: 'binary' });
}

/** The head of a file as text, cut where the sample ends. */
export const headText = (sample: Sample, { encoding }: EncodingGuess): string =>
  decoded(sample.head, encoding, !sample.whole);
