import { CommonsError } from '#kernel';
import type { IntakeTrouble } from '#intake';
import type { Finding, FindingGroup } from '#warehouse';

/** Something found in one of the files of a contribution. */
export type FoundHere = {
  /** As a spreadsheet numbers it, in its own file; null where the whole file is meant. */
  readonly row: number | null;
  readonly column: string | null;
  /** Of the warehouse, of the intake, or one of ours. */
  readonly code: string;
  readonly severity: Finding['severity'];
  /** Number of the file; null where the contribution has only one, or all are meant. */
  readonly file: number | null;
  /** Limits, counts and names for the hint; never the value of a cell. */
  readonly facts: Readonly<Record<string, string | number>>;
  /** What the cell says, safe to show; null: nothing, or nothing that may be shown. */
  readonly value: string | null;
};

/** Findings of one kind in one column. */
export type GroupHere = Omit<FoundHere, 'row' | 'value'> & {
  readonly count: number;
  readonly firstRow: number | null;
};

/** Row numbers of several files in one: those of the second begin behind this, and so on; more than a file may have rows. */
const ROWS_OF_A_FILE = 1_000_000_000;

/** What is added to the row numbers of a file, so that those of several files are told apart. */
export const rowsBefore = (file: number): number => file * ROWS_OF_A_FILE;

const fileOf = (row: number): number | null => Math.floor(row / ROWS_OF_A_FILE) || null;

/** A row of several files in one, as its own file numbers it. */
function placeOf(row: number | null): { readonly row: number | null; readonly file: number | null } {
  return row === null ? { row, file: null } : { row: row % ROWS_OF_A_FILE, file: fileOf(row) };
}

/** A finding where it is; the first row that some speak of may lie in another file, which then is named too. */
export function here({ row, column, code, severity, facts = {}, value }: Finding): FoundHere {
  return { ...placeOf(row), column, code, severity, value: value ?? null, facts: factsHere(facts) };
}

function factsHere(facts: Record<string, string | number>): FoundHere['facts'] {
  const { firstRow } = facts;
  if (typeof firstRow !== 'number') return facts;
  const { row, file } = placeOf(firstRow);
  return { ...facts, firstRow: row ?? 0, ...(file !== null && { firstFile: file }) };
}

/** A group with the limits that its first listed finding tells, which its hint is made of. */
export function groupHere(group: FindingGroup, findings: readonly Finding[]): GroupHere {
  const { code, column, severity, count } = group;
  const { row: firstRow, file } = placeOf(group.firstRow);
  const first = findings.find((one) => one.code === code && one.column === column);
  return { code, column, severity, count, firstRow, file, facts: factsHere(first?.facts ?? {}) };
}

/** What keeps a file from being read at all, as a finding of it. */
export const troubled = ({ code, row, facts }: IntakeTrouble, file: number | null): FoundHere => ({
  ...{ code, row, facts, file, column: null, value: null },
  severity: 'error',
});

/** Whether a file that was given to the store cannot be had back, nor will be. */
export const isLost = (error: unknown): error is CommonsError =>
  error instanceof CommonsError && (error.code === 'FILE.MISSING' || error.code === 'FILE.DAMAGED');

/** Trouble of ours, not of the file. */
export type OwnCode = 'FILE.LOST' | 'FILE.NOT_CHECKED' | 'FILES.DIFFER';

export const ownFinding = (code: OwnCode, file: number | null): FoundHere => ({
  ...{ code, file, row: null, column: null, severity: 'error', facts: {}, value: null },
});

/** The one group of a finding that stands alone. */
export const alone = ({ code, column, severity, file, facts, row }: FoundHere): GroupHere => ({
  ...{ code, column, severity, file, facts, count: 1, firstRow: row },
});
