import type { WithdrawnRows } from '#catalogue';
import type { ExtractId } from '#kernel';
import type { Purpose } from '#policy';
import type { UsedPart } from './earlier-table';

export const RECALL_STATES = ['toRecompute', 'held', 'replaced', 'ended'] as const;
/**
 * What becomes of a release that rows were taken back from: it is to be made again; that is held back until enough other
 * rows have changed; it was made again; or the policies do not allow it any more.
 */
export type RecallState = (typeof RECALL_STATES)[number];

/** A release that is not to be had any more, because rows were taken back from it. */
export type Recall = {
  readonly extractId: ExtractId;
  /** Which of the extract's releases, from 1. */
  readonly number: number;
  /** When rows in it were first taken back. */
  readonly since: Date;
  readonly state: RecallState;
  /** When nothing of its files was left; null: not yet. */
  readonly destroyedAt: Date | null;
};

/** What something was made of, what for, and when. */
export type MadeOf = { readonly parts: readonly UsedPart[]; readonly purpose: Purpose; readonly at: Date };

/**
 * Since when something made of rows is stale, by what contributors have taken back: one of its files, or its purpose. This
 * alone decides; that it is written down anywhere is not needed.
 *
 * @returns the first moment; null: nothing of it was taken back
 */
export function staleSince({ parts, purpose, at }: MadeOf, { contributions, purposes }: WithdrawnRows): Date | null {
  const contributors = new Set(parts.map(({ organisationId }) => organisationId));
  const moments = [
    ...parts.flatMap(({ contributionId }) => contributions.get(contributionId) ?? []),
    ...purposes
      .filter((one) => contributors.has(one.organisationId) && one.purposes.includes(purpose) && one.since >= at)
      .map(({ since }) => since),
  ];
  return moments.toSorted((one, other) => one.getTime() - other.getTime())[0] ?? null;
}

/** Whether nothing more becomes of it. */
export const isSettled = ({ state }: Pick<Recall, 'state'>): boolean => state === 'replaced' || state === 'ended';

/** What may pass: rows that are still to come, trouble of ours, and a duty that whoever asked for it has not fulfilled. */
const PASSING = [
  'EXTRACT.HELD_BACK',
  'EXTRACT.TOO_MUCH_SHOWN',
  'EXTRACT.SHOWN_CHANGED',
  'EXTRACT.NOT_MADE',
  'DATASET.EMPTY',
  'EXTRACT.DUTY_OVERDUE',
  'DATASET.EMBARGOED',
  'EXTRACT.TOO_FEW_CHECKERS',
  'EXTRACT.NOT_CHECKED',
];

/** What becomes of a recalled release that cannot be made again now. @param code why not */
export const stateWithout = (code: string): RecallState => (PASSING.includes(code) ? 'held' : 'ended');

/** When something was last taken back from a dataset; null: never. */
export function lastChange({ contributions, purposes }: WithdrawnRows): Date | null {
  const moments = [...contributions.values(), ...purposes.map(({ since }) => since)];
  return moments.toSorted((one, other) => other.getTime() - one.getTime())[0] ?? null;
}
