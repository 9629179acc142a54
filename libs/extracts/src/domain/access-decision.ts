import type { ApplicationId, DatasetId, ExtractId, FederationId, Id, PersonId } from '#kernel';
import type { DecidingClause, UseAction } from '#policy';
import type { Alternative } from './permit';

export type DecisionId = Id<'AccessDecision'>;

/** What was being done when the policies were asked. */
export const OCCASIONS = ['request', 'run', 'download', 'submit', 'approve'] as const;
export type Occasion = (typeof OCCASIONS)[number];

/** One decision about somebody's use of a dataset, kept with what decided it, refusals too. */
export type AccessDecision = {
  readonly id: DecisionId;
  readonly at: Date;
  readonly occasion: Occasion;
  readonly personId: PersonId;
  readonly federationId: FederationId;
  readonly datasetId: DatasetId;
  readonly action: UseAction;
  /** What it was about; null: nothing came of it. */
  readonly extractId: ExtractId | null;
  readonly applicationId: ApplicationId | null;
  readonly granted: boolean;
  /** Why not; null: it was granted. */
  readonly code: string | null;
  /** Names the state of all policies that decided. */
  readonly policyRevision: number;
  /** What permitted it or, if it was refused, what forbade it; none where nothing permitted it. */
  readonly clauses: readonly DecidingClause[];
  /** The last day of the policies that granted it, `YYYY-MM-DD` in UTC; null: they have none, or it was refused. */
  readonly until: string | null;
  /** The nearest that would have been granted; null: nothing. */
  readonly alternative: Alternative | null;
};
