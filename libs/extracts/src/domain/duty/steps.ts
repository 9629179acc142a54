import type { Obligation } from './obligation';

const DAY_MS = 86_400_000;

/** What happens because of a due date, in days from it: three reminders, the last on the last day; overdue; the end. */
const STEPS = [-14, -3, -1, 0, 30] as const;
export type Step = (typeof STEPS)[number];
/** The step at which an obligation is overdue, and its grant is not usable until it is fulfilled. */
export const OVERDUE: Step = 0;
/** The step at which the grant ends for good. */
export const ENDS_GRANT: Step = 30;

type Dated = Pick<Obligation, 'duty' | 'dueAt' | 'lastStep'>;

/** Nobody is reminded of a report while an earlier one is to come: the reminders of frequent reports are fewer. */
const stepsOf = ({ duty }: Dated): readonly Step[] =>
  STEPS.filter((step) => step >= 0 || duty.type !== 'reportUse' || -step < duty.everyDays);

/**
 * What has to be done now about a due date: the latest step whose time has come, if it was not taken before. Steps that
 * were missed meanwhile are left out, so that nobody is told at once that something is due in 14 days and in 3.
 *
 * @returns null where there is nothing to do
 */
export function stepDue(obligation: Dated, now: Date): Step | null {
  const { dueAt, lastStep } = obligation;
  if (dueAt === null) return null;
  const [latest] = stepsOf(obligation)
    .filter((step) => timeOf(step, dueAt) <= now.getTime())
    .slice(-1);
  return latest !== undefined && (lastStep === null || latest > lastStep) ? latest : null;
}

/** When to look again; null: after the last step, or if it is never due. */
export function nextStepAt(obligation: Dated, now: Date): Date | null {
  const { dueAt } = obligation;
  if (dueAt === null) return null;
  const next = stepsOf(obligation).find((step) => timeOf(step, dueAt) > now.getTime());
  return next === undefined ? null : new Date(timeOf(next, dueAt));
}

const timeOf = (step: Step, dueAt: Date): number => dueAt.getTime() + step * DAY_MS;
