import { TOTAL, type Cell, type ProtectedCell, type Table } from '#disclosure';
import type { Aggregate, AggregateCell, OutputTable, TableSchema } from '#warehouse';
import { codeOf, type Classification } from './shape';

/** SDMX CONF_STATUS: free for publication, or confidential. */
const FREE = 'F';
const CONFIDENTIAL = 'C';

/** The table that disclosure control decides on: one cell for each combination of codes that has people. */
export function tableOf({ dimensions, cells }: Aggregate, classifications: readonly Classification[]): Table {
  const found: Cell[] = [];
  for (const cell of cells) {
    const codes = cellCodes(dimensions, cell.codes, classifications);
    if (codes) found.push({ codes, people: cell.people, contributors: cell.contributors });
  }
  return { dimensions: classifications.map(({ dimension }) => dimension), cells: found };
}

/** Codes by classification; null for a combination that says nothing new (a zone together with its own district). */
function cellCodes(
  dimensions: readonly string[],
  codes: readonly string[],
  classifications: readonly Classification[],
): string[] | null {
  const merged: string[] = [];
  for (const { columns } of classifications) {
    const set = columns.flatMap((column) => {
      const code = codes[dimensions.indexOf(column)] ?? TOTAL;
      return code === TOTAL ? [] : [codeOf(column, code)];
    });
    if (set.length > 1) return null;
    merged.push(set[0] ?? TOTAL);
  }
  return merged;
}

/**
 * The table as it leaves the commons: every cell of the cross product with its margins, in the order of the code
 * lists; a suppressed cell shows its codes, no number, and the status C.
 */
export function outputOf(
  aggregate: Aggregate,
  classifications: readonly Classification[],
  cells: readonly ProtectedCell[],
  schema: TableSchema,
): OutputTable {
  const values = valuesByCodes(aggregate, classifications);
  return {
    columns: [
      ...aggregate.dimensions.map((name) => ({ name, type: 'string' as const })),
      { name: 'people', type: 'integer' as const },
      ...aggregate.measures.map((name) => measureColumn(schema, name)),
      { name: 'conf_status', type: 'string' as const },
    ],
    rows: cells.map(({ codes, status }) => {
      const labels = labelsOf(codes, aggregate.dimensions, classifications);
      const value = status === 'published' ? values.get(keyOf(codes)) : undefined;
      if (!value) return [...labels, null, ...aggregate.measures.map(() => null), CONFIDENTIAL];
      return [...labels, value.people, ...value.sums, FREE];
    }),
  };
}

function valuesByCodes({ dimensions, cells }: Aggregate, classifications: readonly Classification[]) {
  const values = new Map<string, AggregateCell>();
  for (const cell of cells) {
    const codes = cellCodes(dimensions, cell.codes, classifications);
    if (codes) values.set(keyOf(codes), cell);
  }
  return values;
}

/** Back from the codes of classifications to one label a column: `zone=03` is ['03' zone, '_T' district]. */
function labelsOf(codes: readonly string[], dimensions: readonly string[], classifications: readonly Classification[]) {
  return dimensions.map((column) => {
    const at = classifications.findIndex(({ columns }) => columns.includes(column));
    const code = codes[at] ?? TOTAL;
    const prefix = codeOf(column, '');
    return code.startsWith(prefix) ? code.slice(prefix.length) : TOTAL;
  });
}

function measureColumn(schema: TableSchema, name: string): OutputTable['columns'][number] {
  const field = schema.fields.find((one) => one.name === name);
  return field?.type === 'decimal' ? { name, type: 'decimal', scale: field.scale ?? 0 } : { name, type: 'integer' };
}

const keyOf = (codes: readonly string[]) => JSON.stringify(codes);
