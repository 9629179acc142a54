import { getManyValues, none, type Many } from 'stream-chain/defs.js';
import { jsonParser, type Token } from 'stream-json/core/parser.js';
import { MAX_COLUMNS, type Row } from '../../domain/header';
import type { DecimalMark } from '../../domain/number-text';
import { refusal } from '../../domain/trouble';
import { LIMITS } from '../limits';
import { textOf, type TextSeen } from '../text';
import { JsonTable, type JsonCell, type JsonRecord } from './json-table';

export type JsonSource = { readonly path: string; readonly encoding: string; readonly lines: boolean };

/** The records of a JSON text, batch by batch. @throws Refusal */
async function* recordsOf({ path, encoding, lines }: JsonSource, seen: TextSeen): AsyncGenerator<JsonRecord[]> {
  const parse = jsonParser({ packValues: true, streamValues: false, jsonStreaming: true });
  const table = new JsonTable(lines);
  let waiting = 0;
  const push = (text: string | typeof none): JsonRecord[] => {
    const tokens = tokensOf(parse, text);
    waiting = tokens.length > 0 ? 0 : waiting + (text === none ? 0 : text.length);
    if (waiting > LIMITS.recordCharacters) throw refusal('FILE.LINE_TOO_LONG', { limit: LIMITS.recordCharacters });
    for (const token of tokens) table.push(token);
    return table.take();
  };
  for await (const text of textOf(path, encoding, seen)) {
    if (seen.garbled) throw refusal('FILE.WRONG_ENCODING');
    yield push(text);
  }
  yield push(none);
}

function tokensOf(parse: ReturnType<typeof jsonParser>, text: string | typeof none): readonly Token[] {
  try {
    const out: Many<Token> | typeof none = parse(text as string);
    return out === none ? [] : getManyValues(out);
  } catch {
    throw refusal('FILE.UNREADABLE');
  }
}

const isObject = (record: JsonRecord): record is ReadonlyMap<string, JsonCell> => record instanceof Map;

/** The keys of all records, in the order in which they first come. */
async function columnsOf(source: JsonSource, mostRecords: number): Promise<string[] | null> {
  const columns = new Set<string>();
  let records = 0;
  for await (const batch of recordsOf(source, { bytesRead: 0, garbled: false })) {
    for (const record of batch) {
      if (!isObject(record)) return null;
      for (const key of record.keys()) columns.add(key);
    }
    if (columns.size > MAX_COLUMNS)
      throw refusal('FILE.TOO_WIDE', { columns: columns.size, limit: MAX_COLUMNS }, records + 2);
    records += batch.length;
    if (records >= mostRecords) break;
  }
  return [...columns];
}

/**
 * The rows of a JSON file: first the header, which a table of objects has in its keys, then one row for each record.
 *
 * @param mostRecords how many records are asked for their keys: all of them, unless only a sample is wanted
 */
export async function* jsonRows(
  source: JsonSource,
  mark: DecimalMark,
  seen: TextSeen,
  mostRecords = Number.POSITIVE_INFINITY,
): AsyncGenerator<Row[]> {
  const columns = await columnsOf(source, mostRecords);
  if (columns) yield [{ row: 1, cells: columns }];
  let row = columns ? 1 : 0;
  for await (const batch of recordsOf(source, seen)) {
    yield batch.map((record) => {
      row += 1;
      return rowOf(row, cellsOf(record, columns, row), mark);
    });
  }
}

const NOTHING: JsonCell = { text: '', native: false };

function cellsOf(record: JsonRecord, columns: readonly string[] | null, row: number): readonly JsonCell[] {
  if (isObject(record) && columns) return columns.map((key) => record.get(key) ?? NOTHING);
  if (isObject(record) || columns) throw refusal('FILE.NOT_A_TABLE', { kind: 'json' }, row);
  return record;
}

function rowOf(row: number, cells: readonly JsonCell[], mark: DecimalMark): Row {
  const native = new Set<number>();
  for (const [i, cell] of cells.entries()) if (cell.native) native.add(i);
  return {
    row,
    native,
    cells: cells.map((cell) => (cell.native && mark === ',' ? cell.text.replace('.', ',') : cell.text)),
  };
}
