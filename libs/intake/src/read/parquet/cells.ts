import { refusal } from '../../domain/trouble';
import type { StringPool } from '../xlsx/string-pool';
import type { ColumnText } from './column-text';

/** The cells of one page, or what a dictionary holds, kept as bytes: as objects they would fill the memory that the reader has. */
export type Cells = {
  readonly count: number;
  readonly heldBytes: number;
  /** '' where there is no value. */
  readonly textAt: (at: number) => string;
  /** How long that text is, or at most about so long. */
  readonly bytesAt: (at: number) => number;
};

export const NO_CELLS: Cells = { count: 0, heldBytes: 0, textAt: () => '', bytesAt: () => 0 };

type Values = ArrayLike<unknown>;

const STORES = {
  BOOLEAN: Uint8Array,
  INT32: Int32Array,
  INT64: BigInt64Array,
  FLOAT: Float32Array,
  DOUBLE: Float64Array,
} as const;

const isStore = (type: ColumnText['type']): type is keyof typeof STORES => type !== undefined && type in STORES;

export const isStoredAsNumber = ({ type }: ColumnText): boolean => isStore(type);

/** Numbers and truth values are kept as they are stored and written when they are asked for; all else as the text that it becomes. */
export const cellsOf = (values: Values, text: ColumnText, pool: StringPool): Cells =>
  isStore(text.type) ? numbers(values, text, new STORES[text.type](values.length)) : spelled(values, text, pool);

/** No number is longer. */
const NUMBER_BYTES = 24;

function numbers(
  values: Values,
  { textOf }: ColumnText,
  stored: InstanceType<(typeof STORES)[keyof typeof STORES]>,
): Cells {
  const absent = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i] ?? null;
    if (value === null) absent[i] = 1;
    else stored[i] = value as never;
  }
  return {
    count: values.length,
    heldBytes: stored.byteLength + absent.length,
    textAt: (at) => (absent[at] === 1 ? '' : textOf(stored[at])),
    bytesAt: (at) => (absent[at] === 1 ? 0 : NUMBER_BYTES),
  };
}

function spelled(values: Values, { textOf }: ColumnText, pool: StringPool): Cells {
  pool.clear();
  for (let i = 0; i < values.length; i += 1) pool.add(textOf(values[i]));
  return {
    count: values.length,
    heldBytes: pool.heldBytes,
    textAt: (at) => pool.get(at) ?? '',
    bytesAt: (at) => pool.bytesOf(at),
  };
}

/**
 * Cells that are said by their places in a dictionary; no value is the place behind its end.
 *
 * @throws FILE.UNREADABLE for places that it has not
 */
export function lookedUp(values: Values, dictionary: Cells): Cells {
  const { count } = dictionary;
  const places = placesFor(count, values.length);
  for (let i = 0; i < places.length; i += 1) {
    const place = values[i] ?? null;
    if (place !== null && !isPlace(place, count)) throw refusal('FILE.UNREADABLE');
    places[i] = place ?? count;
  }
  const placeAt = (at: number) => places[at] ?? count;
  return {
    count: places.length,
    heldBytes: places.byteLength,
    textAt: (at) => (placeAt(at) === count ? '' : dictionary.textAt(placeAt(at))),
    bytesAt: (at) => (placeAt(at) === count ? 0 : dictionary.bytesAt(placeAt(at))),
  };
}

const isPlace = (place: unknown, count: number): place is number =>
  typeof place === 'number' && place >= 0 && place < count;

function placesFor(highest: number, count: number): Uint8Array | Uint16Array | Uint32Array {
  if (highest <= 0xff) return new Uint8Array(count);
  return highest <= 0xffff ? new Uint16Array(count) : new Uint32Array(count);
}
