import type { IngestTask } from '../app/ingest-task';
import type { IngestReport } from '../domain/finding';
import { accept } from './accept';
import { diagnose } from './diagnose';
import type { Engine } from './engine';
import { reportOf } from './findings-out';
import { openInput } from './ingest-input';
import { Progress } from './progress';
import type { Run } from './run';
import { Scratch } from './scratch';

/**
 * One pass over a good file: the engine reads, types, checks and writes at once, and stops at the first thing that is wrong.
 * Only then a second pass finds out where and what.
 */
export async function ingest(engine: Engine, task: IngestTask): Promise<IngestReport> {
  const scratch = new Scratch(task.parquetPath);
  const progress = new Progress(task.onProgress);
  try {
    return await engine.use((session) => ingestWith({ session, task, scratch, progress }), task.signal);
  } finally {
    await scratch.clear();
  }
}

async function ingestWith(run: Run): Promise<IngestReport> {
  const { dialect, findings, rows } = await openInput(run);
  if (!rows) return reportOf(run, dialect, { rows: 0, people: 0n, findings, found: null });
  const accepted = rows.isSuspicious ? null : await accept(run, rows);
  const outcome = accepted ?? (await diagnose(run, rows));
  return reportOf(run, dialect, { ...outcome, findings: [...findings, ...outcome.findings] });
}
