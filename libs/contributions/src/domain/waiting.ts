import type { Contribution } from './contribution';
import type { ContributionState } from './states';

const DAY_MS = 24 * 60 * 60 * 1000;

/** How long a contribution waits in each state for somebody, in days from its last file; the others wait for nobody. */
const DAYS: Partial<Record<ContributionState, number>> = {
  awaitingFile: 30,
  awaitingReading: 30,
  awaitingConfirmation: 30,
  // Whoever has to approve has a month at least, even where the contributor took all of theirs.
  awaitingApproval: 60,
};

/** How long a contribution waits for whoever can go on with it, in milliseconds; Infinity: it waits for nobody. */
export const waitsForMs = (state: ContributionState): number => (DAYS[state] ?? Infinity) * DAY_MS;

/** Whether a contribution has waited for its time; one of which no file has come has nothing that lies about. */
export function hasLapsed({ state, files }: Pick<Contribution, 'state' | 'files'>, now: Date): boolean {
  const moments = files.flatMap(({ receivedAt }) => receivedAt?.getTime() ?? []);
  return moments.length > 0 && now.getTime() - Math.max(...moments) >= waitsForMs(state);
}
