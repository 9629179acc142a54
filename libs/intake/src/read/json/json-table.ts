import type { Token } from 'stream-json/core/parser.js';
import { withoutExponent } from '../../domain/binary-number';
import { MAX_COLUMNS } from '../../domain/header';
import { refusal } from '../../domain/trouble';

/** No column holds more than 38 digits; a file does not grow by more than some twenty times. */
const SHORT_EXPONENT = /e[+-]?\d{1,2}$/i;

/** `native` where JSON itself knows a number or a truth value. */
export type JsonCell = { readonly text: string; readonly native: boolean };

/** One row: an object by its keys (in a map, so that no key can touch a prototype), or an array by position. */
export type JsonRecord = ReadonlyMap<string, JsonCell> | readonly JsonCell[];

type Place =
  /** The object at the top, which may be the only row, or may hold the table in one of its members. */
  | 'top object'
  /** The array whose elements are rows. */
  | 'table'
  | 'object row'
  | 'array row'
  /** What lies beside the table in the object at the top. */
  | 'beside';

/**
 * Puts the tokens of a JSON text together to rows.
 *
 * A table is an array of objects or of arrays, alone or as the only array in an object; or objects one after the other.
 * A row of a table holds texts, numbers, truth values and nulls.
 */
export class JsonTable {
  private readonly places: Place[] = [];
  private records: JsonRecord[] = [];
  private key = '';
  private members = new Map<string, JsonCell>();
  private cells: JsonCell[] = [];
  private beside = '';
  private tables = 0;
  private rows = 0;

  /** @param lines whether each value at the top is a row */
  constructor(private readonly lines: boolean) {}

  take(): JsonRecord[] {
    const records = this.records;
    this.records = [];
    return records;
  }

  /** @throws FILE.NESTED, FILE.NOT_A_TABLE, FILE.TOO_WIDE */
  push(token: Token): void {
    switch (token.name) {
      case 'startObject':
        this.openObject();
        break;
      case 'startArray':
        this.openArray();
        break;
      case 'endObject':
      case 'endArray':
        this.close();
        break;
      case 'keyValue':
        this.key = token.value;
        break;
      default:
        this.value(cellOf(token));
    }
  }

  private get place(): Place | undefined {
    return this.places.at(-1);
  }

  private openObject(): void {
    const { place } = this;
    if (place === undefined && !this.lines) this.enter('top object');
    else if (place === undefined || place === 'table') this.enter('object row');
    else if (place === 'top object' || place === 'beside') this.putBeside();
    else throw this.nested();
  }

  private openArray(): void {
    const { place } = this;
    if (place === undefined && !this.lines) this.openTable();
    else if (place === undefined || place === 'table') this.enter('array row');
    else if (place === 'top object') this.openTable();
    else if (place === 'beside') this.putBeside();
    else throw this.nested();
  }

  private enter(place: Place): void {
    this.places.push(place);
    this.members = new Map();
    this.cells = [];
  }

  private openTable(): void {
    this.tables += 1;
    if (this.tables > 1) throw this.nested();
    this.enter('table');
  }

  private putBeside(): void {
    if (this.place === 'top object') this.beside = this.key;
    this.places.push('beside');
  }

  private nested(): Error {
    return refusal('FILE.NESTED', { column: this.key.slice(0, 100) }, this.rows + 2);
  }

  private value(cell: JsonCell): void {
    const { place } = this;
    if (place === 'object row' || place === 'top object') this.members.set(this.key, cell);
    else if (place === 'array row') this.cells.push(cell);
    else if (place !== 'beside') throw refusal('FILE.NOT_A_TABLE', { kind: 'json' });
    if (this.cells.length > MAX_COLUMNS || this.members.size > MAX_COLUMNS)
      throw refusal('FILE.TOO_WIDE', { columns: MAX_COLUMNS + 1, limit: MAX_COLUMNS }, this.rows + 2);
  }

  private close(): void {
    const place = this.places.pop();
    if (place === 'object row') this.add(this.members);
    else if (place === 'array row') this.add(this.cells);
    else if (place === 'top object' && this.tables === 0) this.closeOnlyRow();
  }

  private closeOnlyRow(): void {
    if (this.beside !== '') throw refusal('FILE.NESTED', { column: this.beside.slice(0, 100) }, 2);
    this.add(this.members);
  }

  private add(record: JsonRecord): void {
    this.records.push(record);
    this.rows += 1;
    // What comes beside the table later is none of this row's.
    this.members = new Map();
    this.cells = [];
  }
}

const cellOf = (token: Token): JsonCell => {
  switch (token.name) {
    case 'stringValue':
      return { text: token.value, native: false };
    // As it is written: 1.10 stays 1.10, and no number is too long; `1e3` is 1000 as in every other format.
    case 'numberValue':
      return { text: SHORT_EXPONENT.test(token.value) ? withoutExponent(token.value) : token.value, native: true };
    case 'trueValue':
    case 'falseValue':
      return { text: String(token.value), native: true };
    default:
      return { text: '', native: false };
  }
};
