import type { TableSchema } from '#warehouse';
import { unknownCodes, unknownLevel } from './errors';
import { codesOf } from './shape';

/** The code of all values of a dimension together. @see SDMX, `_T` */
const TOTAL = '_T';

export type AskedDimension = {
  readonly field: string;
  /** A coarser level of the field's code list, by its name; left out: the field as it is. */
  readonly level?: string | undefined;
};

/** Only rows with one of these codes of a field, or of a level of it; `_T` for its total. */
export type LiveFilter = AskedDimension & { readonly codes: readonly string[] };

/** What a member looks up: nothing in it is free text, only columns and declared codes. */
export type LiveQuestion = {
  readonly dimensions: readonly AskedDimension[];
  readonly measures: readonly string[];
  readonly filters: readonly LiveFilter[];
};

/** The whole table that a question is about, and which rows of it were asked for. */
export type Cube = {
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
  /** By column: the codes to keep. A column that is not here keeps all of them, and its total. */
  readonly kept: ReadonlyMap<string, readonly string[]>;
};

/**
 * A question as a part of one whole protected table.
 *
 * Filters choose among the rows of a table that was protected as a whole; nothing is counted for a filter. So two questions
 * whose filters differ by one code tell no more than their table does. Columns come in the order of the schema, so that
 * whoever asks the same, in whatever order, is answered from the same table.
 *
 * @param known the schema as far as who asks may know of it
 * @throws AGGREGATES.UNKNOWN_LEVEL, AGGREGATES.UNKNOWN_CODE
 */
export function cubeOf(known: TableSchema, { dimensions, measures, filters }: LiveQuestion): Cube {
  const kept = new Map<string, readonly string[]>();
  for (const { codes, ...asked } of filters) {
    const column = columnOf(known, asked);
    const others = kept.get(column);
    kept.set(column, others ? others.filter((code) => codes.includes(code)) : [...new Set(codes)]);
    assertCodes(known, column, codes);
  }
  const columns = new Set([...dimensions.map((asked) => columnOf(known, asked)), ...kept.keys()]);
  return { dimensions: inOrder(known, columns), measures: inOrder(known, new Set(measures)), kept };
}

/** Names that the schema does not have stay, at the end: they are refused like any that is asked for in an extract. */
function inOrder({ fields }: TableSchema, asked: ReadonlySet<string>): string[] {
  const names = fields.map(({ name }) => name);
  return [...names.filter((name) => asked.has(name)), ...[...asked].filter((name) => !names.includes(name))];
}

/** The column that holds a field at a level: the field itself, or one that is derived from it. */
function columnOf({ fields }: TableSchema, { field, level }: AskedDimension): string {
  if (level === undefined) return field;
  let at = fields.find(({ name }) => name === field);
  const levels: string[] = [];
  while (at) {
    if (at.codeList?.level === level) return at.name;
    if (at.codeList) levels.push(at.codeList.level);
    const coarser = at.within;
    at = fields.find(({ name }) => name === coarser);
  }
  throw unknownLevel(field, levels);
}

function assertCodes(known: TableSchema, column: string, codes: readonly string[]): void {
  if (!known.fields.some(({ name }) => name === column)) return;
  const declared = new Set([...codesOf(known, column), TOTAL]);
  if (codes.length === 0 || codes.some((code) => !declared.has(code))) throw unknownCodes(column);
}
