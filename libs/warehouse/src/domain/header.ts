import { headerKey } from './dialect';
import { isRequired, type Field, type TableSchema } from './field';
import type { Finding } from './finding';

/** Where each field of the schema is in the file; null for an optional column that the file leaves out. */
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
  const columns = schema.fields.map((field) => {
    const position = keys.indexOf(field.name);
    return { field, position: position < 0 ? null : position };
  });
  const recognised = columns.some(({ position }) => position !== null);
  const known = new Set(schema.fields.map(({ name }) => name));
  const inFile = keys.flatMap((key, i): Finding[] => {
    const column = recognised && key !== '' ? key.slice(0, 63) : null;
    if (!known.has(key)) return [{ row, column, code: 'COLUMN.UNKNOWN', facts: { position: i + 1 } }];
    if (keys.indexOf(key) !== i) return [{ row, column, code: 'COLUMN.DUPLICATE', facts: { position: i + 1 } }];
    return [];
  });
  const absent = columns
    .filter(({ field, position }) => position === null && isRequired(field, schema))
    .map(({ field }): Finding => ({ row, column: field.name, code: 'COLUMN.MISSING' }));
  return { columns, width: cells.length, findings: [...inFile, ...absent] };
}
