import { readableDate, type DateOrder } from './date-text';
import { headerKey } from './header';
import type { ColumnMapping, Mapping } from './mapping';
import { factorOf, multiplied, underOtherMark, withoutForeignGroups, type DecimalMark } from './number-text';
import type { Wanted, WantedType } from './reading';
import { refusal } from './trouble';

export type CellChange = (cell: string) => string;

/** Another file, behind whose rows these come: they take its order of columns, and its decimal mark. */
export type Beside = {
  readonly header: readonly string[];
  readonly decimalMark: DecimalMark;
  /** Texts that stand for "no value", and so are no numbers however they look. */
  readonly missingValues: readonly string[];
};

/** What decides how rows change on their way. */
export type ShapeRules = {
  readonly mapping: Mapping | null;
  readonly wanted: Wanted;
  readonly decimalMark: DecimalMark;
  readonly dateOrder: DateOrder;
  readonly pseudonyms: { readonly fields: readonly string[]; readonly pseudonymOf: CellChange } | null;
  readonly beside?: Beside | undefined;
};

/** How each row of a file becomes a row of the dataset. */
export type RowShape = {
  readonly header: readonly string[];
  readonly columns: readonly { readonly position: number; readonly change: CellChange | null }[];
};

type Column = { readonly position: number; readonly name: string; readonly mapping: ColumnMapping | null };

/**
 * Decides once what happens to each column.
 *
 * Columns that the mapping does not speak of keep their header; validation says what it thinks of them. A cell first
 * changes its code, then its unit, then its form, and at last becomes a pseudonym.
 *
 * @throws MAPPING.COLUMN_MISSING, MAPPING.FIELD_TWICE, MAPPING.UNIT_UNKNOWN
 */
export function shapeOf(header: readonly string[], rules: ShapeRules): RowShape {
  const columns = inOrderOf(rules.beside?.header ?? [], keptColumns(header, rules.mapping));
  if (rules.mapping) assertOneColumnEach(columns);
  return {
    header: columns.map(({ name }) => name),
    columns: columns.map((column) => ({ position: column.position, change: changeOf(column, rules) })),
  };
}

export const shaped = (cells: readonly string[], { columns }: RowShape): string[] =>
  columns.map(({ position, change }) => {
    const cell = cells[position] ?? '';
    return change ? change(cell) : cell;
  });

function keptColumns(header: readonly string[], mapping: Mapping | null): Column[] {
  const keep = (name: string, position: number): Column => ({ position, name, mapping: null });
  if (!mapping) return header.map(keep);
  const byPosition = new Map<number, ColumnMapping>();
  for (const column of mapping.columns) byPosition.set(positionOf(header, column.from), column);
  const ignored = new Set(mapping.ignored.map((name) => positionOf(header, name)));
  return header.flatMap((name, position) => {
    const column = byPosition.get(position);
    if (column) return [{ position, name: column.to, mapping: column }];
    return ignored.has(position) ? [] : [keep(name, position)];
  });
}

/** Columns that a header does not name come first, in their own order. */
function inOrderOf(header: readonly string[], columns: readonly Column[]): Column[] {
  const keys = header.map(headerKey);
  const places = new Map(columns.map((column) => [column, keys.indexOf(headerKey(column.name))]));
  return [...columns].sort((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
}

/** The column with exactly this header; failing that, with the same apart from case and spaces. */
function positionOf(header: readonly string[], name: string): number {
  const exact = header.indexOf(name);
  const position = exact >= 0 ? exact : header.findIndex((cell) => headerKey(cell) === headerKey(name));
  if (position < 0) throw refusal('MAPPING.COLUMN_MISSING', { column: name });
  return position;
}

function assertOneColumnEach(columns: readonly Column[]): void {
  const mapped = new Set(columns.filter(({ mapping }) => mapping).map(({ name }) => headerKey(name)));
  const seen = new Set<string>();
  for (const { name } of columns) {
    const key = headerKey(name);
    if (seen.has(key) && mapped.has(key)) throw refusal('MAPPING.FIELD_TWICE', { field: name });
    seen.add(key);
  }
}

function changeOf(column: Column, rules: ShapeRules): CellChange | null {
  const changes = [
    codeChange(column.mapping?.values),
    unitChange(column.mapping, rules.decimalMark),
    formChange(typeOf(column.name, rules.wanted), rules),
    pseudonymChange(column.name, rules),
  ].filter((change) => change !== null);
  if (changes.length === 0) return null;
  return (cell) => changes.reduce((value, change) => change(value), cell);
}

function codeChange(values: Readonly<Record<string, string>> | undefined): CellChange | null {
  if (!values) return null;
  const codes = new Map(Object.entries(values).map(([from, to]) => [codeKey(from), to]));
  return (cell) => codes.get(codeKey(cell)) ?? cell;
}

const codeKey = (text: string): string => text.trim().normalize('NFC');

function unitChange(mapping: ColumnMapping | null, mark: DecimalMark): CellChange | null {
  if (!mapping?.unit) return null;
  const factor = factorOf(mapping.unit.multiplyBy);
  if (!factor) throw refusal('MAPPING.UNIT_UNKNOWN', { column: mapping.from });
  return (cell) => multiplied(cell, factor, mark);
}

function formChange(type: WantedType | undefined, { decimalMark, dateOrder, beside }: ShapeRules): CellChange | null {
  if (type === 'date') return (cell) => readableDate(cell, dateOrder);
  if (type !== 'integer' && type !== 'decimal') return null;
  if (!beside || beside.decimalMark === decimalMark) return (cell) => withoutForeignGroups(cell, decimalMark);
  const missing = new Set(beside.missingValues);
  return (cell) => (missing.has(cell.trim()) ? cell : withoutForeignGroups(underOtherMark(cell), beside.decimalMark));
}

const typeOf = (name: string, { columns }: Wanted): WantedType | undefined =>
  columns.find((column) => headerKey(column.name) === headerKey(name))?.type;

function pseudonymChange(name: string, { pseudonyms }: ShapeRules): CellChange | null {
  const fields = new Set(pseudonyms?.fields.map(headerKey));
  return pseudonyms && fields.has(headerKey(name)) ? pseudonyms.pseudonymOf : null;
}
