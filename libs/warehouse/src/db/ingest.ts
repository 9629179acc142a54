import { rename } from 'node:fs/promises';
import type { IngestTask } from '../app/warehouse';
import type { Dialect } from '../domain/dialect';
import { Findings, type FindingCode, type IngestReport } from '../domain/finding';
import { inspect, transcode, type Inspection } from './csv-bytes';
import { acceptedRows, BAD_CELL, fileAsIs, fileNumbered, type Layout } from './csv-sql';
import { diagnoseCells, together } from './diagnose';
import type { Engine, Session } from './engine';
import { readHeader } from './layout';
import { numberRecords } from './numbered-records';
import { assess } from './row-rules';
import { Scratch } from './scratch';
import { writePath } from './sql';

/** What one ingest works with from beginning to end. */
type Run = { session: Session; task: IngestTask; scratch: Scratch };

/** The file as UTF-8 text; `garbled` where some of it is not in its encoding. */
type Decoded = { path: string; encoding: Dialect['encoding']; garbled: boolean };

type Outcome = { rows: number; people: bigint; findings: Findings };

/**
 * One pass over a good file: the engine reads, types, checks and writes at once, and stops at the first thing that is wrong.
 * Only then a second pass finds out where and what.
 */
export async function ingest(engine: Engine, task: IngestTask): Promise<IngestReport> {
  const scratch = new Scratch(task.parquetPath);
  try {
    return await engine.use((session) => ingestWith({ session, task, scratch }), task.signal);
  } finally {
    await scratch.clear();
  }
}

async function ingestWith(run: Run): Promise<IngestReport> {
  const { schema, csvPath, signal, dialect: given = {} } = run.task;
  const inspection = await inspect(csvPath, signal);
  const decoded = await decode(run, inspection);
  const head = new TextDecoder(decoded.encoding).decode(inspection.head);
  const header = readHeader(head, { schema, given, encoding: decoded.encoding });
  if (inspection.binary) return reportOf(header.dialect, refused('CSV.NOT_CSV'));
  if (!header.layout) return reportOf(header.dialect, { rows: 0, people: 0n, findings: header.findings });
  const suspicious = header.findings.count > 0 || decoded.garbled || inspection.longLine;
  const accepted = suspicious ? null : await accept(run, fileAsIs(decoded.path, header.layout), header.layout);
  return reportOf(
    header.dialect,
    accepted ?? (await diagnose(run, decoded.path, { ...header, layout: header.layout })),
  );
}

/** UTF-8 where it is valid UTF-8; otherwise Windows-1252, unless the caller says or the bytes show that it is neither. */
async function decode({ task, scratch }: Run, { utf8, binary }: Inspection): Promise<Decoded> {
  const given = task.dialect?.encoding;
  const asIs = (garbled: boolean): Decoded => ({ path: task.csvPath, encoding: 'utf-8', garbled });
  if (binary || given === 'utf-8' || (utf8 && given === undefined)) return asIs(!utf8);
  const path = scratch.path('utf-8.csv');
  const { mixed, unassigned } = await transcode(task.csvPath, path, task.signal);
  if (mixed && given === undefined) return asIs(true);
  return { path, encoding: 'windows-1252', garbled: unassigned };
}

/** Writes the Parquet file if every cell and every row is right; null if something is wrong. */
async function accept({ session, task, scratch }: Run, source: string, layout: Layout): Promise<Outcome | null> {
  const path = scratch.path('parquet');
  try {
    await session.run(`COPY (${acceptedRows(source, layout)}) TO ${writePath(path)} (FORMAT parquet)`);
  } catch (error) {
    if (speaksOfTheFile(error)) return null;
    throw error;
  }
  const assessment = await assess(session, path, layout);
  if (!assessment.rowsAgree) return null;
  const findings = assessment.rows === 0 ? refused('CSV.NO_ROWS').findings : new Findings();
  if (findings.count === 0) await rename(path, task.parquetPath);
  return { rows: assessment.rows, people: assessment.people, findings };
}

async function diagnose(run: Run, path: string, header: { layout: Layout; findings: Findings }): Promise<Outcome> {
  const { session, task, scratch } = run;
  const numbered = scratch.path('numbered.csv');
  const shape = await numberRecords(path, numbered, header.layout, task.signal);
  const cells = await cellFindings(session, numbered, header.layout);
  const findings = together(header.findings, shape.findings, cells);
  if (findings.count > 0) return { rows: shape.rows, people: 0n, findings };
  // Nothing is wrong: the engine tripped over blank lines or mixed line ends, which the numbered copy does not have.
  return (await accept(run, fileNumbered(numbered, header.layout), header.layout)) ?? refused('CSV.NOT_CSV');
}

async function cellFindings(session: Session, numbered: string, layout: Layout): Promise<Findings> {
  try {
    return await diagnoseCells(session, numbered, layout);
  } catch (error) {
    if (speaksOfTheFile(error)) return refused('CSV.NOT_CSV').findings;
    throw error;
  }
}

/** Whether the engine failed because of what is in the file, and not for want of memory, disk or permission. */
const speaksOfTheFile = (error: unknown): boolean => FILE_TROUBLE.test(String(error));

const FILE_TROUBLE = new RegExp(`^Error: Invalid Input Error: .*(CSV|line size|${BAD_CELL})`, 'i');

function refused(code: FindingCode): Outcome {
  const findings = new Findings();
  findings.add({ row: null, column: null, code });
  return { rows: 0, people: 0n, findings };
}

const reportOf = (dialect: Dialect, { rows, people, findings }: Outcome): IngestReport => ({
  dialect,
  rows,
  people: findings.count > 0 ? 0n : people,
  findingCount: findings.count,
  findings: findings.listed,
});
