import { headerKey } from './dialect';
import { namesPeople } from './direct-identifier';
import { isRequired, type Field, type TableSchema } from './field';
import { findingOf, type Finding } from './finding';

/** Where each field of the schema is in the file; null for a derived one, and for an optional one that the file leaves out. */
export type Column = { field: Field; position: number | null };

export type MatchedHeader = { columns: Column[]; width: number; findings: Finding[] };

/**
 * Finds the schema's columns in a header, in any order and case.
 *
 * An unknown column is named in its finding only where some other column was recognised: in a file without a header the
 * "names" are the first row's values.
 *
 * @param row the header's row number
 */
export function matchHeader(cells: readonly string[], schema: TableSchema, row = 1): MatchedHeader {
  const keys = cells.map(headerKey);
  const known = { keys, byName: new Map(schema.fields.map((field) => [field.name, field])) };
  const inFile = keys.flatMap((_, position) => troubleAt(position, known, row));
  const columns = schema.fields.map((field) => ({ field, position: positionOf(field, keys) }));
  const absent = columns
    .filter(({ field, position }) => position === null && !field.derivedFrom && isRequired(field, schema))
    .map(({ field }) => findingOf({ row, column: field.name, code: 'COLUMN.MISSING' }));
  return { columns, width: cells.length, findings: [...inFile, ...absent] };
}

type Known = { readonly keys: readonly string[]; readonly byName: ReadonlyMap<string, Field> };

function troubleAt(position: number, { keys, byName }: Known, row: number): Finding[] {
  const key = keys[position] ?? '';
  const field = byName.get(key);
  const code = troubleOf(field, keys.indexOf(key) !== position);
  if (!code) return [];
  const column = key !== '' && keys.some((other) => byName.has(other)) ? key.slice(0, 63) : null;
  return [findingOf({ row, column, code, facts: { position: position + 1, ...factsOf(field, column) } })];
}

function factsOf(field: Field | undefined, column: string | null): Record<string, string | number> {
  if (field) return field.derivedFrom === undefined ? {} : { derivedFrom: field.derivedFrom };
  return column !== null && namesPeople(column) ? { identifies: 1 } : {};
}

function troubleOf(field: Field | undefined, isRepeated: boolean) {
  if (!field) return 'COLUMN.UNKNOWN';
  if (isRepeated) return 'COLUMN.DUPLICATE';
  return field.derivedFrom === undefined ? null : 'COLUMN.DERIVED';
}

function positionOf({ name, derivedFrom }: Field, keys: readonly string[]): number | null {
  const position = derivedFrom === undefined ? keys.indexOf(name) : -1;
  return position < 0 ? null : position;
}
