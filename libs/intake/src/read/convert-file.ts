import { stat } from 'node:fs/promises';
import type { IntakeProgress } from '../app/task';
import { headerCells, isBlank, type Row } from '../domain/header';
import type { Reading } from '../domain/reading';
import { shaped, shapeOf, type RowShape, type ShapeRules } from '../domain/row-shape';
import { refusal } from '../domain/trouble';
import { CanonicalCsv } from './canonical-csv';
import type { ChildAnswer, PrepareOrder } from './child-task';
import { asIsDialect } from './csv/as-is';
import { pseudonymOf } from './pseudonym';
import { rowsOf } from './rows';

type Report = (progress: IntakeProgress) => void;

/** Makes of a file what the warehouse can read. @throws Refusal */
export async function convertFile(order: PrepareOrder, report: Report): Promise<ChildAnswer> {
  const dialect = await asIsDialect(order);
  if (dialect) return { kind: 'asIs', dialect };
  const seen = { bytesRead: 0, garbled: false };
  const { size } = await stat(order.path);
  const output = await CanonicalCsv.create(order.outPath);
  let table: Conversion | null = null;
  try {
    for await (const rows of rowsOf(order.path, order.reading, seen)) {
      for (const row of rows) {
        if (!table) table = new Conversion(row, order);
        else if (!isBlank(row)) await output.write(row.row, table.convert(row));
      }
      report({ rows: output.rows, bytesRead: seen.bytesRead, bytes: size });
    }
  } finally {
    await output.close();
  }
  if (!table) throw refusal('FILE.NO_HEADER', {}, order.reading.headerRow);
  const { decimalMark } = order.beside ?? order.reading;
  return {
    kind: 'converted',
    path: order.outPath,
    header: table.shape.header,
    decimalMark,
    encoding: 'utf-8',
    rows: output.rows,
  };
}

class Conversion {
  readonly shape: RowShape;
  private readonly width: number;
  private readonly reading: Reading;

  constructor(header: Row, order: PrepareOrder) {
    const cells = headerCells(header);
    this.width = cells.length;
    this.reading = order.reading;
    this.shape = shapeOf(cells, rulesOf(order));
  }

  /** @throws FILE.RAGGED_ROW where cells are missing or left over, in formats that must have them all */
  convert({ row, cells }: Row): string[] {
    const more = cells.slice(this.width).some((cell) => cell.trim() !== '');
    if (more || (this.reading.format === 'csv' && cells.length < this.width))
      throw refusal('FILE.RAGGED_ROW', { expected: this.width, found: cells.length }, row);
    return shaped(cells, this.shape);
  }
}

const rulesOf = ({ mapping, wanted, reading, pseudonyms, beside }: PrepareOrder): ShapeRules => ({
  mapping,
  wanted,
  beside,
  decimalMark: reading.decimalMark,
  dateOrder: reading.dateOrder,
  pseudonyms: pseudonyms && {
    fields: pseudonyms.fields,
    pseudonymOf: pseudonymOf(Buffer.from(pseudonyms.key), pseudonyms.context),
  },
});
