import type { ApplicationId, DatasetId, ExtractId, FederationId, GrantId, Id, OrganisationId, PersonId } from '#kernel';
import type { Duty } from '#policy';

export type ObligationId = Id<'Obligation'>;

export const OBLIGATION_STATES = [
  ...(['standing', 'open', 'fulfilled', 'accepted', 'rejected', 'overdue', 'lapsed'] as const),
] as const;
/**
 * Where an obligation stands at one moment. Standing ones hold as long as the grant's results do, and are never due.
 * Overdue is what the clock makes of open and rejected ones; lapsed ones were reports on a time that never came.
 */
export type ObligationState = (typeof OBLIGATION_STATES)[number];
/** What is written down: nothing has to happen for the clock to go on. */
export type KeptState = Exclude<ObligationState, 'overdue'>;

/** Besides what policies ask for: to delete a release that rows were taken back from, within so many days. */
export type DeletionDuty = { readonly type: 'deleteRelease'; readonly days: number };
export type OwedDuty = Duty | DeletionDuty;

/**
 * What one grant obliges its holders to, once: any of them may fulfil it for all. Or what a recalled release obliges one
 * of those to who have it, each for themselves.
 */
export type Obligation = {
  readonly id: ObligationId;
  /** null: it is of a release, whatever allowed that. */
  readonly grantId: GrantId | null;
  readonly applicationId: ApplicationId | null;
  /** The extract whose release was recalled; null: it is of a grant. */
  readonly extractId: ExtractId | null;
  /** Which of its releases. */
  readonly releaseNumber: number | null;
  readonly federationId: FederationId;
  readonly datasetId: DatasetId;
  /** Whose stewards look at the evidence. */
  readonly publisherId: OrganisationId;
  readonly holders: readonly PersonId[];
  readonly duty: OwedDuty;
  /** Which of several reports, from 1. */
  readonly number: number;
  readonly state: KeptState;
  /** When it was taken on, with the acceptance of the terms. */
  readonly since: Date;
  /** The first moment at which it is overdue, a midnight in UTC; null: it is standing. */
  readonly dueAt: Date | null;
  /** The last step that was taken because of its due date, in days from it; null: none yet. */
  readonly lastStep: number | null;
};

/** What holders show for an obligation, and what was answered; rejected ones are kept. */
export type Evidence = {
  readonly obligationId: ObligationId;
  /** From 1. */
  readonly number: number;
  readonly text: string;
  readonly url: string | null;
  readonly givenBy: PersonId;
  readonly givenAt: Date;
  /** null: nobody has looked at it yet. */
  readonly outcome: 'accepted' | 'rejected' | null;
  /** Why it was rejected; null: it was not. */
  readonly reason: string | null;
  readonly reviewedAt: Date | null;
};

/** Whether an obligation is overdue at a moment: the clock decides, not the job that tells of it. */
const isOverdue = ({ state, dueAt }: Pick<Obligation, 'state' | 'dueAt'>, now: Date): boolean =>
  (state === 'open' || state === 'rejected') && dueAt !== null && dueAt <= now;

export const stateAt = (obligation: Pick<Obligation, 'state' | 'dueAt'>, now: Date): ObligationState =>
  isOverdue(obligation, now) ? 'overdue' : obligation.state;
