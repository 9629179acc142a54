import { createWriteStream } from 'node:fs';
import { rename } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Dialect } from '../domain/dialect';
import { MAX_FINDINGS, MOST_LISTED, type Finding, type FindingGroup, type IngestReport } from '../domain/finding';
import { lineOf, listedLine } from '../domain/finding-list';
import type { FoundBelow, Outcome, Run } from './run';

/** Counts and lists what was found; all of it in a file of its own, if one is asked for. */
export async function reportOf(run: Run, dialect: Dialect, outcome: Outcome): Promise<IngestReport> {
  const { findings, found } = outcome;
  const groups = [...groupsOf(findings), ...(found?.groups ?? [])].sort(
    (a, b) => (a.firstRow ?? 0) - (b.firstRow ?? 0),
  );
  const count = (severity: FindingGroup['severity']) =>
    groups.filter((group) => group.severity === severity).reduce((sum, group) => sum + group.count, 0);
  const errors = count('error');
  const above = inFront(findings);
  const below = found ? await firstOf(run, found, MAX_FINDINGS - above.length) : [];
  if (groups.length > 0)
    await writeAll(run, above.length === findings.length ? above : inFront(findings, findings.length), found);
  return {
    dialect,
    rows: outcome.rows,
    people: errors > 0 ? 0n : outcome.people,
    findingCount: errors,
    warningCount: count('warning'),
    findings: [...above, ...below],
    groups,
  };
}

/** What has no row first, then the header's. */
const inFront = (findings: readonly Finding[], most = MAX_FINDINGS): Finding[] =>
  [...findings].sort((a, b) => (a.row ?? 0) - (b.row ?? 0)).slice(0, most);

function groupsOf(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const { code, column, severity, row } of findings) {
    const key = `${code} ${column ?? ''}`;
    const group = groups.get(key) ?? { code, column, severity, count: 0, firstRow: row };
    groups.set(key, { ...group, count: group.count + 1 });
  }
  return [...groups.values()];
}

const COLUMNS = 'r, f, k, first, v';
const ORDER = 'ORDER BY r, p, k, f';

async function firstOf(
  { session }: Run,
  { relation, groups, toFinding }: FoundBelow,
  most: number,
): Promise<Finding[]> {
  if (most <= 0 || groups.length === 0) return [];
  return (await session.rows(`SELECT ${COLUMNS} FROM ${relation} ${ORDER} LIMIT ${most}`)).map(toFinding);
}

async function writeAll(run: Run, above: readonly Finding[], found: FoundBelow | null): Promise<void> {
  const { task, scratch } = run;
  if (task.findingsPath === undefined) return;
  const path = scratch.path('findings.jsonl');
  await pipeline(Readable.from(listLines(run, above, found)), createWriteStream(path, { flags: 'wx' }), {
    ...(task.signal && { signal: task.signal }),
  });
  await rename(path, task.findingsPath);
}

async function* listLines(run: Run, above: readonly Finding[], found: FoundBelow | null): AsyncGenerator<string> {
  const total = above.length + (found?.groups ?? []).reduce((sum, { count }) => sum + count, 0);
  const room = Math.max(MOST_LISTED - above.length, 0);
  yield* batched(above.slice(0, MOST_LISTED));
  if (found && room > 0) {
    for await (const findings of inBatches(run, found, room)) yield* batched(findings);
  }
  if (total > MOST_LISTED) yield lineOf({ more: total - MOST_LISTED });
}

function* batched(findings: readonly Finding[]): Generator<string> {
  if (findings.length > 0) yield findings.map(listedLine).join('');
}

/** As the engine sorts them. Where there are too many, it first looks up how far down the list goes, and sorts no more. */
async function* inBatches(
  run: Run,
  { relation, groups, toFinding }: FoundBelow,
  most: number,
): AsyncGenerator<Finding[]> {
  const { session, progress, task } = run;
  const total = groups.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return;
  const [[last] = []] =
    total > most ? await session.rows(`SELECT r FROM ${relation} ORDER BY r LIMIT 1 OFFSET ${most - 1}`) : [];
  const upTo = last === undefined ? '' : `WHERE r <= ${String(last)}`;
  const result = await session.connection.stream(`SELECT ${COLUMNS} FROM ${relation} ${upTo} ${ORDER}`);
  let listed = 0;
  for await (const rows of result.yieldRows()) {
    task.signal?.throwIfAborted();
    const wanted = rows.slice(0, most - listed);
    listed += wanted.length;
    progress.tell('writing', listed, Math.min(total, most));
    yield wanted.map(toFinding);
    if (listed === most) return;
  }
}
