import { MAX_COLUMNS, type Row } from '../../domain/header';
import type { DecimalMark } from '../../domain/number-text';
import { refusal } from '../../domain/trouble';
import { LIMITS } from '../limits';
import { cellText, type RawCell } from './cell';
import { RichText } from './shared-strings';
import type { Sheet, Workbook } from './workbook';
import { readXml, type Attributes, type XmlHandler } from './xml';

/** Cells that were made one, in rows and columns from 1. */
export type Merge = { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number };

/**
 * The rows of a worksheet that hold anything, hidden ones too, batch by batch; merged cells hold their value in the first.
 *
 * @param merges filled as they come, which is after the last row
 * @throws Refusal FILE.TOO_WIDE, FILE.TOO_BIG_INSIDE, FILE.DTD, FILE.UNREADABLE
 */
export async function* sheetRows(
  book: Workbook,
  sheet: Sheet,
  mark: DecimalMark,
  merges: Merge[] = [],
): AsyncGenerator<Row[]> {
  const reader = new SheetReader(book, mark, merges);
  const pieces = readXml(book.archive.read(sheet.part), reader);
  try {
    while (!(await pieces.next()).done) {
      const rows = reader.take();
      if (rows.length > 0) yield rows;
    }
  } finally {
    // Whoever has seen enough of the sheet closes its part too.
    await pieces.return(undefined);
  }
}

/** The place of `C4`; null if it is none. */
function placeOf(reference: string): { readonly row: number; readonly column: number } | null {
  const [, letters, digits] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(reference) ?? [];
  if (!letters || !digits) return null;
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return { row: Number(digits), column };
}

const EMPTY: RawCell = { type: 'n', style: 0, value: '', inline: '' };

class SheetReader implements XmlHandler {
  private rows: Row[] = [];
  private row = 0;
  private column = 0;
  private cells: string[] = [];
  private natives = new Set<number>();
  private cell: RawCell = EMPTY;
  private value = '';
  private inValue = false;
  private seen = 0;
  private readonly inline = new RichText();

  constructor(
    private readonly book: Workbook,
    private readonly mark: DecimalMark,
    private readonly merges: Merge[],
  ) {}

  take(): Row[] {
    const rows = this.rows;
    this.rows = [];
    return rows;
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'row') this.openRow(attributes);
    else if (name === 'c') this.openCell(attributes);
    else if (name === 'v') this.inValue = true;
    else if (name === 'mergeCell') this.merge(attributes);
    else this.inline.open(name);
  }

  text(text: string): void {
    if (this.inValue) this.value += text;
    else this.inline.text(text);
  }

  close(name: string): void {
    if (name === 'v') this.inValue = false;
    else if (name === 'c') this.closeCell();
    else if (name === 'row') this.closeRow();
    else this.inline.close(name);
  }

  private openRow({ r }: Attributes): void {
    this.row = r === undefined ? this.row + 1 : Number(r);
    if (!(this.row >= 1 && this.row <= LIMITS.sheetRows)) throw refusal('FILE.UNREADABLE');
    this.column = 0;
    this.cells = [];
    this.natives = new Set();
  }

  private openCell({ r, t = 'n', s = '0' }: Attributes): void {
    this.column = (r === undefined ? null : placeOf(r))?.column ?? this.column + 1;
    this.cell = { ...EMPTY, type: t, style: Number(s) };
    this.value = '';
    this.inline.take();
    this.seen += 1;
    if (this.seen > LIMITS.sheetCells) throw refusal('FILE.TOO_BIG_INSIDE', { limit: LIMITS.sheetCells });
  }

  private closeCell(): void {
    const raw = { ...this.cell, value: this.value, inline: this.inline.take() };
    const { text, native } = cellText(raw, this.book, this.mark);
    if (text === '') return;
    if (this.column > MAX_COLUMNS)
      throw refusal('FILE.TOO_WIDE', { columns: this.column, limit: MAX_COLUMNS }, this.row);
    while (this.cells.length < this.column) this.cells.push('');
    this.cells[this.column - 1] = text;
    if (native) this.natives.add(this.column - 1);
  }

  private closeRow(): void {
    if (this.cells.length > 0) this.rows.push({ row: this.row, cells: this.cells, native: this.natives });
  }

  private merge({ ref = '' }: Attributes): void {
    const [from, to] = ref.split(':').map(placeOf);
    if (!from || !to || this.merges.length >= MAX_COLUMNS) return;
    this.merges.push({ top: from.row, bottom: to.row, left: from.column, right: to.column });
  }
}
