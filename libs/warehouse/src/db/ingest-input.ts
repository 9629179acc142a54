import type { ConvertedInput, PlainInput } from '../app/ingest-task';
import type { Dialect } from '../domain/dialect';
import { findingOf, type Finding } from '../domain/finding';
import { stat } from 'node:fs/promises';
import { inspect, transcode, type Inspection } from './csv-bytes';
import { fileAsIs, fileNumbered, type Layout } from './csv-sql';
import { readHeader, readingOf, type HeaderReading } from './layout';
import type { Run } from './run';

/** A file whose header was read. */
export type OpenedInput = {
  readonly dialect: Dialect;
  /** About the header, or about the whole file. */
  readonly findings: readonly Finding[];
  /** Null where the rows cannot be read at all. */
  readonly rows: ReadableRows | null;
};

export type ReadableRows = {
  readonly path: string;
  readonly layout: Layout;
  /** Whether its rows have their numbers before them already. */
  readonly isNumbered: boolean;
  /** Whether its bytes or its header say that something is wrong, so that the quick way would only fail. */
  readonly isSuspicious: boolean;
  /** Whether its header alone rejects it. */
  readonly isRefused: boolean;
};

export const relationOf = ({ path, layout, isNumbered }: ReadableRows): string =>
  isNumbered ? fileNumbered(path, layout) : fileAsIs(path, layout);

export async function openInput(run: Run): Promise<OpenedInput> {
  const { input } = run.task;
  run.progress.total = (await stat(input.csvPath)).size;
  return input.kind === 'converted' ? openConverted(run, input) : openPlain(run, input);
}

const knownOf = ({ task: { schema, ancestors = {} } }: Run) => ({ schema, ancestors });

/** Our own copy: its bytes need no look, its row numbers are those of the file that it was made of. */
function openConverted(run: Run, { csvPath, header, decimalMark, headerRow = 1 }: ConvertedInput): OpenedInput {
  const dialect: Dialect = { delimiter: ',', decimalMark, encoding: 'utf-8' };
  const reading = readingOf(header, knownOf(run), { dialect, row: headerRow });
  return opened(reading, { path: csvPath, isNumbered: true, isSuspicious: false });
}

async function openPlain(run: Run, { csvPath, dialect: given = {} }: PlainInput): Promise<OpenedInput> {
  const { progress, task } = run;
  const inspection = await inspect(
    csvPath,
    (done) => {
      progress.tell('reading', done);
    },
    task.signal,
  );
  const decoded = await decode(run, { csvPath, given }, inspection);
  const head = new TextDecoder(decoded.encoding).decode(inspection.head);
  const reading = readHeader(head, knownOf(run), { given, encoding: decoded.encoding });
  if (inspection.binary) {
    return {
      dialect: reading.dialect,
      findings: [findingOf({ row: null, column: null, code: 'CSV.NOT_CSV' })],
      rows: null,
    };
  }
  return opened(reading, {
    path: decoded.path,
    isNumbered: false,
    isSuspicious: decoded.garbled || inspection.longLine,
  });
}

function opened(
  { dialect, layout, findings }: HeaderReading,
  file: Omit<ReadableRows, 'layout' | 'isRefused'>,
): OpenedInput {
  const isRefused = findings.some(({ severity }) => severity === 'error');
  const rows = layout && { ...file, layout, isRefused, isSuspicious: file.isSuspicious || isRefused };
  return { dialect, findings, rows };
}

/** The file as UTF-8 text; `garbled` where some of it is not in its encoding. */
type Decoded = { path: string; encoding: Dialect['encoding']; garbled: boolean };

/** UTF-8 where it is valid UTF-8; otherwise Windows-1252, unless the caller says or the bytes show that it is neither. */
async function decode(
  { task, scratch }: Run,
  { csvPath, given }: { csvPath: string; given: Partial<Dialect> },
  { utf8, binary }: Inspection,
): Promise<Decoded> {
  const asIs = (garbled: boolean): Decoded => ({ path: csvPath, encoding: 'utf-8', garbled });
  if (binary || given.encoding === 'utf-8' || (utf8 && given.encoding === undefined)) return asIs(!utf8);
  const path = scratch.path('utf-8.csv');
  const { mixed, unassigned } = await transcode(csvPath, path, task.signal);
  if (mixed && given.encoding === undefined) return asIs(true);
  return { path, encoding: 'windows-1252', garbled: unassigned };
}
