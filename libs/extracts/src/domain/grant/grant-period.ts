import type { ApplicationForm, ApprovedItem } from '../application/application';
import { nothingLeft } from '../application/errors';

const DAY_MS = 86_400_000;

export type Period = { readonly startsAt: Date; readonly endsAt: Date };

/**
 * From when to when a grant holds. It begins when it is given, or on the first day that was asked for; it ends with the
 * first of: the last day that was asked for or approved, the policies' last day, the longest that a policy lets a grant
 * last, and the time for which what is drawn may be kept. Days are whole and in UTC. No grant outlives its policies.
 *
 * @param now the moment at which it is given
 * @param place of the item in the cart, from 0
 * @throws APPLICATION.NOTHING_LEFT if it would end before it begins
 */
export function grantPeriod(
  { startsOn, endsOn, retentionDays }: Pick<ApplicationForm, 'startsOn' | 'endsOn' | 'retentionDays'>,
  item: Pick<ApprovedItem, 'endsOn' | 'until' | 'grantDays'>,
  { now, place }: { readonly now: Date; readonly place: number },
): Period {
  const startsAt = new Date(Math.max(now.getTime(), startsOn === null ? 0 : dayStart(startsOn)));
  const lastDays = [endsOn, item.endsOn, item.until].filter((day) => day !== null).map((day) => dayStart(day) + DAY_MS);
  const lengths = [retentionDays, item.grantDays].filter((days) => days !== null);
  const endsAt = new Date(Math.min(...lastDays, ...lengths.map((days) => startsAt.getTime() + days * DAY_MS)));
  if (endsAt <= startsAt) throw nothingLeft(place);
  return { startsAt, endsAt };
}

/** The moment at which a day begins, in UTC. */
const dayStart = (day: string): number => Date.parse(`${day}T00:00:00Z`);
