import { guess } from '../domain/guess';
import { isBlank, type Row } from '../domain/header';
import type { FileFormat, Inspection, Wanted } from '../domain/reading';
import { refusal } from '../domain/trouble';
import type { InspectOrder } from './child-task';
import { inspectCsv } from './csv/inspect-csv';
import { encodingsOf } from './encoding';
import { headText, markedFormat, refuseOle, textFormat } from './format';
import { jsonRows } from './json/json-rows';
import { SAMPLE_ROWS } from './limits';
import { parquetRows } from './parquet/parquet-rows';
import { sampleOf, type Sample } from './sample';
import { inspectWorkbook } from './xlsx/inspect-workbook';

/** Finds out what a file is and how it may be read. @throws Refusal for what cannot be read */
export async function inspectFile(order: InspectOrder): Promise<Inspection> {
  const { path, wanted } = order;
  const sample = await sampleOf(path);
  if (sample.bytes === 0) throw refusal('FILE.EMPTY');
  switch (markedFormat(sample.head)) {
    case 'ole':
      return refuseOle(path, sample.head);
    case 'xlsx':
      return inspectWorkbook(path, wanted);
    case 'parquet':
      return inspectCertain({ format: 'parquet', encoding: null, rows: parquetRows(path, '.') }, wanted);
    default:
      return inspectText(sample, order);
  }
}

async function inspectText(sample: Sample, { path, fileName, wanted, language }: InspectOrder): Promise<Inspection> {
  const encodings = await encodingsOf(sample, language);
  const [best] = encodings;
  if (!best) throw refusal('FILE.NOT_A_TABLE', { kind: 'binary' });
  const format = await textFormat(sample, headText(sample, best), fileName);
  if (format === 'csv') return inspectCsv(sample, encodings, wanted);
  const { encoding } = best;
  const seen = { bytesRead: 0, garbled: false };
  const rows = jsonRows({ path, encoding, lines: format === 'ndjson' }, '.', seen, SAMPLE_ROWS);
  return inspectCertain({ format, encoding, rows }, wanted);
}

type CertainFile = {
  readonly format: FileFormat;
  readonly encoding: string | null;
  readonly rows: AsyncIterable<Row[]>;
};

/** Formats that say themselves where a cell begins and ends. */
async function inspectCertain({ format, encoding, rows }: CertainFile, wanted: Wanted): Promise<Inspection> {
  const sample: Row[] = [];
  for await (const batch of rows) {
    sample.push(...batch);
    if (sample.length > SAMPLE_ROWS) break;
  }
  if (sample.every(isBlank)) throw refusal('FILE.EMPTY');
  const none = { delimiter: null, quote: null, escape: null, comment: null, sheet: null };
  const draft = {
    reading: { format, encoding, ...none },
    rows: sample,
    more: [],
    confidence: 100,
    reasons: ['FORMAT.CERTAIN'] as const,
  };
  const { candidates, questions } = guess(draft, wanted);
  return { format, candidates, questions, trouble: null };
}
