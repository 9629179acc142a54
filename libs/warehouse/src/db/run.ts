import type { IngestTask } from '../app/ingest-task';
import type { Finding, FindingGroup } from '../domain/finding';
import type { Session } from './engine';
import type { Progress } from './progress';
import type { Scratch } from './scratch';

/** What one ingest works with from beginning to end. */
export type Run = {
  readonly session: Session;
  readonly task: IngestTask;
  readonly scratch: Scratch;
  readonly progress: Progress;
};

/** What came of a file; `found`: a relation of everything that is wrong below the header, if anything is. */
export type Outcome = {
  readonly rows: number;
  readonly people: bigint;
  /** About the whole file and its header. */
  readonly findings: readonly Finding[];
  readonly found: FoundBelow | null;
};

/** What is wrong below the header: counted, and one by one as SQL that the listing asks for as much as it needs. */
export type FoundBelow = {
  readonly groups: readonly FindingGroup[];
  /** Rows of r, f, p, k, first, v; see `foundRows`. */
  readonly relation: string;
  readonly toFinding: (row: readonly unknown[]) => Finding;
};
