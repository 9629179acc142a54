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
  const byName = new Map(schema.fields.map((field) => [field.name, field]));
  const recognised = keys.some((key) => byName.has(key));
  const inFile = keys.flatMap((key, i): Finding[] => {
    const code = troubleOf(byName.get(key), keys.indexOf(key) !== i);
    if (!code) return [];
    const { derivedFrom } = byName.get(key) ?? {};
    const column = recognised && key !== '' ? key.slice(0, 63) : null;
    const naming = code === 'COLUMN.UNKNOWN' && column !== null && namesPeople(key);
    const facts = {
      position: i + 1,
      ...(naming && { identifies: 1 }),
      ...(derivedFrom !== undefined && { derivedFrom }),
    };
    return [findingOf({ row, column, code, facts })];
  });
  const columns = schema.fields.map((field) => ({ field, position: positionOf(field, keys) }));
  const absent = columns
    .filter(({ field, position }) => position === null && !field.derivedFrom && isRequired(field, schema))
    .map(({ field }) => findingOf({ row, column: field.name, code: 'COLUMN.MISSING' }));
  return { columns, width: cells.length, findings: [...inFile, ...absent] };
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
