import type { Parser } from 'csv-parse';
import { once } from 'node:events';
import type { Row } from '../../domain/header';
import type { Reading } from '../../domain/reading';
import { refusal } from '../../domain/trouble';
import { csvParser, csvRefusal, type CountedRecord } from './csv-parser';
import { textOf, type TextSeen } from '../text';

const BATCH_ROWS = 500;

/**
 * The rows of a CSV, batch by batch, from the header's on, blank ones left out.
 *
 * A row is numbered as a spreadsheet numbers it: blank rows and comments count, line breaks within a cell do not.
 *
 * @throws Refusal FILE.WRONG_QUOTING, FILE.LINE_TOO_LONG, FILE.WRONG_ENCODING, FILE.NUL_BYTES, each with its row
 */
export async function* csvRows(path: string, reading: Reading, seen: TextSeen): AsyncGenerator<Row[]> {
  const parser = csvParser(reading, false);
  const numbered = new RowNumbers(reading.headerRow, seen);
  const feeding = feed(parser, textOf(path, reading.encoding ?? 'utf-8', seen));
  feeding.catch((error: unknown) => parser.destroy(error as Error));
  let batch: Row[] = [];
  try {
    for await (const counted of parser as AsyncIterable<CountedRecord>) {
      const row = numbered.next(counted);
      if (row) batch.push(row);
      if (batch.length === BATCH_ROWS) {
        yield batch;
        batch = [];
      }
    }
  } catch (error) {
    throw csvRefusal(error) ?? error;
  }
  await feeding;
  yield batch;
}

async function feed(parser: Parser, text: AsyncIterable<string>): Promise<void> {
  for await (const piece of text) {
    if (parser.destroyed) return;
    if (!parser.write(piece)) await Promise.race([once(parser, 'drain'), once(parser, 'close')]);
  }
  parser.end();
}

class RowNumbers {
  /** Of the last record. */
  row = 0;
  private records = 0;

  constructor(
    private readonly headerRow: number,
    private readonly seen: TextSeen,
  ) {}

  next({ record, info }: CountedRecord): Row | null {
    this.records += 1;
    this.row = this.records + info.comment_lines;
    if (this.row < this.headerRow || (record.length === 1 && record[0] === '')) return null;
    for (const cell of record) this.assertText(cell);
    return { row: this.row, cells: record };
  }

  private assertText(cell: string): void {
    if (cell.includes('\0')) throw refusal('FILE.NUL_BYTES', {}, this.row);
    if (this.seen.garbled && cell.includes('\ufffd')) throw refusal('FILE.WRONG_ENCODING', {}, this.row);
  }
}
