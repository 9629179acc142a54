import writeExcelFile, { type SheetData } from 'write-excel-file/node';
import { decimalText, type OutputColumn, type OutputTable } from '#warehouse';

/** What a spreadsheet holds of a number without changing its last digits. @see ISO/IEC 29500, numbers are IEEE 754 doubles */
const DIGITS_OF_A_NUMBER = 15;

/**
 * A protected table as a workbook: its numbers on one sheet, what is to be known of them on another. Text is text, whatever
 * it begins with; a number with more digits than a spreadsheet keeps is text too.
 *
 * @param notes one line each: what, and what it is
 */
export async function workbookOf(
  { columns, rows }: OutputTable,
  notes: readonly (readonly [string, string])[],
): Promise<Buffer> {
  const table: SheetData = [
    columns.map(({ name }) => ({ value: name, fontWeight: 'bold' as const })),
    ...rows.map((row) => row.map((value, at) => cellOf(value, columns[at]))),
  ];
  const about: SheetData = notes.map(([what, is]) => [
    { value: what, fontWeight: 'bold' as const },
    { value: is, wrap: true },
  ]);
  const sheets = [
    { data: table, sheet: 'table', stickyRowsCount: 1 },
    { data: about, sheet: 'about', columns: [{ width: 30 }, { width: 100 }] },
  ];
  return writeExcelFile(sheets).toBuffer();
}

function cellOf(value: string | bigint | null, column: OutputColumn | undefined) {
  if (typeof value !== 'bigint') return value === null ? null : { type: String, value };
  const scale = column?.scale ?? 0;
  const text = decimalText(value, scale);
  if (text.replace(/[-.]/g, '').length > DIGITS_OF_A_NUMBER) return { type: String, value: text };
  const format = scale === 0 ? '0' : `0.${'0'.repeat(scale)}`;
  return { type: Number, value: Number(text), format };
}
