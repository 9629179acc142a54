import type { SchemaElement } from 'hyparquet';
import { shortestDigits, shortestSingle } from '../../domain/binary-number';
import { refusal } from '../../domain/trouble';

/** How the values of one column become text. */
export type ColumnText = {
  readonly name: string;
  readonly type: SchemaElement['type'];
  /** Whether the file itself knows numbers, dates or truth values here. */
  readonly native: boolean;
  readonly textOf: (value: unknown) => string;
};

type Kind = 'text' | 'decimal' | 'date' | 'timestamp' | 'time' | 'uuid' | 'plain';

const PART_OF_SECOND = { MILLIS: 1_000n, MICROS: 1_000_000n, NANOS: 1_000_000_000n } as const;
type Unit = keyof typeof PART_OF_SECOND;

/**
 * Decides how the values of a column are written: whole and decimal numbers digit by digit, dates and times in ISO form.
 *
 * @throws FILE.UNREADABLE for kinds that are no cell, such as an interval
 */
export function columnText(element: SchemaElement): ColumnText {
  const kind = kindOf(element);
  const textOf = WRITERS[kind](element);
  return {
    name: element.name,
    type: element.type,
    native: kind !== 'text' && kind !== 'uuid',
    textOf: (value) => (value === null || value === undefined ? '' : textOf(value)),
  };
}

/** The same column without the annotation, so that its values come as they are stored. */
export function bare(element: SchemaElement): SchemaElement {
  const stored = { ...element };
  delete stored.converted_type;
  delete stored.logical_type;
  return stored;
}

const isBytes = ({ type }: SchemaElement) => type === 'BYTE_ARRAY' || type === 'FIXED_LEN_BYTE_ARRAY';

const KINDS: Readonly<Record<string, Kind>> = {
  DECIMAL: 'decimal',
  DATE: 'date',
  TIMESTAMP: 'timestamp',
  TIMESTAMP_MILLIS: 'timestamp',
  TIMESTAMP_MICROS: 'timestamp',
  TIME: 'time',
  TIME_MILLIS: 'time',
  TIME_MICROS: 'time',
  UUID: 'uuid',
};
const NO_CELL = new Set(['INTERVAL', 'BSON', 'VARIANT', 'GEOMETRY', 'GEOGRAPHY', 'FLOAT16']);

function kindOf(element: SchemaElement): Kind {
  const annotation = element.logical_type?.type ?? element.converted_type ?? '';
  if (NO_CELL.has(annotation)) throw refusal('FILE.UNREADABLE', { column: element.name });
  const kind = KINDS[annotation];
  if (kind) return kind;
  if (element.type === 'INT96') return 'timestamp';
  return isBytes(element) ? 'text' : 'plain';
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const hex = (value: unknown): string => Buffer.from(value as Uint8Array).toString('hex');

const WRITERS: Readonly<Record<Kind, (element: SchemaElement) => (value: unknown) => string>> = {
  text: () => (value) => strict.decode(value as Uint8Array),
  uuid: () => (value) => hex(value).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
  decimal: (element) => (value) => decimalText(wholeOf(value), scaleOf(element)),
  date: () => (value) => isoDate(wholeOf(value)),
  timestamp: (element) => (value) =>
    timestampText(element.type === 'INT96' ? sinceEpoch(value as bigint) : wholeOf(value), unitOf(element)),
  time: (element) => (value) => timeText(wholeOf(value), unitOf(element)),
  plain: (element) => (value) => plainText(value, element),
};

const scaleOf = ({ logical_type: logical, scale }: SchemaElement): number =>
  (logical?.type === 'DECIMAL' ? logical.scale : scale) ?? 0;

function unitOf({ type, logical_type: logical, converted_type: converted }: SchemaElement): Unit {
  if (type === 'INT96') return 'NANOS';
  if (logical?.type === 'TIMESTAMP' || logical?.type === 'TIME') return logical.unit;
  return converted?.endsWith('MILLIS') ? 'MILLIS' : 'MICROS';
}

/** A stored whole number: of 32 or 64 bits, or big-endian bytes in two's complement. */
function wholeOf(value: unknown): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return BigInt(value);
  const digits = hex(value);
  return digits === '' ? 0n : BigInt.asIntN(digits.length * 4, BigInt(`0x${digits}`));
}

function decimalText(units: bigint, scale: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  return `${units < 0n ? '-' : ''}${whole}${scale === 0 ? '' : `.${digits.slice(-scale)}`}`;
}

const DAY_MS = 86_400_000;

const isoDate = (days: bigint): string => new Date(Number(days) * DAY_MS).toISOString().replace(/T.*$/, '');

const JULIAN_DAY_OF_EPOCH = 2_440_588n;

/** The oldest timestamps: above the nanoseconds of the day, 64 bits long, the Julian day. */
const sinceEpoch = (stored: bigint): bigint =>
  ((stored >> 64n) - JULIAN_DAY_OF_EPOCH) * BigInt(DAY_MS) * 1_000_000n + BigInt.asUintN(64, stored);

function timestampText(parts: bigint, unit: Unit): string {
  const perDay = PART_OF_SECOND[unit] * 86_400n;
  const time = ((parts % perDay) + perDay) % perDay;
  const date = isoDate((parts - time) / perDay);
  return time === 0n ? date : `${date}T${timeText(time, unit)}`;
}

function timeText(parts: bigint, unit: Unit): string {
  const perSecond = PART_OF_SECOND[unit];
  const clock = new Date(Number(parts / perSecond) * 1_000).toISOString().slice(11, 19);
  const rest = parts % perSecond;
  if (rest === 0n) return clock;
  return `${clock}.${String(rest)
    .padStart(String(perSecond).length - 1, '0')
    .replace(/0+$/, '')}`;
}

const UNSIGNED: Readonly<Record<string, number>> = { UINT_8: 8, UINT_16: 16, UINT_32: 32, UINT_64: 64 };

function plainText(value: unknown, element: SchemaElement): string {
  if (element.type === 'BOOLEAN') return String(Boolean(value));
  if (element.type === 'FLOAT') return shortestSingle(value as number);
  if (element.type === 'DOUBLE') return shortestDigits(value as number);
  const bits = unsignedBits(element);
  return String(bits === undefined ? wholeOf(value) : BigInt.asUintN(bits, wholeOf(value)));
}

function unsignedBits({ converted_type: converted, logical_type: logical }: SchemaElement): number | undefined {
  if (logical?.type === 'INTEGER') return logical.isSigned ? undefined : logical.bitWidth;
  return UNSIGNED[converted ?? ''];
}
