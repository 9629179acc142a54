import type { Row } from '../../domain/header';
import type { Reading } from '../../domain/reading';
import { refusal } from '../../domain/trouble';
import { assertOneRowHeader } from './header-merges';
import { sheetRows, type Merge } from './sheet-rows';
import { openWorkbook } from './workbook';

/** The rows of one sheet. @throws Refusal SHEET.MISSING, FILE.HEADER_IN_ROWS, and whatever the workbook is refused for */
export async function* workbookRows(
  path: string,
  { sheet: name, headerRow, decimalMark }: Reading,
): AsyncGenerator<Row[]> {
  const book = await openWorkbook(path);
  try {
    const sheet = book.sheets.find((found) => found.name === name);
    if (!sheet) throw refusal('SHEET.MISSING', { sheet: (name ?? '').slice(0, 100) });
    const merges: Merge[] = [];
    yield* sheetRows(book, sheet, decimalMark, merges);
    assertOneRowHeader(merges, headerRow);
  } finally {
    book.archive.close();
  }
}
