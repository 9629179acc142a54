import { anonymise, type Anonymised, type Requirement, type SensitiveColumn } from '#disclosure';
import type { CodedColumn, CodedRows, Field, OutputTable, TableSchema } from '#warehouse';
import { coarsen, fieldsOf, isSensitive, knowableChains, type Coarsening } from './microdata-columns';
import type { MicrodataColumn, MicrodataFacts } from './microdata-facts';
import type { ExtractRequest } from './permit';

export type AnonymousRows = { readonly table: OutputTable; readonly facts: MicrodataFacts };

/** Rows as they were read: the columns that are asked for, and the person key where the schema has one. */
export type RowsToLeave = {
  readonly schema: TableSchema;
  readonly asked: Pick<ExtractRequest, 'dimensions' | 'measures'>;
  readonly coded: CodedRows;
};

/**
 * Coarsens rows, stars values of some and leaves others out, so that every group that looks alike keeps what is required.
 * They leave sorted by what they show: their order would otherwise tell whose they are.
 *
 * @throws MICRODATA.INFEASIBLE, MICRODATA.TOO_MUCH, MICRODATA.INVALID
 */
export function anonymousRows(rows: RowsToLeave, requirement: Requirement): AnonymousRows {
  const { schema, asked, coded } = rows;
  const coarsenings = knowableChains(schema, asked).map((chain) =>
    coarsen(
      chain,
      chain.map((field) => columnOf(coded, field)),
    ),
  );
  const sensitive = fieldsOf(schema, asked).filter(isSensitive);
  const found = anonymise(
    {
      rows: coded.rows,
      quasiIdentifiers: coarsenings.map(({ fields, ...column }) => ({ name: fields[0]?.name ?? '', ...column })),
      sensitive: sensitive.map((field) => sensitiveColumn(field, columnOf(coded, field))),
      ...personsOf(schema, coded),
    },
    requirement,
  );
  const { suppressedRows, risk } = found;
  return {
    table: outputOf(rows, { coarsenings, sensitive }, found),
    facts: {
      ...{ requirement, suppressedRows, rows: coded.rows - suppressedRows },
      ...{ groups: risk.groups, smallestGroup: risk.smallest, largestGroup: risk.largest },
      columns: columnsIn(fieldsOf(schema, asked), coarsenings, found),
    },
  };
}

const columnOf = ({ columns }: CodedRows, { name }: Pick<Field, 'name'>): CodedColumn => {
  const column = columns.find((one) => one.name === name);
  if (!column) throw new TypeError(`The column ${name} was not read.`);
  return column;
};

/** Numbered in the order of the values where they have one. A missing value comes first. */
function sensitiveColumn({ name, type }: Field, { values, codes }: CodedColumn): SensitiveColumn {
  const ordered = type === 'integer' || type === 'decimal' || type === 'date';
  const ascending = values
    .map((value, code) => ({ value, code }))
    .sort((one, other) => inOrder(one.value, other.value, type));
  const ranks = new Uint32Array(values.length);
  for (const [rank, { code }] of ascending.entries()) ranks[code] = rank;
  return { name, values: values.length, ordered, codes: codes.map((code) => ranks[code] as number) };
}

type Value = string | null;

function inOrder(one: Value, other: Value, type: Field['type']): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  const isNumber = type === 'integer' || type === 'decimal';
  const [first, second] = isNumber ? [unitsOf(one), unitsOf(other)] : [one, other];
  return first < second ? -1 : Number(first > second);
}

/** In whole units of the last decimal, of which all numbers of a column have equally many. */
const unitsOf = (number: string): bigint => BigInt(number.replace('.', ''));

/** Rows of which nobody knows whose they are might all be of one person. */
function personsOf({ personKey }: TableSchema, coded: CodedRows) {
  return personKey === undefined ? {} : { persons: columnOf(coded, { name: personKey }).codes };
}

type Leaving = { readonly coarsenings: readonly Coarsening[]; readonly sensitive: readonly Field[] };

/** The columns that a table of rows shows, and what each row shows in them. */
function outputOf(
  { schema, asked, coded }: RowsToLeave,
  { coarsenings, sensitive }: Leaving,
  found: Anonymised,
): OutputTable {
  const names = fieldsOf(schema, asked).map(({ name }) => name);
  const order = [...coarsenings.flatMap(({ fields }) => fields), ...sensitive].map(({ name }) => names.indexOf(name));
  const open = sensitive.map((field) => columnOf(coded, field));
  const levelIn = (row: number, at: number) =>
    (found.starred[at]?.[row] === 1 ? coarsenings[at]?.hierarchy.levels.length : found.levels[at]) as number;
  const rows: Value[][] = [];
  for (let row = 0; row < coded.rows; row++) {
    if (found.suppressed[row] === 1) continue;
    const cells = [
      ...coarsenings.flatMap((column, at) => column.shown(column.codes[row] as number, levelIn(row, at))),
      ...open.map(({ values, codes }) => values[codes[row] as number] as Value),
    ];
    rows.push(placed(cells, order));
  }
  return { columns: names.map((name) => ({ name, type: 'string' })), rows: sorted(rows) };
}

function placed(cells: readonly Value[], order: readonly number[]): Value[] {
  const row: Value[] = cells.map(() => null);
  for (const [at, cell] of cells.entries()) row[order[at] as number] = cell;
  return row;
}

function sorted(rows: readonly Value[][]): Value[][] {
  const keyed = rows.map((row) => ({ row, key: JSON.stringify(row) }));
  return keyed.sort((one, other) => (one.key < other.key ? -1 : Number(one.key > other.key))).map(({ row }) => row);
}

function columnsIn(fields: readonly Field[], coarsenings: readonly Coarsening[], found: Anonymised): MicrodataColumn[] {
  return fields.map((field) => {
    const at = coarsenings.findIndex((one) => one.fields.includes(field));
    const column = coarsenings[at];
    const { name } = field;
    if (!column) return { name, isSensitive: true, level: 0, levels: 0, starred: 0 };
    const [level, levels] = levelOf(field, column, found.levels[at] as number);
    const stars = found.starred[at] as Uint8Array;
    const starred = level === levels ? 0 : stars.reduce((sum, star) => sum + star, 0);
    return { name, isSensitive: false, level, levels, starred };
  });
}

/** Of columns that are coarsened together each is either as it was or not shown at all. */
function levelOf(field: Field, { fields, hierarchy }: Coarsening, level: number): readonly [number, number] {
  return fields.length === 1 ? [level, hierarchy.levels.length] : [Number(level > fields.indexOf(field)), 1];
}
