import type { Parser } from 'csv-parse';
import { once } from 'node:events';
import type { Row } from '../../domain/header';
import type { Reading } from '../../domain/reading';
import { refusal } from '../../domain/trouble';
import { textOf, type TextSeen } from '../text';
import { countedRecord, csvParser, csvRefusal, type CountedRecord } from './csv-parser';

/**
 * The rows of a CSV, batch by batch, blank ones left out.
 *
 * A row is numbered as a spreadsheet numbers it: blank rows and comments count, line breaks within a cell do not.
 *
 * @throws Refusal FILE.WRONG_QUOTING, FILE.LINE_TOO_LONG, FILE.WRONG_ENCODING, FILE.NUL_BYTES, each with its row
 */
export async function* csvRows(path: string, reading: Reading, seen: TextSeen): AsyncGenerator<Row[]> {
  const parser = csvParser(reading, false);
  const numbers = new RowNumbers(seen);
  let records: CountedRecord[] = [];
  const take = () => {
    const taken = records;
    records = [];
    return numbers.rowsOf(taken);
  };
  parser.on('data', (data: unknown) => {
    records.push(countedRecord(data));
  });
  // What is wrong comes back from each write.
  parser.on('error', () => undefined);
  try {
    for await (const text of textOf(path, reading.encoding ?? 'utf-8', seen)) {
      await written(parser, text);
      yield take();
    }
    parser.end();
    await once(parser, 'end');
  } catch (error) {
    throw csvRefusal(error) ?? error;
  }
  yield take();
}

const written = (parser: Parser, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    parser.write(text, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });

class RowNumbers {
  private records = 0;

  constructor(private readonly seen: TextSeen) {}

  rowsOf(records: readonly CountedRecord[]): Row[] {
    const rows: Row[] = [];
    for (const { cells, comments } of records) {
      this.records += 1;
      const row = this.records + comments;
      if (cells.length === 1 && cells[0] === '') continue;
      for (const cell of cells) this.assertText(cell, row);
      rows.push({ row, cells });
    }
    return rows;
  }

  private assertText(cell: string, row: number): void {
    if (cell.includes('\0')) throw refusal('FILE.NUL_BYTES', {}, row);
    if (this.seen.garbled && cell.includes('\ufffd')) throw refusal('FILE.WRONG_ENCODING', {}, row);
  }
}
