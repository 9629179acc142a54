import type { Duty } from '#policy';
import type { Grant } from '../grant/grant';
import type { DeletionDuty, Obligation } from './obligation';

const DAY_MS = 86_400_000;
/** How long holders have at least, once their evidence was rejected. */
const DAYS_TO_TRY_AGAIN = 14;

/** An obligation as it begins; `dueAt` null: it is standing, and never due. */
export type Begun = Pick<Obligation, 'duty' | 'number' | 'dueAt'>;

/**
 * What a grant obliges its holders to, and by when. Deleting and sharing results are due so many days after its end;
 * reports, every so many days from its start, and once more at its end. Citing and not re-identifying are never due.
 *
 * Every due date is the midnight in UTC that ends the last day, so nobody is late on that day.
 *
 * @returns in the order of the duties, reports by their dates
 */
export const obligationsOf = (grant: Pick<Grant, 'duties' | 'startsAt' | 'endsAt'>): Begun[] =>
  grant.duties.flatMap((duty) => dueDates(duty, grant).map((dueAt, at) => ({ duty, number: at + 1, dueAt })));

function dueDates(duty: Duty, { startsAt, endsAt }: Pick<Grant, 'startsAt' | 'endsAt'>): (Date | null)[] {
  switch (duty.type) {
    case 'cite':
    case 'noReidentification':
      return [null];
    case 'deleteAfter':
    case 'shareResults':
      return [endOfDay(endsAt.getTime() + duty.days * DAY_MS)];
    case 'reportUse': {
      const spanDays = (endsAt.getTime() - startsAt.getTime()) / DAY_MS;
      const reports = Math.max(1, Math.ceil(spanDays / duty.everyDays));
      const times = Array.from({ length: reports }, (_, at) =>
        endOfDay(Math.min(startsAt.getTime() + (at + 1) * duty.everyDays * DAY_MS, endsAt.getTime())).getTime(),
      );
      return [...new Set(times)].map((time) => new Date(time));
    }
  }
}

/** What becomes of an obligation: another due date, or none any more (`lapsed`). */
export type Redated = { readonly obligation: Obligation; readonly dueAt: Date } | { readonly lapsed: Obligation };

/**
 * What changes when a grant ends before its time: what is due after its end is due sooner, and of the reports that are
 * still to come only the next remains. What was fulfilled, rejected or is overdue stays as it is.
 */
export function atEarlyEnd(obligations: readonly Obligation[], endedAt: Date): Redated[] {
  const open = obligations.filter(({ state, dueAt }) => state === 'open' && dueAt !== null && dueAt > endedAt);
  const [, ...laterReports] = open.filter(({ duty }) => duty.type === 'reportUse').sort((a, b) => a.number - b.number);
  return [
    ...open.flatMap((obligation) => {
      const { duty, dueAt } = obligation;
      if (duty.type !== 'deleteAfter' && duty.type !== 'shareResults') return [];
      const sooner = endOfDay(endedAt.getTime() + duty.days * DAY_MS);
      return dueAt !== null && sooner < dueAt ? [{ obligation, dueAt: sooner }] : [];
    }),
    ...laterReports.map((lapsed) => ({ lapsed })),
  ];
}

/** By when holders have to try again: never sooner than it was due anyway. */
export const dueAgain = (dueAt: Date, rejectedAt: Date): Date =>
  new Date(Math.max(dueAt.getTime(), endOfDay(rejectedAt.getTime() + DAYS_TO_TRY_AGAIN * DAY_MS).getTime()));

/** How long whoever has a recalled release has to delete it, where their grant leaves them no less. */
const DAYS_TO_DELETE = 30;

/**
 * What a recalled release obliges those to who have it.
 *
 * @param stated the days that a grant leaves for deleting what was drawn; none: there is no such grant or duty
 */
export function deletionOf(
  stated: readonly number[],
  now: Date,
): { readonly duty: DeletionDuty; readonly dueAt: Date } {
  const days = Math.min(DAYS_TO_DELETE, ...stated);
  return { duty: { type: 'deleteRelease', days }, dueAt: endOfDay(now.getTime() + days * DAY_MS) };
}

/** The last day of an obligation, `2026-11-22` in UTC. */
export const lastDay = (dueAt: Date): string => new Date(dueAt.getTime() - 1).toISOString().slice(0, 10);

/** The first midnight in UTC that is not before this moment. */
const endOfDay = (ms: number): Date => new Date(Math.ceil(ms / DAY_MS) * DAY_MS);
