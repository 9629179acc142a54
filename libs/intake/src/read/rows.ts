import type { Row } from '../domain/header';
import type { Reading } from '../domain/reading';
import { csvRows } from './csv/csv-rows';
import { jsonRows } from './json/json-rows';
import { parquetRows } from './parquet/parquet-rows';
import type { TextSeen } from './text';
import { workbookRows } from './xlsx/workbook-rows';

/** The rows of a file under a reading, batch by batch: the header first, then whatever is below it. @throws Refusal */
export async function* rowsOf(path: string, reading: Reading, seen: TextSeen): AsyncGenerator<Row[]> {
  for await (const rows of allRows(path, reading, seen)) {
    const below = rows.filter(({ row }) => row >= reading.headerRow);
    if (below.length > 0) yield below;
  }
}

function allRows(path: string, reading: Reading, seen: TextSeen): AsyncGenerator<Row[]> {
  const encoding = reading.encoding ?? 'utf-8';
  switch (reading.format) {
    case 'csv':
      return csvRows(path, reading, seen);
    case 'json':
    case 'ndjson':
      return jsonRows({ path, encoding, lines: reading.format === 'ndjson' }, reading.decimalMark, seen);
    case 'parquet':
      return parquetRows(path, reading.decimalMark);
    case 'xlsx':
      return workbookRows(path, reading);
  }
}
