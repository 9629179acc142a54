import { decoded } from '#kernel';
import type { Prepared } from '../../app/task';
import { headerCells, isBlank, type Row } from '../../domain/header';
import type { Reading } from '../../domain/reading';
import { shaped, shapeOf } from '../../domain/row-shape';
import type { PrepareOrder } from '../child-task';
import { sampleOf } from '../sample';
import { sampleRows, wholeLines } from './csv-dialects';

type Dialect = Extract<Prepared, { kind: 'asIs' }>['dialect'];

const DELIMITERS: readonly string[] = [',', ';', '\t', '|'] satisfies Dialect['delimiter'][];
const ENCODINGS: readonly string[] = ['utf-8', 'windows-1252'] satisfies Dialect['encoding'][];

/**
 * The dialect under which the warehouse reads this file itself; null if it has to be converted.
 *
 * It may where its format is one that the warehouse knows, the header comes first, nothing is mapped or made a
 * pseudonym, no other file comes before it, and no number or date of the first rows needs another form.
 */
export async function asIsDialect(order: PrepareOrder): Promise<Dialect | null> {
  const { reading, mapping, pseudonyms, beside } = order;
  if (mapping || beside || (pseudonyms && pseudonyms.fields.length > 0)) return null;
  if (reading.dateOrder === 'mdy' || !isPlain(reading)) return null;
  return (await headIsPlain(order)) ? dialectOf(reading) : null;
}

const isPlain = ({ format, encoding, delimiter, quote, escape, comment }: Reading): boolean =>
  format === 'csv' &&
  ENCODINGS.includes(encoding ?? '') &&
  DELIMITERS.includes(delimiter ?? '') &&
  quote === '"' &&
  escape === '"' &&
  comment === null;

const dialectOf = ({ delimiter, decimalMark, encoding }: Reading): Dialect => ({
  delimiter: delimiter as Dialect['delimiter'],
  decimalMark,
  encoding: encoding as Dialect['encoding'],
});

async function headIsPlain({ path, reading, wanted }: PrepareOrder): Promise<boolean> {
  const sample = await sampleOf(path);
  const text = decoded(sample.head, reading.encoding ?? 'utf-8');
  // Old Macintosh files end their lines with a carriage return alone.
  if (!text.includes('\n') && text.includes('\r')) return false;
  const { rows } = await sampleRows(sample.whole ? text : wholeLines(text), reading);
  const [header, ...body] = rows.filter(({ cells }) => cells.length > 1 || cells[0] !== '');
  if (header?.row !== reading.headerRow || isBlank(header)) return false;
  const { decimalMark, dateOrder } = reading;
  const shape = shapeOf(headerCells(header), { mapping: null, wanted, decimalMark, dateOrder, pseudonyms: null });
  return body.every((row) => isSame(row, shaped(row.cells, shape)));
}

const isSame = ({ cells }: Row, changed: readonly string[]): boolean =>
  changed.every((cell, i) => cell === (cells[i] ?? ''));
